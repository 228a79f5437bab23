"""Who works here: the directory and one person's page."""
