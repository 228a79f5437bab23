"""What accounts and contacts may hold, and what follows from it. Pure."""

from dugout.accounts.rules.checks import check_account, check_contact
from dugout.accounts.rules.family import makes_a_circle
from dugout.accounts.rules.stage import months_after, stage_changes, stage_on

__all__ = [
    "check_account",
    "check_contact",
    "makes_a_circle",
    "months_after",
    "stage_changes",
    "stage_on",
]
