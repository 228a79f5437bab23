"""The first sale of an account, as its file tells it: from the first call to wherever its days end."""

from collections.abc import Generator
from datetime import datetime
from random import Random

from dugout.demo.told import Told
from dugout.demo.verbs.document import DocumentedClient
from dugout.demo.verbs.sale import Sale


def clock(chance: Random) -> str:
    """A time of the working day."""
    return f"{chance.randint(9, 16):02}:{chance.randrange(0, 60, 5):02}"


def first_sale(client: DocumentedClient, told: Told) -> Generator[datetime, None, Sale]:
    """Day by day up to the step that the file tells of; the sale is what it returns."""
    chance = told.chance("first sale")
    yield client.on(told.days[0], clock(chance))
    sale = _approach(client, told)
    steps = (_qualify, _agree_on_needs, _sell_the_company, _fill_the_needs, _ask, _win)
    for days, take_step in zip(told.days[1:], steps, strict=False):
        yield client.on(days, clock(chance))
        take_step(client, told, sale)
    if told.sale.next_step:
        day = client.in_days(6) if told.sale.next_in is None else client.world.days.after(told.sale.next_in)
        sale.next(told.sale.next_step, day)
    return sale


def _approach(client: DocumentedClient, told: Told) -> Sale:
    parent = client.world.accounts[told.parent] if told.parent else None
    client.begin(told.name, owner=told.seller, parent_id=parent, **told.account)
    _meet(client, told, 0)
    sale = Sale(
        client,
        told.seller,
        told.sale.name,
        came_by=told.account.get("came_by", "outbound"),
        amount_typed=told.sale.guess * 100 if told.sale.guess is not None else None,
        next_step="Visit them and see how it is done today",
        next_step_on=client.in_days(8),
    )
    client.log(
        "call", told.seller, told.sale.first_call, told.contacts[0].family, minutes=20, purpose="advice"
    )
    return sale


def _qualify(client: DocumentedClient, told: Told, sale: Sale) -> None:
    sale.confirmed("agreed_to_questions", told.contacts[0].family)
    sale.step(2)
    for place in range(1, len(told.contacts)):
        _meet(client, told, place)
    if told.sale.visit:
        client.log(
            "visit", told.seller, told.sale.visit, told.contacts[0].family, minutes=120, purpose="advice"
        )


def _agree_on_needs(client: DocumentedClient, told: Told, sale: Sale) -> None:
    for need in told.needs:
        client.need(need.word, told.seller, need.text, long=need.long, aspiration=need.aspiration)
    if told.sale.budget is not None:
        sale.budget(told.sale.budget)
    sale.step(3, told.sale.without)
    client.log("email", told.seller, "Sent the summary of what they need, on one page, for correction.",
               told.who("champion", "influencer"), purpose="offer")  # fmt: skip


def _sell_the_company(client: DocumentedClient, told: Told, sale: Sale) -> None:
    sale.confirmed("needs_summary", told.who("champion", "influencer"), told.sale.summary)
    client.need_is("agreed", told.seller, *(need.word for need in told.needs if need.product))
    for section, body in told.document.items():
        client.writes(told.seller, section, body)
    if told.goal:
        measured = {name: told.goal[name] for name in ("measure", "baseline", "target")}
        client.goal(
            "first", told.seller, told.goal["text"], due=client.in_days(told.goal["due_in"]), **measured
        )
    sale.step(4)


def _fill_the_needs(client: DocumentedClient, told: Told, sale: Sale) -> None:
    if told.sale.concern:
        sale.concern(**told.sale.concern)
    else:
        sale.confirmed("no_concerns", told.who("decision_maker", "economic_buyer"))
    sale.step(5)
    sale.offers(*told.sale.offer, months=told.sale.months)
    sale.expect(client.in_days(45))
    client.log("email", told.seller, "Sent the offer, with a line for each agreed need.",
               told.who("decision_maker", "economic_buyer"), purpose="offer")  # fmt: skip


def _ask(client: DocumentedClient, told: Told, sale: Sale) -> None:
    for need in told.needs:
        if need.product:
            sale.match(need.word, need.product, need.reaction)
    sale.confirmed("price_known", told.who("economic_buyer", "decision_maker"), told.sale.price)
    sale.step(6)
    sale.next("Ask for the order", client.in_days(7))


def _win(client: DocumentedClient, told: Told, sale: Sale) -> None:
    decides = told.who("decision_maker", "economic_buyer")
    if told.sale.objection:
        sale.objection("first", **told.sale.objection)
    sale.asks(decides)
    sale.is_won()
    if told.promise:
        client.promise("first", told.seller, told.promise["text"], to=decides,
                       due=client.in_days(told.promise["due_in"]))  # fmt: skip
    client.log("letter", told.seller, "Thanks, with the plan of the first weeks.", decides, purpose="thanks")
    sale.confirmed("reasons_reviewed", decides, told.sale.reasons)
    sale.next("Kick-off with the account manager", client.in_days(14))


def _meet(client: DocumentedClient, told: Told, place: int) -> None:
    one = told.contacts[place]
    client.contact(
        told.seller, one.name, one.title, one.roles, department=one.department, influence=one.influence,
        attitude=one.attitude, phone=one.phone,
    )  # fmt: skip
