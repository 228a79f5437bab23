"""What screens, the API and the verbs read about papers and movements."""
