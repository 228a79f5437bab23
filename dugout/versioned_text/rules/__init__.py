"""What may be saved, and what changed between two texts. Pure."""
