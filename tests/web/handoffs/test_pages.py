"""The pages of the hand-off: every view for every role, the same facts for both sides, each refusal."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from dugout.accounts.models import Account
from dugout.handoffs.commands import accepting, moving
from dugout.handoffs.models import Acceptance, Handoff, Return
from dugout.handoffs.terms import ReturnReason
from tests.handoffs.scene import open_sale, submitted, win
from tests.selling.scene import a_prospect
from tests.web.handoffs.conftest import html

pytestmark = pytest.mark.django_db
Page = Callable[[str], Client]
ROLES = (
    "seller",
    "account_manager",
    "other_account_manager",
    "sales_head",
    "accounts_head",
    "engineer",
    "admin",
)
POOL = {"account_manager", "other_account_manager", "accounts_head"}
FETCH = {"X-Requested-With": "fetch"}


def debrief_of(text: str) -> str:
    found = re.search(r'<dl class="qa debrief">.*?</dl>', text, re.DOTALL)
    assert found is not None
    return re.sub(r'<a class="btn sm".*?</a>', "", found[0], flags=re.DOTALL)


@pytest.mark.parametrize("which", ["draft", "sent"])
def test_everybody_sees_the_same_facts(page: Page, which: str, request: pytest.FixtureRequest) -> None:
    handoff = request.getfixturevalue(which)
    seen = {role: html(page(role), f"/handoffs/{handoff.id}") for role in ROLES}
    assert len({debrief_of(text) for text in seen.values()}) == 1
    assert all(handoff.receiver_because in text for text in seen.values())
    assert all("5 of 5 met" in text or "of 5 met" in text for text in seen.values())


def test_buttons_are_for_whose_move_it_is(page: Page, draft: Handoff, sent: Handoff) -> None:
    def buttons(role: str, handoff: Handoff) -> set[str]:
        text = html(page(role), f"/handoffs/{handoff.id}")
        words = {"Submit hand-off", "Withdraw", "Accept hand-off", "Return to Tom", "/answers/goals"}
        return {word for word in words if word in text}

    for role in ROLES:
        assert buttons(role, draft) == (
            {"Submit hand-off", "Withdraw", "/answers/goals"} if role == "seller" else set()
        )
        expected = {"Withdraw"} if role == "seller" else set()
        assert buttons(role, sent) == expected | (
            {"Accept hand-off", "Return to Tom"} if role in POOL else set()
        )


VERBS = [
    ("draft", "submit", {}, {"seller"}, 422),
    ("draft", "withdraw", {"reason": "They wait."}, {"seller"}, 302),
    ("draft", "answers/goals", {"text": "Peace at night.", "seen": "1"}, {"seller"}, 302),
    ("draft", "receiver", {"receiver": "person-ID", "because": "She knows them."}, set(ROLES), 302),
    ("sent", "accept", {"seen": "2"}, POOL, 302),
    ("sent", "return", {"gates": ["terms"], "reason_terms": "No price."}, POOL, 302),
    ("sent", "withdraw", {"reason": "They wait."}, {"seller"}, 302),
]  # fmt: skip


@pytest.mark.parametrize(("which", "verb", "body", "allowed", "status"), VERBS)
def test_each_verb_is_for_those_whom_the_table_names(
    page: Page, request: pytest.FixtureRequest, person: Callable[[str], Any],
    which: str, verb: str, body: dict[str, Any], allowed: set[str], status: int,
) -> None:  # fmt: skip
    handoff = request.getfixturevalue(which)
    if "receiver" in body:
        body = body | {"receiver": f"person-{person('account_manager').id}"}
    refused = [role for role in ROLES if role not in allowed]
    for role in refused:
        assert page(role).post(f"/handoffs/{handoff.id}/{verb}", body).status_code == 403, role
    # One of those who may: the first to move leaves nothing for the others.
    role = next(role for role in reversed(ROLES) if role in allowed)
    assert page(role).post(f"/handoffs/{handoff.id}/{verb}", body).status_code == status


@pytest.mark.parametrize(
    ("verb", "allowed"),
    [("withdraw", {"seller"}), ("receiver", set(ROLES)), ("answers/goals", {"seller"}), ("return", POOL)],
)
def test_each_form_is_for_those_whom_the_table_names(
    page: Page, draft: Handoff, sent: Handoff, verb: str, allowed: set[str]
) -> None:
    path = f"/handoffs/{(sent if verb == 'return' else draft).id}/{verb}"
    for role in ROLES:
        client = page(role)
        if role not in allowed:
            assert client.get(path).status_code == 403, role
            continue
        assert "<h1>" in html(client, path)
        part = html(client, path, **FETCH)
        assert "<h2>" in part
        assert "<html" not in part


def test_who_is_not_signed_in_is_sent_to_the_door(client: Client, draft: Handoff) -> None:
    for path in ("/handoffs", f"/handoffs/{draft.id}", f"/handoffs/{draft.id}/withdraw"):
        answer = client.get(path)
        assert (answer.status_code, answer["Location"].split("?")[0]) == (302, "/sign-in")


def test_what_is_not_there_is_404_and_a_wrong_method_405(page: Page, draft: Handoff) -> None:
    client = page("seller")
    assert client.get("/handoffs/999999").status_code == 404
    assert client.get(f"/handoffs/{draft.id}/answers/colour").status_code == 404
    assert client.post("/handoffs/999999/accept").status_code == 404
    assert client.get(f"/handoffs/{draft.id}/accept").status_code == 405
    assert client.post(f"/handoffs/{draft.id}").status_code == 405


def test_a_hand_off_is_opened_by_hand_once(
    page: Page, person: Callable[[str], Any], now: dt.datetime
) -> None:
    account = a_prospect(person("seller"), now)
    assert page("engineer").post(f"/accounts/{account.id}/handoff").status_code == 403
    answer = page("seller").post(f"/accounts/{account.id}/handoff")
    handoff = Handoff.objects.get(account=account)
    assert (answer.status_code, answer["Location"]) == (302, f"/handoffs/{handoff.id}")
    assert page("seller").post(f"/accounts/{account.id}/handoff").status_code == 409
    assert page("seller").post("/accounts/999999/handoff").status_code == 404


def test_a_return_reaches_the_seller_with_its_reasons_and_leaves_nothing_to_answer(
    page: Page, sent: Handoff
) -> None:
    ines = page("account_manager")
    body = {"gates": ["terms"], "reason_terms": "The discount is not explained.", "seen": "2"}
    answer = ines.post(f"/handoffs/{sent.id}/return", body)
    assert (answer.status_code, answer["Location"]) == (302, f"/handoffs/{sent.id}")
    assert Return.objects.get().reasons == [{"gate": "terms", "text": "The discount is not explained."}]
    text = html(page("seller"), f"/handoffs/{sent.id}")
    assert "Ines Duarte returned it" in text
    assert "The discount is not explained." in text
    assert ines.get(f"/handoffs/{sent.id}/return").status_code == 302
    assert ines.post(f"/handoffs/{sent.id}/accept", {"seen": "3"}).status_code == 422


def test_who_comes_second_reads_on_the_page_who_was_first(
    page: Page, sent: Handoff, person: Callable[[str], Any]
) -> None:
    ines, priya = page("account_manager"), page("other_account_manager")
    done = ines.post(f"/handoffs/{sent.id}/accept", {"seen": "2"}, follow=True).content.decode()
    assert "Brightwater Foods is handed over." in done
    assert "Log your first conversation" in done
    late = priya.post(f"/handoffs/{sent.id}/accept", {"seen": "2"})
    assert (late.status_code, "Ines Duarte accepted this hand-off" in late.content.decode()) == (409, True)
    assert Acceptance.objects.get().by == person("account_manager")
    assert Account.objects.get(id=sent.account_id).owner == person("account_manager")


def test_an_overtaken_page_is_stale(
    page: Page, sent: Handoff, author: Callable[[str], Any], now: dt.datetime
) -> None:
    why = (ReturnReason(gate_key="terms", text="No price."),)
    moving.return_handoff(handoff_id=sent.id, reasons=why, seen=None, by=author("account_manager"), at=now)
    moving.submit_handoff(handoff_id=sent.id, seen=None, by=author("seller"), at=now)
    answer = page("account_manager").post(f"/handoffs/{sent.id}/accept", {"seen": "2"})
    assert answer.status_code == 412
    assert "changed since you looked at it" in answer.content.decode()
    assert not Acceptance.objects.exists()


def test_the_list_says_to_each_what_is_theirs(
    page: Page, draft: Handoff, sent: Handoff, author: Callable[[str], Any], person: Any, now: dt.datetime
) -> None:
    taken = submitted(person("seller"), author("seller"), now, name="St. Agnes")
    accepting.accept_handoff(handoff_id=taken.id, seen=None, by=author("account_manager"), at=now)
    gone = submitted(person("seller"), author("seller"), now, name="Osterhaus")
    moving.withdraw_handoff(handoff_id=gone.id, reason="They wait.", seen=None, by=author("seller"), at=now)

    def sections(role: str) -> dict[str, list[str]]:
        text = html(page(role), "/handoffs")
        parts = re.split(r"<h2>", text)[1:]
        return {
            part.split("</h2>")[0]: re.findall(r'<a class="name" href="/handoffs/\d+">([^<]+)', part)
            for part in parts
            if 'class="name"' in part
        }

    assert sections("account_manager") == {
        "Yours to answer": ["Brightwater Foods"], "Yours to introduce": ["St. Agnes"], "Running": ["Aurelia Biobank"],
        "Ended": ["Osterhaus"],
    }  # fmt: skip
    assert sections("seller") == {
        "Yours to write or mend": ["Aurelia Biobank"], "Running": ["Brightwater Foods", "St. Agnes"],
        "Ended": ["Osterhaus"],
    }  # fmt: skip
    assert sections("engineer") == {
        "Running": ["Brightwater Foods", "St. Agnes", "Aurelia Biobank"], "Ended": ["Osterhaus"],
    }  # fmt: skip


def test_the_hours_of_the_introduction_are_those_that_are_set(
    page: Page, sent: Handoff, author: Callable[[str], Any], now: dt.datetime
) -> None:
    from dugout.our_company.commands.setting import change_setting

    change_setting(key="handoff_introduce_hours", value=24, seen=40, by=author("admin"), at=now)
    assert "Within 24 business hours" in html(page("engineer"), f"/handoffs/{sent.id}")


def test_what_a_person_wrote_stands_as_text(page: Page, person: Any, author: Any, now: dt.datetime) -> None:
    handoff = win(open_sale(person("seller"), now, name="<script>alert(1)</script>"), author("seller"), now)
    assert handoff is not None
    page("seller").post(f"/handoffs/{handoff.id}/answers/goals", {"text": "<b>bold</b>", "seen": "1"})
    text = html(page("seller"), f"/handoffs/{handoff.id}")
    assert "<script>alert" not in text
    assert "&lt;b&gt;bold&lt;/b&gt;" in text
