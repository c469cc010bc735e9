"""What is typed at the command line: what is said, what is kept, and the exit code."""
