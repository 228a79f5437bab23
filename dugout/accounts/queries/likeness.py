"""Accounts that are likely the same company as one that somebody is about to add."""

from django.db.models import Q

from dugout.accounts.models import Account
from dugout.accounts.rules.likeness import bare_domain, core_of

# More of one name than anybody reads; past them the hint is not needed any more.
LOOKED_AT = 100
SHOWN = 5


def likely_the_same(*, name: str, domain: str, but: int | None = None) -> list[Account]:
    """Accounts of the same domain, or whose name is the same but for its legal form, with their owners."""
    core, wanted = core_of(name), bare_domain(domain)
    alike = Q(name_key=core) | Q(name_key__gte=f"{core} ", name_key__lt=f"{core}!")
    if wanted:
        alike |= Q(domain=wanted)
    rows = (
        Account.objects.filter(alike).exclude(id=but or 0).select_related("owner").order_by("name_key", "id")
    )
    same = [row for row in rows[:LOOKED_AT] if (wanted and row.domain == wanted) or core_of(row.name) == core]
    return same[:SHOWN]
