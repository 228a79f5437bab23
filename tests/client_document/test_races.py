"""Two who save at the same moment."""

import datetime as dt
import threading
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.db import connection

from dugout.client_document.commands.promises import add_promise, break_promise, keep_promise
from dugout.client_document.commands.sections import save_section
from dugout.client_document.models import Promise, Section
from dugout.client_document.terms import PromiseValues
from dugout.history.models import Entry
from dugout.values.refused import Refused, Stale, Taken
from dugout.versioned_text.models import Revision
from tests.client_document.accounts import make_account

pytestmark = pytest.mark.django_db(transaction=True)
Author = Callable[[str], Any]


def at_once(*verbs: Callable[[], Any]) -> list[Any]:
    """Runs verbs in threads that start together, each with a connection of its own; returns answers or refusals."""
    gate = threading.Barrier(len(verbs))
    answers: list[Any] = [None] * len(verbs)

    def run(number: int, verb: Callable[[], Any]) -> None:
        try:
            connection.ensure_connection()
            gate.wait(timeout=20)
            answers[number] = verb()
        except Refused as refusal:
            answers[number] = refusal
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(number, verb)) for number, verb in enumerate(verbs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return answers


def test_of_two_simultaneous_saves_one_wins_and_the_other_keeps_both_texts(
    person: Author, author: Author, at: dt.datetime
) -> None:
    account = make_account("Brightwater Foods", person("seller"))
    bodies = ["The seller's words.", "The account manager's words."]
    for seen in range(5):
        texts = [f"{body} {seen}" for body in bodies]
        save = partial(save_section, account_id=account.id, kind_key="plans", seen=seen, at=at)
        answers = at_once(
            partial(save, body=texts[0], by=author("seller")),
            partial(save, body=texts[1], by=author("account_manager")),
        )
        (winner,) = [answer for answer in answers if isinstance(answer, Revision)]
        (loser,) = [answer for answer in answers if isinstance(answer, Stale)]
        assert loser.theirs["body"] == winner.body
        assert {loser.theirs["body"], loser.yours["body"]} == set(texts)
        assert winner.number == seen + 1
    assert Section.objects.filter(account=account).count() == 1
    assert list(Revision.objects.order_by("number").values_list("number", flat=True)) == [1, 2, 3, 4, 5]
    assert Entry.objects.filter(account=account).count() == 5


def test_of_eight_who_write_the_first_word_at_once_one_wins_and_seven_keep_both_texts(
    person: Author, author: Author, at: dt.datetime
) -> None:
    account = make_account("Brightwater Foods", person("seller"))
    by = author("seller")
    save = partial(save_section, account_id=account.id, kind_key="risks", seen=0, by=by, at=at)
    answers = at_once(*(partial(save, body=f"Words of writer {number}.") for number in range(8)))
    (winner,) = [answer for answer in answers if isinstance(answer, Revision)]
    losers = [answer for answer in answers if isinstance(answer, Stale)]
    assert len(losers) == 7
    assert {loser.theirs["body"] for loser in losers} == {winner.body}
    mine = {loser.yours["body"] for loser in losers} | {winner.body}
    assert mine == {f"Words of writer {number}." for number in range(8)}
    assert list(Revision.objects.values_list("body", flat=True)) == [winner.body]
    assert Entry.objects.filter(account=account).count() == 1


def test_of_two_who_settle_a_promise_one_wins(person: Author, author: Author, at: dt.datetime) -> None:
    account = make_account("Brightwater Foods", person("seller"))
    values = PromiseValues(text="Quiet hours", by_id=person("seller").id, made_on=at.date())
    promise = add_promise(account_id=account.id, values=values, by=author("seller"), at=at)
    seller, manager = author("seller"), author("account_manager")
    answers = at_once(
        lambda: keep_promise(promise_id=promise.id, by=seller, at=at),
        lambda: break_promise(promise_id=promise.id, by=manager, at=at),
    )
    (winner,) = [answer for answer in answers if isinstance(answer, Promise)]
    (loser,) = [answer for answer in answers if isinstance(answer, Taken)]
    assert loser.winner == winner.settled_by.name
    assert Promise.objects.get(id=promise.id).state == winner.state
    assert Entry.objects.filter(account=account).count() == 2
