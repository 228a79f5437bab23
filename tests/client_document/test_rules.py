"""Completeness, moves and what items must hold."""

import datetime as dt
from dataclasses import replace

import pytest

from dugout.client_document.rules.completeness import completeness
from dugout.client_document.rules.items import (
    GOAL_MOVES,
    NEED_MOVES,
    check_goal,
    check_goal_move,
    check_need,
    check_need_move,
    check_promise,
)
from dugout.client_document.terms import (
    SHIPPED_SECTIONS,
    DocumentFacts,
    GoalFacts,
    GoalState,
    GoalValues,
    ItemState,
    NeedValues,
    PromiseValues,
)

TODAY = dt.date(2026, 3, 4)
KEYS = [section.key for section in SHIPPED_SECTIONS]
WHOLE = DocumentFacts(
    written=frozenset({"challenges", "plans", "success_measures", "how_they_work"}),
    none_known=frozenset({"promises", "risks"}),
    needs=1,
    aspirations=1,
    goals=(GoalFacts(has_measure=True, has_target=True, has_due=True),),
    with_authority=("Marian Holt",),
)


def met(facts: DocumentFacts, key: str) -> bool:
    return completeness([key], facts).checks[key][0].met


def test_an_empty_document_meets_none_of_ten_checks() -> None:
    found = completeness(KEYS, DocumentFacts())
    assert (found.met, found.all, len(found.missing)) == (0, 10, 10)
    assert all(check.sentence.endswith(".") and check.because for check in found.missing)


def test_a_whole_document_meets_all_ten() -> None:
    found = completeness(KEYS, WHOLE)
    assert (found.met, found.all, found.missing) == (10, 10, ())


@pytest.mark.parametrize(
    ("key", "without"),
    [
        ("needs", {"needs": 0}),
        ("goals", {"goals": ()}),
        ("aspirations", {"aspirations": 0}),
        ("decision_team", {"with_authority": ()}),
        ("promises", {"none_known": frozenset()}),
        ("risks", {"none_known": frozenset()}),
        ("challenges", {"written": frozenset()}),
    ],
)
def test_each_section_has_its_own_check(key: str, without: dict[str, object]) -> None:
    assert met(WHOLE, key)
    assert not met(replace(WHOLE, **without), key)


def test_a_need_in_text_alone_is_no_need() -> None:
    assert not met(DocumentFacts(written=frozenset({"needs"})), "needs")


def test_an_item_answers_as_well_as_none_known() -> None:
    assert met(DocumentFacts(promises=1), "promises")
    assert met(DocumentFacts(written=frozenset({"risks"})), "risks")
    assert met(DocumentFacts(written=frozenset({"aspirations"})), "aspirations")


def test_goals_need_one_with_all_three_and_say_what_the_nearest_lacks() -> None:
    parts = (
        GoalFacts(has_measure=True, has_target=False, has_due=True),
        GoalFacts(has_measure=False, has_target=True, has_due=False),
    )
    check = completeness(["goals"], DocumentFacts(goals=parts)).checks["goals"][0]
    assert (check.met, check.because) == (False, "The nearest still lacks a target.")


def test_a_section_of_the_companys_own_wants_some_text() -> None:
    assert not met(DocumentFacts(), "lighthouse")
    assert met(DocumentFacts(written=frozenset({"lighthouse"})), "lighthouse")


def test_the_ten_shipped_sections_have_keys_and_guidance() -> None:
    assert len(set(KEYS)) == 10
    assert all(section.title and section.guidance for section in SHIPPED_SECTIONS)


@pytest.mark.parametrize("old", list(ItemState))
@pytest.mark.parametrize("new", list(ItemState))
def test_a_need_moves_only_as_the_table_says(old: ItemState, new: ItemState) -> None:
    assert (check_need_move(old, new) == ()) == (old is new or new in NEED_MOVES[old])


def test_a_dropped_need_is_only_opened_again() -> None:
    (problem,) = check_need_move(ItemState.DROPPED, ItemState.MET)
    assert (problem.field, problem.remedy) == ("state", "Choose one of: open.")


@pytest.mark.parametrize("old", list(GoalState))
@pytest.mark.parametrize("new", list(GoalState))
def test_a_goal_moves_only_as_the_table_says(old: GoalState, new: GoalState) -> None:
    assert (check_goal_move(old, new) == ()) == (old is new or new in GOAL_MOVES[old])


def test_a_reached_goal_is_not_dropped() -> None:
    assert check_goal_move(GoalState.REACHED, GoalState.DROPPED)


def test_items_want_a_sentence_and_near_days() -> None:
    assert [p.field for p in check_need(NeedValues(text=" ", day=dt.date(1, 1, 1)))[1]] == ["text", "day"]
    values = GoalValues(text="x" * 2001, measure="m" * 201, due_on=dt.date(9999, 1, 1))
    assert [p.field for p in check_goal(values)[1]] == ["text", "measure", "due_on"]


def test_texts_are_kept_clean() -> None:
    assert check_need(NeedValues(text="  One alarm desk.\r\n"))[0].text == "One alarm desk."


def test_a_promise_is_made_today_or_before_and_due_after_it() -> None:
    values = PromiseValues(
        text="Quiet hours", by_id=1, made_on=dt.date(2026, 3, 5), due_on=dt.date(2026, 3, 1)
    )
    assert [p.field for p in check_promise(values, today=TODAY)[1]] == ["made_on", "due_on"]
    assert check_promise(replace(values, made_on=TODAY, due_on=TODAY), today=TODAY)[1] == ()
