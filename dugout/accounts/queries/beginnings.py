"""Names by their beginning, as one range of an index."""

from django.db.models import Q

from dugout.values.texts import fold

_LAST_LETTER = "\U0010ffff"


def begins(key: str, typed: str) -> Q:
    """Whether the name in `key` begins as typed, whatever case and accents; with signs alone none does."""
    beginning = fold(typed)
    return (
        Q(**{f"{key}__gte": beginning, f"{key}__lt": beginning + _LAST_LETTER}) if beginning else Q(pk=None)
    )
