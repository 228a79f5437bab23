"""What is asked across every package for an upkeep."""
