"""The whole life of an account with a file: its first sale, its hand-off, its everyday, and its own story beside it."""

from collections.abc import Callable, Iterator, Mapping

from dugout.demo.lives.everyday import everyday
from dugout.demo.lives.first_handoff import first_handoff
from dugout.demo.lives.first_sale import clock, first_sale
from dugout.demo.lives.past_signals import past_signals
from dugout.demo.playing import Life, together
from dugout.demo.told import Told, ToldHandoff
from dugout.demo.verbs.document import DocumentedClient
from dugout.demo.verbs.sale import Sale
from dugout.demo.world import World

ClientStory = Callable[[DocumentedClient], Life]
SaleStory = Callable[[Sale], Life]


def whole_life(
    world: World, told: Told, of_clients: Mapping[str, ClientStory], of_sales: Mapping[str, SaleStory]
) -> Life:
    """From the first call on. `of_clients` and `of_sales` hold, by the name of the file, what only this one lives."""
    client = DocumentedClient(world)
    sale = yield from first_sale(client, told)
    if told.key in of_sales:
        yield from of_sales[told.key](sale)
    if told.handoff is not None:
        yield from first_handoff(client, told, told.handoff, sale)
        own = [of_clients[told.key](client)] if told.key in of_clients else []
        yield from together(*_as_a_client(client, told, told.handoff), *own)


def _as_a_client(client: DocumentedClient, told: Told, handoff: ToldHandoff) -> Iterator[Life]:
    yield _promise(client.aside(), told, handoff)
    if handoff.introduced is not None:
        until = told.ends or 1
        yield _goal(client.aside(), told, handoff)
        yield _document(client.aside(), told, handoff)
        yield everyday(client.aside(), told, handoff.manager, since=handoff.introduced, until=until)
        yield past_signals(client.aside(), told, handoff.manager, since=handoff.introduced, until=until)


def _promise(client: DocumentedClient, told: Told, handoff: ToldHandoff) -> Life:
    """What was promised at the sale, kept or broken."""
    chance = told.chance("promise")
    if "kept" in told.promise:
        yield client.on(told.promise["kept"], clock(chance))
        client.keeps("first", handoff.manager)
    elif "broken" in told.promise:
        yield client.on(told.promise["broken"], clock(chance))
        client.breaks("first", handoff.manager)


def _document(client: DocumentedClient, told: Told, handoff: ToldHandoff) -> Life:
    """What the account manager learned since, added to what the seller had written."""
    if told.later:
        yield client.on(told.later["ago"], clock(told.chance("document")))
        section = told.later["section"]
        body = f"{told.document[section]}\n\n{told.later['adds']}"
        client.writes(handoff.manager, section, body, told.later["message"])


def _goal(client: DocumentedClient, told: Told, handoff: ToldHandoff) -> Life:
    """Where the client's goal stands, written down at a review."""
    if "now" in told.goal:
        yield client.on(told.goal.get("read", 25), clock(told.chance("goal")))
        client.goal_stands("first", handoff.manager, current=told.goal["now"], state=told.goal["state"])
