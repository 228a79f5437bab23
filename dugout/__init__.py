"""Dugout: one record per client, from the first call to the tenth renewal, with every department on it."""
