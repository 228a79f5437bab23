"""Many accounts of another system at once: added, or brought up to date, with their parents in any order."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction

from dugout.accounts.models import Account, AccountFigures
from dugout.accounts.parts.writing import hold_families, write_many
from dugout.accounts.rules.checks import check_account
from dugout.accounts.rules.family import makes_a_circle
from dugout.accounts.terms import AccountToImport, AccountValues
from dugout.bulk.copying import change_rows, copy_rows, new_ids
from dugout.bulk.verdicts import Became, RowDone, refused
from dugout.history.parts import changed_values, record_many
from dugout.history.terms import Allowed, Incoming, ManyChanged
from dugout.search.parts import add_names
from dugout.values.refused import Problem

PLAIN = tuple(name for name in AccountValues.__slots__ if name != "parent_id")
# What a file may change of an account that is here already.
CHANGEABLE = (*(name for name in PLAIN if name != "came_by"), "parent_id")
SAME = Problem("domain", "Another row is this account already.", "Leave one of the two.")
CIRCLE = Problem("parent", "An account cannot lie under itself, at any depth.", "Name another parent.")


def import_accounts(
    *,
    accounts: Sequence[AccountToImport],
    known: Mapping[str, int],
    fields: Collection[str],
    source: str,
    by: Allowed,
    at: datetime,
) -> list[RowDone]:
    """Adds accounts without an owner, and changes those that are here; what became of each, in order.

    `known` are the records of ids, of rows and of parents. An account whose parent is neither known nor added
    here waits. `fields` are those that the file knows; the others stay. A fixed number of statements, and one for
    each level of parents.
    """
    done: dict[int, RowDone] = {}
    with transaction.atomic():
        places: dict[str, int] = {}
        for place, one in enumerate(accounts):
            if problems := check_account(one.values):
                done[place] = refused(*problems)
            else:
                places[one.external_id] = place
        incoming = Incoming(source=source, fields=frozenset(fields), by=by, at=at)
        ids = dict(known)
        fresh = [key for key in places if key not in ids]
        resolved = _resolvable([accounts[places[key]] for key in fresh], ids)
        ids |= zip(resolved, new_ids(Account, len(resolved)), strict=True)
        _add([accounts[places[key]] for key in resolved], ids, incoming)
        changing = {}
        for key, place in places.items():
            one = accounts[place]
            if key in resolved:
                done[place] = RowDone(Became.CREATED, ids[key])
            elif key not in ids or (one.parent and one.parent not in ids):
                done[place] = RowDone(Became.WAITING)
            else:
                changing[place] = (ids[key], one)
        done |= _change(changing, ids, incoming)
    return [done[place] for place in range(len(accounts))]


def _resolvable(fresh: Sequence[AccountToImport], ids: Mapping[str, int]) -> dict[str, None]:
    """Those whose parents are here or come with them, each parent before its children."""
    children: defaultdict[str, list[str]] = defaultdict(list)
    for one in fresh:
        children["" if one.parent in ids else one.parent].append(one.external_id)
    found: dict[str, None] = {}
    level = children.pop("", [])
    while level:
        found |= dict.fromkeys(level)
        level = [child for parent in level for child in children.pop(parent, ())]
    return found


def _add(accounts: Sequence[AccountToImport], ids: Mapping[str, int], incoming: Incoming) -> None:
    if not accounts:
        return
    rows = [(ids[one.external_id], one, one.values) for one in accounts]
    copy_rows(
        Account,
        ("id", "parent_id", "external_source", "external_id", "made_at", *PLAIN),
        (
            (id_, ids.get(one.parent), incoming.source, one.external_id, incoming.at, *_plain(values))
            for id_, one, values in rows
        ),
    )
    copy_rows(AccountFigures, ("account_id", "currency"), ((id_, values.currency) for id_, _, values in rows))
    add_names(
        kind="account", names=((id_, values.name, values.city or values.country) for id_, _, values in rows)
    )
    record_many(
        kind="account_added",
        by=incoming.by,
        at=incoming.at,
        subject_kind="account",
        changes=(
            ManyChanged(id_, id_, None, {"name": values.name, "owner": None}) for id_, _, values in rows
        ),
    )


def _change(
    changing: Mapping[int, tuple[int, AccountToImport]], ids: Mapping[str, int], incoming: Incoming
) -> dict[int, RowDone]:
    """Writes what differs. Two rows of the file that are one account are refused from the second on."""
    if not changing:
        return {}
    wanted = [id_ for id_, _ in changing.values()]
    held = Account.objects.select_for_update(no_key=True).order_by("id").in_bulk(wanted)
    aims = {id_: ids[one.parent] for id_, one in changing.values() if one.parent}
    parents = _ancestry({aim for id_, aim in aims.items() if id_ in held and held[id_].parent_id != aim})
    asked = [name for name in CHANGEABLE if name in _written_by(incoming.fields)]
    done: dict[int, RowDone] = {}
    changed: list[tuple[Account, dict[str, Any], dict[str, Any]]] = []
    for place, (id_, one) in changing.items():
        account = held.pop(id_, None)
        if account is None:
            done[place] = refused(SAME)
            continue
        values = replace(one.values, parent_id=aims.get(id_))
        was, becomes = changed_values(
            {name: getattr(account, name) for name in asked}, {name: getattr(values, name) for name in asked}
        )
        parent_id = becomes.get("parent_id")
        if parent_id and makes_a_circle(id_, parent_id, _above(parent_id, parents)):
            done[place] = refused(CIRCLE)
            continue
        if "parent_id" in becomes:
            parents[id_] = parent_id
        done[place] = RowDone(Became.UPDATED if becomes else Became.UNCHANGED, id_)
        if becomes or not account.external_source:
            changed.append((account, was, becomes))
    _write(changed, dict(changing.values()), asked, incoming)
    return done


def _write(
    changed: Sequence[tuple[Account, dict[str, Any], dict[str, Any]]],
    of: Mapping[int, AccountToImport],
    asked: Sequence[str],
    incoming: Incoming,
) -> None:
    """An account that comes from nowhere else keeps the id that the file gives it."""
    adopted = [account for account, _, _ in changed if not account.external_source]
    change_rows(
        Account,
        ("external_source", "external_id"),
        ((account.id, incoming.source, of[account.id].external_id) for account in adopted),
    )
    written = [(account, becomes) for account, _, becomes in changed if becomes]
    write_many(written, fields=asked, at=incoming.at)
    record_many(
        kind="account_changed",
        by=incoming.by,
        at=incoming.at,
        subject_kind="account",
        changes=(
            ManyChanged(account.id, account.id, was, becomes) for account, was, becomes in changed if becomes
        ),
    )


def _plain(values: AccountValues) -> Iterator[Any]:
    return (getattr(values, name) for name in PLAIN)


def _written_by(fields: Collection[str]) -> set[str]:
    """The columns of these fields of a file: a parent is kept by its id, an amount with its currency."""
    more = {"parent": "parent_id", "annual_revenue": "currency"}
    return {*fields, *(more[name] for name in fields if name in more)}


def _ancestry(ids: Collection[int]) -> dict[int, int | None]:
    """Who lies under whom, from these accounts up to the top; nobody else changes that now."""
    found: dict[int, int | None] = {}
    level = set(ids)
    if level:
        hold_families()
    while level:
        found |= dict(Account.objects.filter(id__in=level).values_list("id", "parent_id"))
        level = {parent for parent in found.values() if parent is not None and parent not in found}
    return found


def _above(account_id: int, parents: Mapping[int, int | None]) -> set[int]:
    found: set[int] = set()
    at: int | None = account_id
    while at is not None and at not in found:
        found.add(at)
        at = parents.get(at)
    return found
