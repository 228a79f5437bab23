"""Find or do anything: names of every kind, and what can be done, in one box."""
