"""What screens, rules and the access table ask about people."""
