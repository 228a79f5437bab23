"""The verbs of the stories: each calls one command, at the moment to which its life has come."""
