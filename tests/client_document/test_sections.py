"""Saving sections, "none known", and the tag of a hand-off."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction

from dugout.accounts.models import Account
from dugout.client_document.commands.promises import add_promise
from dugout.client_document.commands.sections import (
    answer_none_known,
    restore_section,
    save_section,
    withdraw_none_known,
)
from dugout.client_document.models import NoneKnown, Section, SectionKind
from dugout.client_document.parts.tagging import tag_document
from dugout.client_document.queries.changes import changes_since_handoff
from dugout.client_document.queries.revisions import diff_of_section, section_head
from dugout.client_document.terms import SHIPPED_SECTIONS, PromiseValues
from dugout.history.models import Entry
from dugout.history.terms import KINDS
from dugout.values.refused import Missing, Refused, Stale
from dugout.versioned_text.models import Revision, VersionedText

pytestmark = pytest.mark.django_db
Author = Callable[[str], Any]


def test_founding_ships_the_ten_sections_in_order(db: None) -> None:
    shipped = list(SectionKind.objects.order_by("order").values_list("key", flat=True))
    assert shipped == [section.key for section in SHIPPED_SECTIONS]


def test_the_first_save_makes_the_section_its_revision_and_one_entry(
    account: Account, author: Author, at: dt.datetime
) -> None:
    revision = save_section(
        account_id=account.id, kind_key="challenges", body="Two audits failed.", seen=0, message="First call",
        by=author("seller"), at=at,
    )  # fmt: skip
    assert revision is not None
    assert revision.number == 1
    entry = Entry.objects.get(account=account)
    assert (entry.kind, entry.author_id, entry.subject_kind) == (
        "document_saved",
        author("seller").person_id,
        "document",
    )
    assert entry.after == {"section": "Challenges", "key": "challenges", "number": 1, "message": "First call"}
    sentence = KINDS.get(entry.kind).sentence
    assert sentence is not None
    assert sentence(entry.after) == "Client document, Challenges: revision 1: First call"


def test_an_unchanged_or_empty_section_makes_nothing_at_all(
    account: Account, author: Author, at: dt.datetime
) -> None:
    def save(body: str, seen: int) -> Any:
        return save_section(
            account_id=account.id, kind_key="plans", body=body, seen=seen, by=author("seller"), at=at
        )

    assert save("  \n", 0) is None
    assert save("\u2060", 0) is None
    assert (
        Section.objects.count(),
        VersionedText.objects.count(),
        Entry.objects.filter(account=account).count(),
    ) == (0, 0, 0)
    save("Hull opens in May.", 0)
    assert save("Hull opens in May.", 1) is None
    assert Entry.objects.filter(account=account).count() == 1


def test_a_stale_save_keeps_both_texts_and_writes_nothing(
    account: Account, author: Author, at: dt.datetime
) -> None:
    save_section(account_id=account.id, kind_key="plans", body="Theirs.", seen=0, by=author("seller"), at=at)
    with pytest.raises(Stale) as refused:
        save_section(
            account_id=account.id, kind_key="plans", body="Mine.", seen=0, by=author("account_manager"), at=at
        )
    assert (refused.value.theirs["body"], refused.value.yours["body"]) == ("Theirs.", "Mine.")
    assert Revision.objects.count() == 1
    assert Entry.objects.filter(account=account).count() == 1


def test_an_unknown_section_or_account_is_missing(account: Account, author: Author, at: dt.datetime) -> None:
    with pytest.raises(Missing):
        save_section(account_id=account.id, kind_key="poems", body="x", seen=0, by=author("seller"), at=at)
    with pytest.raises(Missing):
        save_section(account_id=10**9, kind_key="plans", body="x", seen=0, by=author("seller"), at=at)


def test_none_known_is_answered_once_and_withdrawn_with_its_row_kept(
    account: Account, author: Author, at: dt.datetime
) -> None:
    given = {"account_id": account.id, "kind_key": "risks", "by": author("seller"), "at": at}
    first = answer_none_known(**given)
    assert answer_none_known(**given) == first
    withdraw_none_known(**given)
    withdraw_none_known(**given)
    assert NoneKnown.objects.get().withdrawn_at == at
    kinds = list(Entry.objects.filter(account=account).order_by("id").values_list("kind", flat=True))
    assert kinds == ["none_known_answered", "none_known_withdrawn"]


@pytest.mark.parametrize(("key", "ends"), [("risks", True), ("promises", False)])
def test_a_written_risk_ends_none_known_and_a_text_about_promises_does_not(
    account: Account, author: Author, at: dt.datetime, key: str, ends: bool
) -> None:
    answer_none_known(account_id=account.id, kind_key=key, by=author("seller"), at=at)
    later = at + dt.timedelta(days=1)
    save_section(
        account_id=account.id, kind_key=key, body="See annex.", seen=0, by=author("seller"), at=later
    )
    assert NoneKnown.objects.get().withdrawn_at == (later if ends else None)
    told = Entry.objects.filter(account=account, kind="none_known_withdrawn")
    assert [entry.after for entry in told] == ([{"section": "Risks", "key": "risks"}] if ends else [])


def test_a_promise_ends_that_none_is_known(account: Account, author: Author, at: dt.datetime) -> None:
    answer_none_known(account_id=account.id, kind_key="promises", by=author("seller"), at=at)
    answer_none_known(account_id=account.id, kind_key="risks", by=author("seller"), at=at)
    values = PromiseValues(text="Quiet hours", by_id=author("seller").person_id, made_on=at.date())
    add_promise(account_id=account.id, values=values, by=author("seller"), at=at)
    open_ones = NoneKnown.objects.filter(withdrawn_at=None)
    assert [row.kind.key for row in open_ones] == ["risks"]


def test_a_restored_revision_is_a_new_one_and_those_between_stay(
    account: Account, author: Author, at: dt.datetime
) -> None:
    for number, body in enumerate(["One.", "Two."]):
        save_section(
            account_id=account.id, kind_key="plans", body=body, seen=number, by=author("seller"), at=at
        )
    given = {"account_id": account.id, "kind_key": "plans", "by": author("account_manager"), "at": at}
    with pytest.raises(Stale):
        restore_section(number=1, seen=1, **given)
    restored = restore_section(number=1, seen=2, **given)
    assert restored is not None
    assert (restored.number, restored.body, restored.message) == (3, "One.", "Restored revision 1")
    assert restored.author_id == author("account_manager").person_id
    assert restore_section(number=1, seen=3, **given) is None
    for number in (4, -1):
        with pytest.raises(Missing):
            restore_section(number=number, seen=3, **given)
    assert [row.body for row in Revision.objects.order_by("number")] == ["One.", "Two.", "One."]


def test_a_section_that_was_never_written_has_nothing_to_restore(
    account: Account, author: Author, at: dt.datetime
) -> None:
    with pytest.raises(Missing):
        restore_section(account_id=account.id, kind_key="plans", number=0, seen=0, by=author("seller"), at=at)


def test_none_known_is_no_answer_for_needs(account: Account, author: Author, at: dt.datetime) -> None:
    with pytest.raises(Refused):
        answer_none_known(account_id=account.id, kind_key="needs", by=author("seller"), at=at)


def test_since_the_handoff_means_since_the_newest_tag(
    account: Account, author: Author, person: Author, at: dt.datetime
) -> None:
    def save(key: str, body: str, seen: int, who: str, day: int) -> None:
        when = at + dt.timedelta(days=day)
        save_section(account_id=account.id, kind_key=key, body=body, seen=seen, by=author(who), at=when)

    assert changes_since_handoff(account.id) is None
    save("plans", "Hull opens in May.", 0, "seller", 0)
    save("challenges", "No time.", 0, "seller", 0)
    with transaction.atomic():
        tag_document(
            account_id=account.id, name="handed over", from_person_id=person("seller").id,
            to_person_id=person("account_manager").id, by=author("account_manager"), at=at + dt.timedelta(days=1),
        )  # fmt: skip
    save("plans", "Hull opens in June.", 1, "account_manager", 2)
    save("risks", "A price rise.", 0, "account_manager", 3)
    since = changes_since_handoff(account.id)
    assert since is not None
    assert (since.tag.from_name, since.tag.to_name) == ("Tom Okafor", "Ines Duarte")
    assert [(one.key, one.older.number, one.newer.number) for one in since.sections] == [
        ("plans", 1, 2),
        ("risks", 0, 1),
    ]
    assert (since.sections[0].diff.words_removed, since.sections[0].diff.words_added) == (1, 1)
    assert since.items == ()


def test_any_two_revisions_of_a_section_are_compared(
    account: Account, author: Author, at: dt.datetime, django_assert_num_queries: Any
) -> None:
    for number, body in enumerate(["One.", "One. Two.", "Two."]):
        save_section(
            account_id=account.id, kind_key="plans", body=body, seen=number, by=author("seller"), at=at
        )
    head = section_head(account.id, "plans")
    with django_assert_num_queries(2):
        found = diff_of_section(head, older=1, newer=3)
    assert (found.older.body, found.newer.body, found.diff.changed) == ("One.", "Two.", True)
    with pytest.raises(Missing):
        diff_of_section(head, older=1, newer=4)
