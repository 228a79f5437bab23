"""Employing and correcting persons."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from dugout.history.models import Entry
from dugout.people.commands.employing import correct_person
from dugout.people.models import Person, Post
from dugout.people.terms import PersonValues
from dugout.search.models import SearchName
from dugout.values.refused import Missing, Refused, Stale
from tests.unchanged import digest_of_database

pytestmark = pytest.mark.django_db


def test_a_person_is_employed_with_a_first_post_an_entry_and_a_name_to_find(
    employ: Callable[..., Person], person: Callable[[str], Person], today: dt.date
) -> None:
    lena = employ(
        "  Lena   Fuchs ", email="Lena@Halden.example", title="Support engineer", phone="+49 30 9018"
    )

    kept = Person.objects.get(id=lena.id)
    assert (kept.name, kept.email, kept.title, kept.phone) == (
        "Lena   Fuchs", "lena@halden.example", "Support engineer", "+49 30 9018",
    )  # fmt: skip
    assert (kept.has_usable_password(), kept.is_admin, kept.version) == (False, False, 1)
    post = Post.objects.get(person=lena)
    assert (post.department.name, post.reports_to, post.during.lower, post.during.upper) == (
        "Support", person("executive"), today, None,
    )  # fmt: skip
    entry = Entry.objects.get(kind="person_added")
    assert (entry.author_id, entry.subject_kind, entry.subject_id) == (person("admin").id, "person", lena.id)
    assert entry.after == {
        "name": "Lena   Fuchs", "email": "lena@halden.example", "title": "Support engineer", "department": "Support",
        "reports_to": "Renata Vogel", "location": "Head office", "own_hours": None, "carries_quota": False,
        "from_day": today.isoformat(),
    }  # fmt: skip
    assert SearchName.objects.filter(kind="person", record_id=lena.id).exists()


def test_somebody_without_an_email_holds_things_and_never_signs_in(employ: Callable[..., Person]) -> None:
    first, second = employ("Otto Berg"), employ("Otto Berg")
    assert (first.email, second.email) == (None, None)
    assert first.id != second.id


@pytest.mark.parametrize(
    ("values", "fields"),
    [
        ({"name": ""}, ["name"]),
        ({"name": " \u200b "}, ["name"]),
        ({"name": "x" * 201}, ["name"]),
        ({"name": "Lena\x00Fuchs"}, ["name"]),
        ({"name": "Lena\nFuchs"}, ["name"]),
        ({"name": "Lena", "email": "lena"}, ["email"]),
        ({"name": "Lena", "email": "a" * 60 + "@" + "b" * 200 + ".example"}, ["email"]),
        ({"name": "Lena", "email": "lena@halden.example\n"}, ["email"]),
        ({"name": "Lena", "title": "x" * 201}, ["title"]),
        ({"name": "Lena", "phone": "1" * 41}, ["phone"]),
        ({"name": "Lena", "time_zone": "Europe/Nowhere"}, ["time_zone"]),
        ({"name": "", "email": "x", "time_zone": "y"}, ["name", "email", "time_zone"]),
    ],
)
def test_what_cannot_be_taken_of_a_person_is_refused_all_at_once(
    employ: Callable[..., Person], values: dict[str, Any], fields: list[str]
) -> None:
    before = digest_of_database()
    with pytest.raises(Refused) as refused:
        employ(**values)
    assert [problem.field for problem in refused.value.problems] == fields
    assert digest_of_database() == before


def test_an_email_belongs_to_one_person_however_it_is_written(employ: Callable[..., Person]) -> None:
    before = digest_of_database()
    with pytest.raises(Refused, match="Somebody here has this email already") as refused:
        employ("Another Tom", email="TOM@Halden.Example")
    assert refused.value.problems[0].field == "email"
    assert digest_of_database() == before


@pytest.mark.parametrize(
    ("named", "field"),
    [
        ({"department_id": 999_999}, "department"),
        ({"reports_to_id": 999_999}, "reports_to"),
        ({"location_id": 999_999}, "location"),
        ({"own_hours_id": 999_999}, "own_hours"),
        ({"from_day": dt.date(1, 1, 1)}, "from_day"),
        ({"from_day": dt.date(9999, 12, 31)}, "from_day"),
    ],
)
def test_a_post_names_what_is_there(
    employ: Callable[..., Person], post: Callable[..., Any], named: dict[str, Any], field: str
) -> None:
    before = digest_of_database()
    with pytest.raises(Refused) as refused:
        employ(place=post(**named))
    assert [problem.field for problem in refused.value.problems] == [field]
    assert digest_of_database() == before


def test_a_correction_tells_only_what_changed(
    person: Callable[[str], Person], author: Callable[[str], Any], at: dt.datetime
) -> None:
    tom = person("seller")
    values = PersonValues(name="Tom Okafor", email="tom@halden.example", title="Key account seller")

    corrected = correct_person(person_id=tom.id, values=values, seen=1, by=author("admin"), at=at)

    assert (corrected.title, corrected.version) == ("Key account seller", 2)
    entry = Entry.objects.get(kind="person_changed")
    assert (entry.before, entry.after) == ({"title": "Seller"}, {"title": "Key account seller"})

    again = correct_person(person_id=tom.id, values=values, seen=2, by=author("admin"), at=at)
    assert again.version == 2
    assert Entry.objects.filter(kind="person_changed").count() == 1


def test_a_stale_correction_is_refused_with_both_states(
    person: Callable[[str], Person], author: Callable[[str], Any], at: dt.datetime
) -> None:
    tom = person("seller")
    mine = PersonValues(name="Tom Okafor", email="tom@halden.example", title="Mine")
    theirs = PersonValues(name="Tom Okafor", email="tom@halden.example", title="Theirs")
    correct_person(person_id=tom.id, values=theirs, seen=1, by=author("admin"), at=at)

    before = digest_of_database()
    with pytest.raises(Stale) as stale:
        correct_person(person_id=tom.id, values=mine, seen=1, by=author("admin"), at=at)
    assert (stale.value.theirs["title"], stale.value.yours["title"]) == ("Theirs", "Mine")
    assert digest_of_database() == before


def test_nobody_is_corrected_who_is_not_there(author: Callable[[str], Any], at: dt.datetime) -> None:
    with pytest.raises(Missing):
        correct_person(person_id=999_999, values=PersonValues(name="X"), seen=1, by=author("admin"), at=at)
