"""What people do, on both engines."""
