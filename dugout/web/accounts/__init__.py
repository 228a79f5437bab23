"""Accounts and contacts: the list, adding, correcting, owners, parents, who decides."""
