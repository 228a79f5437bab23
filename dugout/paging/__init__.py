"""Pages by keyset: page 2,000 costs what page 1 costs. Knows query sets and nothing of what they hold."""
