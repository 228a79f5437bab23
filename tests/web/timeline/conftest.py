"""An account with contacts, as the timeline's own tests have it."""

from tests.timeline.conftest import account, contacts, log, raising

__all__ = ["account", "contacts", "log", "raising"]
