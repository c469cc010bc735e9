"""The invented force: people, and cases brought to their states by calling the services."""
