"""Links, passwords, administrators."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from dugout.history.models import Entry
from dugout.people.commands.administering import set_administrator
from dugout.people.commands.employing import correct_person
from dugout.people.commands.links import accept_invitation, invite, make_first_admin_link, open_link
from dugout.people.commands.passwords import change_password
from dugout.people.models import OneTimeLink, Person
from dugout.people.terms import LinkPurpose, PersonValues
from dugout.values.refused import Missing, Refused, Taken
from tests.cast import PASSWORD
from tests.unchanged import digest_of_database

pytestmark = pytest.mark.django_db
NEW = "a sentence that nobody guesses"
Author = Callable[[str], Any]


def test_an_invitation_sets_a_password_once(
    employ: Callable[..., Person], author: Author, at: dt.datetime
) -> None:
    lena = employ(email="lena@halden.example")
    secret = invite(person=lena, by=author("admin"), at=at)
    assert OneTimeLink.objects.filter(secret_hash__contains=secret).count() == 0

    accept_invitation(secret=secret, password=NEW, at=at)

    assert Person.objects.get(id=lena.id).check_password(NEW)
    assert Entry.objects.get(kind="password_set").author_id == lena.id
    with pytest.raises(Missing, match="This link was used, has expired, or was never made"):
        accept_invitation(secret=secret, password="another long sentence", at=at)


def test_a_newer_invitation_ends_the_older(
    employ: Callable[..., Person], author: Author, at: dt.datetime
) -> None:
    lena = employ(email="lena@halden.example")
    older = invite(person=lena, by=author("admin"), at=at)
    newer = invite(person=lena, by=author("admin"), at=at)
    with pytest.raises(Missing):
        open_link(secret=older, purpose=LinkPurpose.INVITATION, at=at)
    assert open_link(secret=newer, purpose=LinkPurpose.INVITATION, at=at).person == lena


@pytest.mark.parametrize(
    "spoilt", ["expired", "of another purpose", "left", "never made", "half a character"]
)
def test_a_link_that_cannot_be_used_says_so_in_the_same_words(
    employ: Callable[..., Person], author: Author, at: dt.datetime, spoilt: str
) -> None:
    lena = employ(email="lena@halden.example")
    secret = invite(person=lena, by=author("admin"), at=at)
    purpose, moment = LinkPurpose.INVITATION, at
    if spoilt == "expired":
        moment = at + dt.timedelta(days=7)
    elif spoilt == "of another purpose":
        purpose = LinkPurpose.FIRST_ADMIN
    elif spoilt == "left":
        Person.objects.filter(id=lena.id).update(left_on=at.date())
    else:
        secret = "\ud800" if spoilt == "half a character" else "never made"
    with pytest.raises(Missing, match="This link was used, has expired, or was never made"):
        open_link(secret=secret, purpose=purpose, at=moment)


def test_who_has_no_email_or_left_is_not_invited(
    person: Callable[[str], Person], author: Author, at: dt.datetime
) -> None:
    Person.objects.filter(id=person("engineer").id).update(left_on=at.date())
    before = digest_of_database()
    for key, why in (("outsider", "has no email to sign in with"), ("engineer", "works here no more")):
        with pytest.raises(Refused, match=why):
            invite(person=person(key), by=author("admin"), at=at)
    assert digest_of_database() == before


@pytest.mark.parametrize("weak", ["", "short", "password1234567890"[:12], "lena@halden.example"])
def test_a_weak_password_is_refused_and_the_link_lives_on(
    employ: Callable[..., Person], author: Author, at: dt.datetime, weak: str
) -> None:
    lena = employ("Lena Fuchs", email="lena@halden.example")
    secret = invite(person=lena, by=author("admin"), at=at)
    with pytest.raises(Refused) as refused:
        accept_invitation(secret=secret, password=weak, at=at)
    assert {problem.field for problem in refused.value.problems} == {"password"}
    assert open_link(secret=secret, purpose=LinkPurpose.INVITATION, at=at).person == lena


def test_there_is_no_link_for_a_first_administrator_once_there_is_one(at: dt.datetime) -> None:
    with pytest.raises(Taken, match="There is an administrator already"):
        make_first_admin_link(at=at)


def test_a_password_is_changed_by_who_knows_the_present_one(
    person: Callable[[str], Person], author: Author, at: dt.datetime
) -> None:
    tom = person("seller")
    before = digest_of_database()
    for present, new, field in (("wrong", NEW, "present"), (PASSWORD, "short", "password")):
        with pytest.raises(Refused) as refused:
            change_password(person=tom, present=present, new=new, by=author("seller"), at=at)
        assert refused.value.problems[0].field == field
    assert digest_of_database() == before
    change_password(person=tom, present=PASSWORD, new=NEW, by=author("seller"), at=at)
    assert Person.objects.get(id=tom.id).check_password(NEW)
    entry = Entry.objects.get(kind="password_set")
    assert (entry.subject_id, entry.before, entry.after) == (tom.id, None, None)


def test_an_administrator_makes_another_and_there_is_always_one(
    person: Callable[[str], Person], author: Author, at: dt.datetime
) -> None:
    by = author("admin")
    before = digest_of_database()
    with pytest.raises(Refused, match="Sam Adeyemi is the only administrator"):
        set_administrator(person_id=person("admin").id, administers=False, by=by, at=at)
    with pytest.raises(Refused, match="Petra Lang does not sign in"):
        set_administrator(person_id=person("outsider").id, administers=True, by=by, at=at)
    with pytest.raises(Missing):
        set_administrator(person_id=999_999, administers=True, by=by, at=at)
    set_administrator(person_id=person("admin").id, administers=True, by=by, at=at)
    assert digest_of_database() == before

    set_administrator(person_id=person("engineer").id, administers=True, by=by, at=at)
    set_administrator(person_id=person("admin").id, administers=False, by=by, at=at)
    assert (person("engineer").is_admin, person("admin").is_admin) == (True, False)
    entry = Entry.objects.filter(kind="person_changed").latest("id")
    assert (entry.before, entry.after) == ({"is_admin": True}, {"is_admin": False})


def test_an_administrator_keeps_an_email_to_sign_in_with(
    person: Callable[[str], Person], author: Author, at: dt.datetime
) -> None:
    sam = person("admin")
    values = PersonValues(name=sam.name, title=sam.title, email=None)
    before = digest_of_database()
    with pytest.raises(Refused, match="Sam Adeyemi is an administrator") as refused:
        correct_person(person_id=sam.id, values=values, seen=1, by=author("admin"), at=at)
    assert refused.value.problems[0].field == "email"
    with pytest.raises(IntegrityError, match="administrator_has_an_email"), transaction.atomic():
        Person.objects.filter(id=sam.id).update(email=None)
    assert digest_of_database() == before

    set_administrator(person_id=person("engineer").id, administers=True, by=author("admin"), at=at)
    set_administrator(person_id=sam.id, administers=False, by=author("admin"), at=at)
    gone = correct_person(person_id=sam.id, values=values, seen=2, by=author("admin"), at=at)
    assert gone.email is None
