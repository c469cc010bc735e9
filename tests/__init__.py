"""The tests: one folder per part of Fairlead. CONTRIBUTING.md says how to run them."""
