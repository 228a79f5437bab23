"""Pieces of larger verbs: holding an account, what lists sort by, its owner and its stage."""

from dugout.accounts.parts.figures import refresh
from dugout.accounts.parts.holding import hold
from dugout.accounts.parts.owning import give_owner
from dugout.accounts.parts.staging import keep_stage

__all__ = ["give_owner", "hold", "keep_stage", "refresh"]
