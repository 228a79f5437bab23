"""The demo company, told through commands only."""
