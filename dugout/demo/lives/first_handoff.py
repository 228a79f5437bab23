"""The hand-off of a first sale: signed, submitted, accepted, introduced."""

from dugout.demo.lives.first_sale import clock
from dugout.demo.playing import Life
from dugout.demo.told import Told, ToldHandoff
from dugout.demo.verbs.document import DocumentedClient
from dugout.demo.verbs.handing import HandOver, opens_again
from dugout.demo.verbs.sale import Sale


def first_handoff(client: DocumentedClient, told: Told, handoff: ToldHandoff, sale: Sale) -> Life:
    """Up to the account manager's first conversation with the client, where there was one."""
    chance = told.chance("first hand-off")
    if handoff.withdrawn is not None:
        yield client.on(handoff.withdrawn, clock(chance))
        HandOver(client, told.seller).is_withdrawn(handoff.because)
    yield client.on(handoff.signed, clock(chance))
    sale.is_signed()
    if handoff.withdrawn is not None:
        opens_again(client, told.seller)
    yield client.on(handoff.submitted, clock(chance))
    submit(client, told, handoff)
    yield client.on(handoff.accepted, clock(chance))
    HandOver(client, told.seller).is_accepted(handoff.manager)
    if handoff.introduced is not None:
        yield client.on(handoff.introduced, clock(chance))
        _introduce(client, told, handoff)


def submit(client: DocumentedClient, told: Told, handoff: ToldHandoff) -> None:
    """The seller reviews the promises, adds what no record knows, and submits."""
    handing = HandOver(client, told.seller)
    handing.reviews("promises", otherwise="None known.")
    handing.debrief({"not_promised": handoff.not_promised, "kickoff": handoff.kickoff})
    handing.is_submitted()


def _introduce(client: DocumentedClient, told: Told, handoff: ToldHandoff) -> None:
    client.log(
        "meeting",
        handoff.manager,
        f"Kick-off, introduced by {told.seller}. Who calls whom is agreed, and what happens in the first ninety days.",
        *dict.fromkeys((told.who("decision_maker", "economic_buyer"), told.who("champion", "user"))),
        minutes=60,
        purpose="advice",
        with_=(told.seller,),
    )
