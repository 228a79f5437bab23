"""Fills every registry from the packages' contributions, then freezes them.

A package's `contributions.register()` says what it adds to the packages below it; the order is that of the house, from
the bottom up, so that every kind is known before a consumer names it.
"""

from importlib import import_module
from importlib.util import find_spec

from dugout.values.registry import freeze_all

PACKAGES_FROM_THE_BOTTOM = (
    "our_company", "people", "accounts", "timeline", "versioned_text", "client_document",
    "selling", "revenue", "handoffs", "overview", "exchange", "upkeep",
)  # fmt: skip

_registered = False


def register_all() -> None:
    """Idempotent: Django may call `ready` again in tests that reload the apps."""
    global _registered  # noqa: PLW0603  one process, one set of registries
    if _registered:
        return
    for package in PACKAGES_FROM_THE_BOTTOM:
        name = f"dugout.{package}.contributions"
        if find_spec(name) is not None:
            import_module(name).register()
    freeze_all()
    _registered = True
