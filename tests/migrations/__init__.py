"""From one revision to the next, on both engines, with rows present."""
