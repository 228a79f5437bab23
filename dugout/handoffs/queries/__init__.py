"""What screens, the API and the verbs read about hand-offs."""
