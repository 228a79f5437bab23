"""Accounts under accounts, of any depth, never in a circle. Pure."""

from collections.abc import Collection


def makes_a_circle(account_id: int, parent_id: int, ancestors_of_parent: Collection[int]) -> bool:
    """Whether an account would be its own ancestor under this parent."""
    return parent_id == account_id or account_id in ancestors_of_parent
