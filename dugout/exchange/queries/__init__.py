"""What doors ask of the exchange: mappings by name, files to import, past imports and their problems."""
