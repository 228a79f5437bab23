"""Who works here: persons, posts (department, manager, location, quota), heads, absences, sign-in, tokens."""
