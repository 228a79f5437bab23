"""The pages. No rules here: guard, load, form, one command, respond."""
