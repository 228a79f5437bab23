"""Who plays, and at what moment."""

import datetime as dt
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from dugout.accounts.models import Account, AccountFigures, Ownership
from dugout.history.terms import Author
from dugout.people.commands.absences import plan_absence
from dugout.people.models import Person
from dugout.people.queries.standing import author_for
from tests.cast import PARTS
from tests.clock import a_little_ago, company_day

Names = dict[str, Any]
DAY = dt.timedelta(days=1)


class Stage:
    """Who plays, and at what moment: a little before the requests."""

    def __init__(self) -> None:
        self.at = a_little_ago()
        self.today = company_day()
        self.people = {part.key: Person.objects.get(name=part.name) for part in PARTS}

    def author(self, key: str) -> Author:
        return author_for(self.people[key], day=self.today)

    def by(self, key: str) -> dict[str, Any]:
        return {"by": self.author(key), "at": self.at}


def an_account(stage: Stage, name: str, owner: str, *, managed: bool = False) -> Account:
    account = Account.objects.create(name=name, owner=stage.people[owner], made_at=stage.at)
    AccountFigures.objects.create(account=account)
    Ownership.objects.create(
        account=account, person=stage.people[owner], managed=managed, during=DateTimeTZRange(stage.at, None)
    )
    return account


def send_away(stand_ins: dict[str, str | None]) -> None:
    """Some of the cast are away today, each with who stands in."""
    stage = Stage()
    for key, stand_in in stand_ins.items():
        plan_absence(
            person=stage.people[key], stand_in=stage.people[stand_in] if stand_in else None,
            first_day=stage.today, last_day=stage.today + DAY, **stage.by("admin"),
        )  # fmt: skip
