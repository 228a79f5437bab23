"""What screens, the API and the packages above ask about entries, conversations, signals and notices."""
