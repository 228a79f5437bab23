"""The pages of people in real Chromium."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from dugout.our_company.models import Department
from dugout.people.commands.absences import plan_absence
from dugout.people.commands.employing import add_person, change_post
from dugout.people.terms import PersonValues, PostValues
from tests.access.scene import build
from tests.clock import company_day
from tests.web.look.conftest import answers, opened
from tests.web.settings.looking import look

__all__ = ["answers", "opened"]
pytestmark = [pytest.mark.journey, pytest.mark.django_db]
LONG = "Maria Antonia Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh"
DAY = dt.timedelta(days=1)


@pytest.fixture
def busy(person: Callable[[str], Any], author: Callable[[str], Any]) -> Any:
    """Somebody with a long name, a moved post, an absence with a stand-in, and a change that is planned."""
    now = timezone.now()
    today, by = company_day(), author("admin")
    support = Department.objects.get(name="Support").id
    values = PersonValues(
        name=LONG, title="Head of monitoring for cold rooms, lorries and quays", email="maria@halden.example",
        phone="+49 30 901820", time_zone="America/Argentina/ComodRivadavia",
    )  # fmt: skip
    boss = person("support_engineer").id
    one = add_person(
        values=values,
        post=PostValues(department_id=support, from_day=today, reports_to_id=boss),
        by=by,
        at=now,
    )
    change_post(
        person_id=one.id,
        post=PostValues(
            department_id=Department.objects.get(name="Customer Success").id, from_day=today + 40 * DAY,
            reports_to_id=boss, carries_quota=True,
        ),
        by=by,
        at=now,
    )  # fmt: skip
    for who, stand_in, first, last in (
        (person("seller"), person("other_seller"), 0, 6),
        (one, None, 0, 3),
        (one, person("engineer"), 20, 30),
    ):
        plan_absence(
            person=who,
            stand_in=stand_in,
            first_day=today + first * DAY,
            last_day=today + last * DAY,
            by=by,
            at=now,
        )
    return one


def test_the_pages_of_people_stand_in_every_theme_and_width(
    answers: Callable[..., Any], opened: Callable[..., Any], busy: Any
) -> None:
    own = f"/people/{busy.id}"
    names = {
        "/people": "people-admin",
        "/people?name=nobody": "people-none",
        own: "person-page",
        f"{own}/edit": "person-edit",
        f"{own}/post": "person-post",
        f"{own}/absences": "person-absences",
        "/people/new": "person-new",
    }
    pages = answers(*names, key="admin")
    others = answers("/people", own)
    for path, name in names.items():
        look(opened, pages, path, name)
    for path in others:
        look(opened, others, path, f"reader-{names[path]}")


def test_refused_forms_of_a_person_stand_too(
    page: Callable[[str], Client], opened: Callable[..., Any], busy: Any
) -> None:
    client = page("admin")
    typed = {"name": "", "email": "no address", "title": "Typed", "time_zone": "x", "seen": "1"}
    wrong = client.post("/people/new", {**typed, "department": "", "from_day": "2027-01-04"})
    correct = f"/people/{busy.id}/edit"
    stale = client.post(correct, {"name": "Mine", "title": "My title", "seen": "1"})
    assert (wrong.status_code, stale.status_code) == (422, 412)
    look(opened, {"/people/new": wrong}, "/people/new", "person-refused")
    look(opened, {correct: stale}, correct, "person-stale")


def test_a_sign_in_link_stands_in_every_theme_and_width(
    page: Callable[[str], Client], opened: Callable[..., Any], busy: Any
) -> None:
    path = f"/people/{busy.id}/invite"
    look(opened, {path: page("admin").post(path)}, path, "person-invited")


def test_leaving_and_coming_back_stand_in_every_theme_and_width(
    page: Callable[[str], Client], opened: Callable[..., Any]
) -> None:
    names, client = build(), page("admin")
    seller, driver = f"/people/{names['seller']}/leave", f"/people/{names['outsider']}/leave"
    gone = f"/people/{names['gone_person']}"
    pages = {path: client.get(path) for path in (seller, driver, gone, f"{gone}/employ-again")}
    refused = {seller: client.post(seller, {"seen": "1"})}
    for path, name in zip(pages, ("leave", "leave-nothing", "left", "employ-again"), strict=True):
        look(opened, pages, path, f"person-{name}")
    look(opened, refused, seller, "person-leave-refused")
