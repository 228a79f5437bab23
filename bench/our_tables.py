"""Dugout's database with the bench's rows, and who asks it: `python -m bench.our_tables SCALE`, with DATABASE_URL set.

The company and its people come by commands; the hundred thousands by COPY, as an import writes them.
"""

import json
import os
import sys
from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dugout.config.settings")
django.setup()

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from bench import rows  # noqa: E402
from bench.rows import NOW, OPEN, Size  # noqa: E402
from dugout.accounts.models import Account, AccountFigures, Contact  # noqa: E402
from dugout.bulk.copying import copy_rows  # noqa: E402
from dugout.history.models import Entry  # noqa: E402
from dugout.history.terms import Source, system  # noqa: E402
from dugout.our_company.models import Department, Location  # noqa: E402
from dugout.our_company.terms import Founding  # noqa: E402
from dugout.people.commands.employing import add_person  # noqa: E402
from dugout.people.commands.tokens import make_token  # noqa: E402
from dugout.people.models import Person  # noqa: E402
from dugout.people.terms import PersonValues, PostValues, Scope  # noqa: E402
from dugout.search.parts import add_names  # noqa: E402
from dugout.selling.models import Opportunity, Process  # noqa: E402
from dugout.upkeep.commands import found  # noqa: E402
from dugout.web.signin.arriving import SessionStore  # noqa: E402

BY = system(Source.COMMAND_LINE)


def load(size: Size) -> None:
    """Fills an empty, migrated database. Minutes at ten times the scale."""
    with transaction.atomic():
        _people()
        _accounts(size)
        copy_rows(
            Contact,
            ("id", "account_id", "given_name", "family_name", "email", "phone", "title", "made_at"),
            ((*row, NOW) for row in rows.contacts(size.contacts, size.accounts)),
        )
        add_names(
            kind="contact",
            names=(
                (row.id, f"{row.given_name} {row.family_name}", "")
                for row in rows.contacts(size.contacts, size.accounts)
            ),
        )
        _opportunities(size)
        department = Department.objects.get(name="Account Management")
        copy_rows(
            Entry,
            (
                "account_id", "kind", "author_id", "text", "happened_at", "recorded_at", "department_id", "side",
                "source",
            ),
            (
                (*row[1:], row.at, department.id, department.side, Source.IMPORT.value)
                for row in rows.entries(size.entries, size.accounts)
            ),
        )  # fmt: skip
    with connection.cursor() as cursor:
        for model in (Account, Contact, Opportunity):
            table = model._meta.db_table
            cursor.execute(
                f"select setval(pg_get_serial_sequence('{table}', 'id'), (select max(id) from {table}))"
            )
        cursor.execute("vacuum analyze")


def _people() -> None:
    began = NOW - timedelta(days=1200)
    found(founding=Founding(name="Bench", time_zone="Europe/Berlin"), by=BY, at=began)
    department = Department.objects.get(name="Account Management")
    location = Location.objects.get(main=True)
    for number, name in rows.persons():
        add_person(
            values=PersonValues(name=name, email=f"person{number}@bench.example"),
            post=PostValues(
                department_id=department.id,
                from_day=began.date(),
                location_id=location.id,
                carries_quota=False,
            ),
            by=BY,
            at=began,
        )
    assert Person.objects.order_by("id").values_list("id", flat=True)[0] == 1


def _accounts(size: Size) -> None:
    fields = (
        "id", "name", "industry", "employees", "annual_revenue", "city", "country", "owner_id", "made_at",
    )  # fmt: skip
    copy_rows(Account, fields, rows.accounts(size.accounts))
    add_names(kind="account", names=((row.id, row.name, row.city) for row in rows.accounts(size.accounts)))
    open_count: defaultdict[int, int] = defaultdict(int)
    open_amount: defaultdict[int, int] = defaultdict(int)
    for row in rows.opportunities(size.opportunities, size.accounts):
        if row.step in OPEN:
            open_count[row.account_id] += 1
            open_amount[row.account_id] += row.amount
    last = {row.account_id: row.at for row in rows.entries(size.entries, size.accounts) if row.kind != "note"}
    copy_rows(
        AccountFigures,
        ("account_id", "open_opportunities", "open_amount", "last_contact_at"),
        ((i, open_count[i], open_amount[i], last.get(i)) for i in range(1, size.accounts + 1)),
    )


def _opportunities(size: Size) -> None:
    process = Process.objects.get(opportunity_kind="new_business", current=True)
    steps = {step.number: step.id for step in process.steps.all()}
    last = max(steps)

    def written() -> Iterator[tuple[Any, ...]]:
        for row in rows.opportunities(size.opportunities, size.accounts):
            is_open = row.step in OPEN
            step = steps[OPEN.index(row.step) + 1 if is_open else last if row.step == "Won" else 2]
            closed = None if is_open else row.closes_on
            yield (
                row.id, row.account_id, row.name, row.amount, row.amount, row.owner_id, row.closes_on, process.id,
                step, NOW, NOW, "open" if is_open else row.step.lower(), closed,
                "price" if row.step == "Lost" else "", None if is_open else NOW,
            )  # fmt: skip

    fields = (
        "id", "account_id", "name", "amount", "amount_typed", "owner_id", "expected_close", "process_id", "step_id",
        "step_since", "made_at", "outcome", "closed_on", "lost_reason", "settled_at",
    )  # fmt: skip
    copy_rows(Opportunity, fields, written())
    add_names(
        kind="opportunity",
        names=((row.id, row.name, "") for row in rows.opportunities(size.opportunities, size.accounts)),
    )


def who_asks() -> dict[str, str]:
    """A session's cookie and a token of the first person, for an hour of asking."""
    person = Person.objects.order_by("id")[0]
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = "dugout.web.signin.arriving.Backend"
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.create()
    _, secret = make_token(
        person=person, name="bench", scopes=[Scope.WRITE], days=1, by=BY, at=timezone.now()
    )
    return {"cookie": f"sessionid={session.session_key}", "token": secret}


def main() -> None:
    call_command("migrate", verbosity=0, interactive=False)
    if not Account.objects.exists():
        load(Size.at_scale(float(sys.argv[1])))
    print(json.dumps(who_asks()))


if __name__ == "__main__":
    main()
