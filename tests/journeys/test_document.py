"""Two people at one document: both texts on a clash, records by dialogs, a promise kept and taken back."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from dugout.accounts.models import Account
from dugout.client_document.models import Need, Promise
from dugout.history.models import Entry
from dugout.people.models import Person
from dugout.selling.models import Opportunity, OpportunityMember
from dugout.versioned_text.models import Revision
from tests.handoffs.scene import open_sale

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
Arrives = Callable[..., Any]
Stands = Callable[..., None]


@pytest.fixture
def account() -> Account:
    """Tom Okafor's, with a sale on which Hanna Weiss works too: both write its document."""
    scene = open_sale(Person.objects.get(name="Tom Okafor"), timezone.now() - dt.timedelta(days=2))
    opportunity = Opportunity.objects.get(account=scene.account)
    OpportunityMember.objects.create(opportunity=opportunity, person=Person.objects.get(name="Hanna Weiss"))
    made: Account = scene.account
    return made


def test_of_two_who_write_one_section_the_second_sees_both_texts_and_nobodys_words_are_lost(
    arrives: Arrives, stands: Stands, account: Account
) -> None:
    path = f"/accounts/{account.id}/document/success_measures/write"
    tom, hanna = arrives("seller"), arrives("other_seller")
    for page in (tom, hanna):
        page.goto(path)
    tom.get_by_label("Text").fill("Fewer write-offs.\n\nNo failed audit.")
    hanna.get_by_label("Text").fill("Fewer write-offs than in May.\n\nOne alarm desk.")
    hanna.get_by_role("button", name="Save section").click()
    hanna.wait_for_url("**/document#success_measures")
    tom.get_by_role("button", name="Save section").click()

    tom.get_by_role("heading", name="Hanna Weiss saved this section while you wrote").wait_for()
    assert tom.get_by_label("Text").input_value() == "Fewer write-offs.\n\nNo failed audit."
    assert "One alarm desk." in tom.locator(".diff").inner_text()
    stands(tom, name="-clash")
    tom.get_by_label("Text").fill("Fewer write-offs than in May.\n\nNo failed audit, one alarm desk.")
    tom.get_by_label("What changed, in a few words").fill("Both of ours")
    tom.get_by_role("button", name="Save mine over revision 1").click()
    tom.wait_for_url("**/document#success_measures")
    tom.get_by_text("Success measures: revision 2 is saved.").wait_for()

    hanna.goto(f"/accounts/{account.id}/document/success_measures/history")
    hanna.get_by_role("button", name="Compare the two").click()
    hanna.wait_for_url("**/compare*")
    assert "No failed audit" in hanna.locator("ins").first.inner_text()
    stands(hanna, name="-compared")
    bodies = Revision.objects.order_by("id").values_list("body", "author__name")
    assert list(bodies) == [
        ("Fewer write-offs than in May.\n\nOne alarm desk.", "Hanna Weiss"),
        ("Fewer write-offs than in May.\n\nNo failed audit, one alarm desk.", "Tom Okafor"),
    ]


def test_needs_and_promises_are_written_in_dialogs_and_the_reader_stays_where_they_were(
    arrives: Arrives, stands: Stands, account: Account
) -> None:
    page = arrives("seller")
    page.goto(f"/accounts/{account.id}/document")
    before = Need.objects.count()
    page.get_by_role("link", name="Add a promise").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("What they will get").fill(" ")
    dialog.get_by_role("button", name="Add promise").click()
    dialog.get_by_text("This needs a sentence.").first.wait_for()
    dialog.get_by_label("What they will get").fill("Quiet hours at night.")
    where = page.evaluate("scrollY")
    dialog.get_by_role("button", name="Add promise").click()
    page.get_by_text("Promise added.").wait_for()
    assert where > 0
    assert abs(page.evaluate("scrollY") - where) < 120

    row = page.get_by_role("row", name="Quiet hours at night.")
    row.get_by_role("button", name="Kept").click()
    page.get_by_text("The promise is kept.").wait_for()
    page.get_by_role("button", name="Undo").click()
    page.get_by_text("The promise is open again.").wait_for()
    page.get_by_role("link", name="Add a need").click()
    page.get_by_label("In the client’s words").fill("One alarm desk for 14 sites.")
    page.get_by_role("button", name="Add need").click()
    page.get_by_text("Need added.").wait_for()
    stands(page)

    assert Need.objects.count() == before + 1
    promise = Promise.objects.get(text="Quiet hours at night.")
    assert (promise.state, promise.by.name, promise.version) == ("open", "Tom Okafor", 3)
    told = Entry.objects.filter(subject_kind="promise", subject_id=promise.id).order_by("id")
    assert [entry.kind for entry in told] == ["promise_made", "promise_kept", "promise_reopened"]


def test_of_two_who_change_one_sale_the_second_saves_again_and_both_changes_stand(
    arrives: Arrives, account: Account
) -> None:
    """The tab keeps what was typed before the refusal; it must not come back over what the refusal took over."""
    sale = Opportunity.objects.get(account=account)
    tom, hanna = arrives("seller"), arrives("other_seller")
    for page in (tom, hanna):
        page.goto(f"/opportunities/{sale.id}/edit")
    hanna.get_by_label("What is it about").fill("Eight freezer farms")
    hanna.get_by_role("button", name="Save the sale").click()
    hanna.wait_for_url(f"**/opportunities/{sale.id}")
    tom.get_by_label("Amount").fill("1,234.00")
    tom.get_by_role("button", name="Save the sale").click()

    tom.get_by_text("Hanna Weiss changed this while you had it open.").wait_for()
    assert tom.get_by_label("What is it about").input_value() == "Eight freezer farms"
    tom.get_by_role("button", name="Save the sale").click()
    tom.wait_for_url(f"**/opportunities/{sale.id}")

    sale.refresh_from_db()
    assert (sale.name, sale.amount_typed) == ("Eight freezer farms", 1_234_00)
