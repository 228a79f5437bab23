"""Saving revisions and tagging states."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError

from dugout.values.refused import Missing, Refused, Stale
from dugout.versioned_text.models import Revision, VersionedText
from dugout.versioned_text.parts import make_text, save_revision, tag
from dugout.versioned_text.queries import bodies_at, newest_revisions, newest_tag, revision_at, revisions_of

pytestmark = pytest.mark.django_db
Author = Callable[[str], Any]


@pytest.fixture
def text(db: None) -> VersionedText:
    return make_text()


def save(text: VersionedText, body: str, seen: int, by: Any, at: dt.datetime, message: str = "") -> Any:
    return save_revision(text_id=text.id, body=body, seen_number=seen, message=message, by=by, at=at)


def test_every_save_is_a_revision_with_author_department_side_parent_and_message(
    text: VersionedText, author: Author, at: dt.datetime
) -> None:
    first = save(text, "One.", 0, author("seller"), at)
    second = save(text, "One. Two.", 1, author("support_engineer"), at, "  Heard on the phone ")
    assert (first.number, first.parent, first.side, first.department_name) == (
        1,
        None,
        "sales",
        "Outside Sales",
    )
    assert (second.number, second.parent, second.message) == (2, first, "Heard on the phone")
    assert (second.side, second.department_name) == ("other", "Support")
    text.refresh_from_db()
    assert text.newest == 2
    assert [row.body for row in text.revisions.order_by("number")] == ["One.", "One. Two."]


def test_an_unchanged_body_makes_no_revision(text: VersionedText, author: Author, at: dt.datetime) -> None:
    assert save(text, "", 0, author("seller"), at) is None
    save(text, "One.", 0, author("seller"), at)
    assert save(text, " One.\r\n", 1, author("seller"), at, "a message alone is nothing new") is None
    assert Revision.objects.filter(text=text).count() == 1


def test_emptying_a_text_is_a_revision(text: VersionedText, author: Author, at: dt.datetime) -> None:
    save(text, "One.", 0, author("seller"), at)
    assert save(text, "", 1, author("seller"), at).number == 2


def test_a_stale_save_is_refused_with_both_texts_and_writes_nothing(
    text: VersionedText, author: Author, at: dt.datetime
) -> None:
    save(text, "Theirs.", 0, author("seller"), at)
    with pytest.raises(Stale) as refused:
        save(text, "Yours.", 0, author("account_manager"), at, "why")
    assert refused.value.theirs == {
        "number": 1, "body": "Theirs.", "author": "Tom Okafor", "at": at.isoformat(),
    }  # fmt: skip
    assert refused.value.yours == {"number": 0, "body": "Yours.", "message": "why"}
    assert Revision.objects.filter(text=text).count() == 1


@pytest.mark.parametrize("seen", [-1, 2, 10**9])
def test_a_number_that_is_not_the_newest_is_stale(
    text: VersionedText, author: Author, at: dt.datetime, seen: int
) -> None:
    save(text, "Theirs.", 0, author("seller"), at)
    with pytest.raises(Stale):
        save(text, "Yours.", seen, author("seller"), at)


def test_a_body_that_cannot_be_kept_is_refused(text: VersionedText, author: Author, at: dt.datetime) -> None:
    with pytest.raises(Refused) as refused:
        save(text, "a\x00b", 0, author("seller"), at)
    assert refused.value.problems[0].field == "body"


@pytest.mark.parametrize(
    "verb", ["update dugout_revision set body = 'forged'", "delete from dugout_revision"]
)
def test_the_database_itself_refuses_to_change_a_revision(
    text: VersionedText, author: Author, at: dt.datetime, verb: str
) -> None:
    save(text, "One.", 0, author("seller"), at)
    with (
        pytest.raises(DatabaseError, match="never changed"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(verb)
    assert Revision.objects.get(text=text).body == "One."


def test_a_tag_names_the_state_of_several_texts_and_later_saves_do_not_move_it(
    text: VersionedText, author: Author, person: Author, at: dt.datetime
) -> None:
    other, unwritten = make_text(), make_text()
    save(text, "One.", 0, author("seller"), at)
    save(text, "Two.", 1, author("seller"), at)
    save(other, "Else.", 0, author("seller"), at)
    tag(
        name="handed over", about_kind="document", about_id=7, text_ids=[text.id, other.id, unwritten.id],
        by=author("account_manager"), at=at, from_person_id=person("seller").id,
        to_person_id=person("account_manager").id,
    )  # fmt: skip
    save(text, "Three.", 2, author("account_manager"), at)
    found = newest_tag(about_kind="document", about_id=7, name="handed over")
    assert found is not None
    assert found.numbers == {text.id: 2, other.id: 1}
    assert (found.from_name, found.to_name, found.at) == ("Tom Okafor", "Ines Duarte", at)
    assert newest_tag(about_kind="document", about_id=8, name="handed over") is None
    bodies = bodies_at(dict(found.numbers))
    assert {text_id: row.body for text_id, row in bodies.items()} == {text.id: "Two.", other.id: "Else."}


def test_a_text_is_read_as_it_is_and_as_it_was(
    text: VersionedText, author: Author, at: dt.datetime, django_assert_num_queries: Any
) -> None:
    for number in range(3):
        save(text, f"Body {number + 1}.", number, author("seller"), at)
    with django_assert_num_queries(1):
        assert newest_revisions([text.id])[text.id].body == "Body 3."
    with django_assert_num_queries(1):
        assert revision_at(text.id, 2).body == "Body 2."
    assert revision_at(text.id, 0).body == ""
    with pytest.raises(Missing):
        revision_at(text.id, 4)
    with django_assert_num_queries(1):
        assert [row.author.name for row in revisions_of(text.id)] == ["Tom Okafor"] * 3
