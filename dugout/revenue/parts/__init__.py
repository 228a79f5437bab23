"""Pieces of larger verbs: drafting papers, writing movements, keeping what an account shows of them."""
