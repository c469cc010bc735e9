"""What may be done, what is owed and what stands in the way. Pure rooms below, services above."""
