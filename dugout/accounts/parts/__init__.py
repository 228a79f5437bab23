"""Pieces of larger verbs: holding an account, what lists sort by, its owner and its stage."""

from dugout.accounts.parts.holding import hold, keep_figures
from dugout.accounts.parts.owning import give_owner, keep_managed_since
from dugout.accounts.parts.staging import keep_stage

__all__ = ["give_owner", "hold", "keep_figures", "keep_managed_since", "keep_stage"]
