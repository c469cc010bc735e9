"""The read side, on both engines."""
