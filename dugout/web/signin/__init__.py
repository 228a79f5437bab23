"""Ways in: sign-in, the first admin, invitations."""
