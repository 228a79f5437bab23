"""One's own settings (sessions, tokens, absences) and the company's (administrators)."""
