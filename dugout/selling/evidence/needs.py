"""Needs of the client: that one is written down."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import OuterRef, QuerySet

from dugout.client_document.commands.needs import add_need
from dugout.client_document.models import Need
from dugout.client_document.terms import ItemKind, ItemState, NeedValues
from dugout.gates.queries import rows_as
from dugout.gates.rules import met, unmet
from dugout.gates.terms import Ask, Checked, Part
from dugout.selling.commands.supplying import Desk
from dugout.selling.evidence.asking import of_sale
from dugout.selling.queries.asks import Asks
from dugout.selling.rules.gates import count


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedGiven:
    """A need of the client's, in their words."""

    text: str


class NeedFact(NamedTuple):
    id: int
    text: str
    state: ItemState


def _of_account() -> QuerySet[Need]:
    wanted = Need.objects.filter(account_id=OuterRef("account_id"), kind=ItemKind.NEED.value)
    return wanted.exclude(state=ItemState.DROPPED.value).order_by("id")


NEEDS = rows_as("needs", NeedFact, _of_account)


def need_exists(needs: Sequence[NeedFact]) -> Checked:
    return met(count(len(needs), "need")) if needs else unmet("The document lists no need.")


def write_need(desk: Desk, text: str, state: ItemState = ItemState.OPEN) -> int:
    values = NeedValues(text=text, state=state)
    return add_need(account_id=desk.account_id(), values=values, by=desk.by, at=desk.at).id


def parts(_asks: Asks) -> list[Part]:
    asked = {"text": Ask("What they need, in their words", rows=2)}
    return [Part(values=NeedGiven, asks=asked, write=lambda desk, given: write_need(desk, given.text))]


CONDITIONS = (of_sale("need_exists", (NEEDS,), need_exists, form=parts),)
