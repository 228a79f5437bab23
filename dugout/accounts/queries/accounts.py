"""One account, and accounts by the words of their names."""

from collections.abc import Sequence

from django.contrib.postgres.search import SearchQuery, SearchVector

from dugout.accounts.models import Account
from dugout.history.queries import missing
from dugout.search.models import SearchName
from dugout.statements import Given, Kept
from dugout.values.texts import fold

_ONE = Kept(lambda: Account.objects.select_related("figures", "owner", "parent").filter(id=Given("id")))


def the_account(account_id: int) -> Account:
    """The account with everything that its head shows. Missing when there is none."""
    found = _ONE.first(id=account_id)
    if found is None:
        raise missing(Account)
    return found


def accounts_named(wanted: str, *, but: int | None = None, most: int = 10) -> Sequence[Account]:
    """Accounts with words in their names that begin as these do, by name, with owners."""
    words = fold(wanted).split()
    if not words:
        return []
    named = SearchName.objects.annotate(words=SearchVector("key", config="simple")).filter(
        kind="account",
        words=SearchQuery(" & ".join(f"{word}:*" for word in words), search_type="raw", config="simple"),
    )
    ids = named.exclude(record_id=but or 0).order_by("key", "id").values("record_id")[:most]
    return list(Account.objects.filter(id__in=ids).select_related("owner").order_by("name_key", "id"))
