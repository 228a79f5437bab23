"""The quick log, with and without JavaScript."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from dugout.history.models import Entry
from dugout.history.terms import Direction
from dugout.search.parts import keep_name
from dugout.timeline.models import EntryContact, EntryPerson, EntryWithdrawal, Notification

pytestmark = pytest.mark.django_db
Page = Callable[[str], Client]
SENTENCE = "spoke with Ana, 20 min, wants a quote by 2030-03-08 @Marek"


def test_the_sentence_fills_the_fields_of_the_page(
    page: Page, account: Any, contacts: dict[str, Any]
) -> None:
    answer = page("seller").get(f"/accounts/{account.id}/log", {"text": SENTENCE})
    html = answer.content.decode()
    assert answer.status_code == 200
    assert '<option value="call" selected>' in html
    assert '<option value="two_way" selected>' in html
    assert f'name="contacts" value="{contacts["ana"].id}" checked' in html
    assert f'name="contacts" value="{contacts["dev"].id}">' in html
    assert 'value="wants a quote"' in html
    assert 'value="2030-03-08"' in html
    assert "Marek Nowak" in html


def test_a_script_gets_the_fields_alone(page: Page, account: Any, contacts: dict[str, Any]) -> None:
    answer = page("seller").get(
        f"/accounts/{account.id}/log/proposal", {"text": SENTENCE}, headers={"X-Requested-With": "fetch"}
    )
    html = answer.content.decode()
    assert "<html" not in html
    assert 'value="wants a quote"' in html


def test_a_sentence_is_read_before_it_is_logged(page: Page, account: Any, contacts: dict[str, Any]) -> None:
    """The account page sends it so where no script opened the fields."""
    answer = page("seller").post(f"/accounts/{account.id}/log", {"text": SENTENCE, "unread": "1"})
    html = answer.content.decode()
    assert answer.status_code == 200
    assert 'value="wants a quote"' in html
    assert f'name="contacts" value="{contacts["ana"].id}" checked' in html
    assert SENTENCE in html
    assert not Entry.objects.filter(account=account, kind="call").exists()


def test_what_the_person_agrees_to_is_logged_and_can_be_undone(
    page: Page, account: Any, contacts: dict[str, Any], person: Callable[[str], Any]
) -> None:
    client = page("seller")
    answer = client.post(
        f"/accounts/{account.id}/log",
        {
            "text": SENTENCE, "kind": "call", "direction": "two_way", "minutes": "20", "took_part": "on",
            "contacts": [contacts["ana"].id], "mentions": [person("finance_clerk").id],
            "next_step": "send the quote", "next_step_on": "2030-03-08", "purpose": "offer", "happened_at": "",
        },
    )  # fmt: skip
    entry = Entry.objects.get(kind="call")
    assert (answer.status_code, answer["Location"]) == (302, f"/accounts/{account.id}")
    assert (entry.text, entry.minutes, entry.purpose) == (SENTENCE, 20, "offer")
    assert EntryContact.objects.get().contact_id == contacts["ana"].id
    assert EntryPerson.objects.filter(mentioned=False).get().person_id == person("seller").id
    assert Notification.objects.get().person_id == person("finance_clerk").id

    after = client.get(answer["Location"]).content.decode()
    assert "Call with Ana Ruiz" in after
    assert f'action="/entries/{entry.id}/withdraw"' in after
    assert "Logged on Brightwater Foods." in after

    client.post(f"/entries/{entry.id}/withdraw")
    assert EntryWithdrawal.objects.get().entry_id == entry.id
    struck = client.get(f"/accounts/{account.id}/timeline").content.decode()
    assert "<s>Call with Ana Ruiz</s>" in struck
    assert "Withdrawn by Tom Okafor" in struck


def test_a_moment_is_read_by_the_readers_clock(page: Page, account: Any) -> None:
    page("seller").post(
        f"/accounts/{account.id}/log", {"text": "x", "kind": "note", "happened_at": "2026-03-03T10:00"}
    )
    assert Entry.objects.get(kind="note").happened_at.isoformat() == "2026-03-03T09:00:00+00:00"


@pytest.mark.parametrize("part", [True, False])
def test_a_refused_form_keeps_everything_typed(
    page: Page, account: Any, contacts: dict[str, Any], part: bool
) -> None:
    answer = page("seller").post(
        f"/accounts/{account.id}/log",
        {
            "text": " ",
            "kind": "visit",
            "minutes": "12345",
            "contacts": [contacts["dev"].id],
            "next_step": "<b>go</b>",
        },
        headers={"X-Requested-With": "fetch"} if part else {},
    )
    html = answer.content.decode()
    assert answer.status_code == 422
    assert ("<html" not in html) is part
    assert "2 answers need you" in html
    assert '<option value="visit" selected>' in html
    assert 'value="12345"' in html
    assert f'value="{contacts["dev"].id}" checked' in html
    assert "&lt;b&gt;go&lt;/b&gt;" in html


@pytest.mark.parametrize(
    "typed",
    [
        {"minutes": "ten"},
        {"happened_at": "now"},
        {"happened_at": "0001-01-01T00:00"},
        {"next_step_on": "31/02"},
        {"kind": "\0"},
        {"text": "\0"},
    ],
)
def test_what_is_no_value_is_refused(page: Page, account: Any, typed: dict[str, str]) -> None:
    answer = page("seller").post(f"/accounts/{account.id}/log", {"text": "x", "kind": "note"} | typed)
    assert answer.status_code == 422


def test_the_account_is_chosen_by_a_name_or_where_one_logged_last(
    page: Page, account: Any, log: Callable[..., Any]
) -> None:
    keep_name(kind="account", record_id=account.id, name=account.name)
    client = page("seller")
    assert "You own no account yet" in client.get("/log").content.decode()
    log("seller")
    link = f'href="/accounts/{account.id}/log"'
    assert link in client.get("/log").content.decode()
    assert link in client.get("/log?q=FOO bri").content.decode()
    assert "No account has a name with" in client.get("/log?q=zzz").content.decode()
    assert link in page("account_manager").get("/log").content.decode()
    part = client.get("/log", headers={"X-Requested-With": "fetch"}).content.decode()
    assert "<html" not in part
    assert f"{link} data-asks" in part


def test_an_unknown_account_is_not_found(page: Page) -> None:
    assert page("seller").get("/accounts/999999999/log").status_code == 404
    assert page("seller").get("/accounts/999999999/timeline").status_code == 404
    assert page("seller").get("/entries/999999999").status_code == 404


def test_only_who_logged_it_withdraws_it(page: Page, log: Callable[..., Any]) -> None:
    entry = log("seller")
    assert page("engineer").post(f"/entries/{entry.id}/withdraw").status_code == 403
    assert page("engineer").get(f"/entries/{entry.id}/withdraw").status_code == 405


@pytest.mark.parametrize("rows", [1, 3])
def test_the_timeline_page_takes_the_same_queries_whatever_the_rows(
    page: Page, account: Any, contacts: dict[str, Any], log: Callable[..., Any], rows: int,
    django_assert_num_queries: Any,
) -> None:  # fmt: skip
    for _ in range(rows):
        log("seller", contacts=(contacts["ana"].id,))
    client = page("engineer")
    client.get(f"/accounts/{account.id}/timeline")
    # Session, person, who asks, shell; account, entries, who took part, departments; our people, their contacts.
    with django_assert_num_queries(10):
        assert client.get(f"/accounts/{account.id}/timeline").status_code == 200


def test_the_timeline_is_filtered_by_its_links(
    page: Page, account: Any, contacts: dict[str, Any], log: Callable[..., Any]
) -> None:
    log("seller", text="Inside.")
    entry = log(
        "engineer", kind="email", direction=Direction.FROM_US, contacts=(contacts["dev"].id,), text="Outside."
    )
    client = page("seller")
    for query in (
        f"department={entry.department_id}",
        "with_client=1",
        "kind=email",
        f"contact={contacts['dev'].id}",
    ):
        html = client.get(f"/accounts/{account.id}/timeline?{query}").content.decode()
        assert "Outside." in html, query
        assert "Inside." not in html, query
    assert (
        "Nothing here fits the filter"
        in client.get(f"/accounts/{account.id}/timeline?kind=visit").content.decode()
    )


def test_the_timeline_pages_to_earlier_entries(page: Page, account: Any, log: Callable[..., Any]) -> None:
    for number in range(31):
        log("seller", text=f"Entry {number:02}.")
    client = page("seller")
    first = client.get(f"/accounts/{account.id}/timeline").content.decode()
    assert "Entry 30." in first
    assert "Entry 00." not in first
    following = first.split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0].replace("&amp;", "&")
    assert "Entry 00." in client.get(following).content.decode()


def test_the_timeline_is_searched_and_what_was_asked_stays_in_the_form(
    page: Page, account: Any, contacts: dict[str, Any], log: Callable[..., Any], person: Callable[[str], Any]
) -> None:
    log(
        "seller",
        kind="call",
        text="The probes pair again.",
        direction=Direction.TWO_WAY,
        contacts=(contacts["ana"].id,),
    )
    log("engineer", text="Metal mezzanine.")
    path = f"/accounts/{account.id}/timeline"
    html = page("seller").get(path, {"text": "probes", "contact": contacts["ana"].id}).content.decode()
    assert "The probes pair again." in html
    assert "Metal mezzanine." not in html
    assert 'value="probes"' in html
    assert f'<option value="{contacts["ana"].id}" selected>' in html
    of_engineer = page("seller").get(path, {"person": person("engineer").id}).content.decode()
    assert "Metal mezzanine." in of_engineer
    assert "The probes pair again." not in of_engineer
    nothing = page("seller").get(path, {"text": "<zzz>"}).content.decode()
    assert "Nothing here fits the filter" in nothing
    assert "<zzz>" not in nothing


@pytest.mark.parametrize("text", ["\x00", "%", "'; --", "\u202e", "x" * 5000, "\\", "<script>"])
def test_whatever_is_looked_for_is_text(text: str, page: Page, account: Any, log: Callable[..., Any]) -> None:
    log("seller", text="Plain words.")
    for asked in ({"text": text}, {"person": text}, {"contact": text}, {"kind": text}, {"department": text}):
        assert page("seller").get(f"/accounts/{account.id}/timeline", asked).status_code == 200


def test_an_entry_has_a_page_of_its_own(page: Page, log: Callable[..., Any]) -> None:
    entry = log("seller", text="<script>alert(1)</script>")
    html = page("engineer").get(f"/entries/{entry.id}").content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "Brightwater Foods" in html


def test_the_pages_ask_for_a_sign_in(account: Any) -> None:
    for path in (
        f"/accounts/{account.id}/log",
        f"/accounts/{account.id}/timeline",
        "/signals",
        "/notices",
        "/log",
    ):
        assert Client().get(path)["Location"].startswith("/sign-in?")
