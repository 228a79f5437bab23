"""Which records the rows of a file mean: by their ids in the source, else by their names here."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from django.db.models import Model, QuerySet

from dugout.accounts.models import Account
from dugout.bulk.finding import rows_with
from dugout.exchange.parts.imported_rows import known_rows
from dugout.exchange.rules.cells import shown
from dugout.exchange.rules.rows import kind_in_words
from dugout.exchange.terms.rows import FileKind
from dugout.people.models import Person
from dugout.selling.models import Opportunity, Product
from dugout.values.refused import Problem

MODELS: Mapping[FileKind, type[Model]] = {
    FileKind.PRODUCTS: Product,
    FileKind.TEAMS: Person,
    FileKind.ACCOUNTS: Account,
    FileKind.OPPORTUNITIES: Opportunity,
}


class References(NamedTuple):
    """Records by what a file calls them; where that is not exactly one record, how many there are."""

    ids: dict[str, int]
    many: dict[str, int]

    def problem(self, field: str, kind: FileKind, name: str) -> Problem:
        """Why a name leads nowhere."""
        word = kind_in_words(kind)
        if name in self.many:
            what = f"{self.many[name]} {word}s here are called {shown(name)}; the file does not say which."
        else:
            what = f"There is no {word} {shown(name)}, neither here nor in the files."
        return Problem(field, what, "Mend it, or import its row first.")


def records_of(source: str, kind: FileKind, keys: Collection[str]) -> dict[str, int]:
    """Records by the ids that a source gives them."""
    found = {key: one.record_id for key, one in known_rows(source, kind, keys).items()}
    rest = [key for key in keys if key not in found]
    rows = rows_with(
        MODELS[kind], ("external_id", "id"), keys=rest, among="external_id", external_source=source
    )
    found.update((key, id_) for key, id_ in rows)
    return found


def referred(source: str, kind: FileKind, names: Iterable[str]) -> References:
    """Records by their ids in the source. A text that is not such an id is looked up as a name here."""
    wanted = set(names) - {""}
    ids = records_of(source, kind, wanted)
    called: defaultdict[str, set[int]] = defaultdict(set)
    rest = [name for name in wanted if name not in ids]
    if rest:
        for name, id_ in _by_name(kind, rest):
            called[name].add(id_)
    ids |= {name: next(iter(found)) for name, found in called.items() if len(found) == 1}
    return References(ids, {name: len(found) for name, found in called.items() if len(found) > 1})


def _by_name(kind: FileKind, names: Collection[str]) -> Iterable[tuple[str, int]]:
    if kind is FileKind.TEAMS:
        here = Person.objects.here()
        yield from here.filter(name__in=names).values_list("name", "id")
        emails = here.filter(email__in=[name.lower() for name in names]).values_list("email", "id")
        found = {email: id_ for email, id_ in emails if email}
        yield from ((name, found[name.lower()]) for name in names if name.lower() in found)
        return
    rows: QuerySet[Account] | QuerySet[Product]
    rows = Account.objects.all() if kind is FileKind.ACCOUNTS else Product.objects.filter(retired_at=None)
    yield from rows.filter(name__in=names).values_list("name", "id")
