"""Brightwater Foods: a client in trouble, with a fresh expansion of Tom's, who does not know of it yet."""
# fmt: off

from dugout.demo.days import MONTH, YEAR
from dugout.demo.playing import Life
from dugout.demo.verbs.document import DocumentedClient
from dugout.demo.verbs.handing import HandOver
from dugout.demo.verbs.sale import Sale
from dugout.demo.world import World


def brightwater_foods(world: World) -> Life:
    client = DocumentedClient(world)
    yield client.on(2 * YEAR - 5, "09:40")
    client.begin("Brightwater Foods", owner="Tom", legal_name="Brightwater Foods plc",
        domain="brightwater.example", industry="Food production", employees=4_100, country="United Kingdom",
        city="Wakefield", founded=1954)
    client.contact("Tom", "Marian Holt", "Chief operating officer", "economic_buyer", department="management",
        influence=5, attitude=2)
    client.contact("Tom", "Petra Szabó", "Head of engineering", "influencer champion technical",
        department="technology", influence=4, attitude=2)
    client.contact("Tom", "Ruth Ellery", "Accounts payable", "payables", department="payables", influence=2)
    yield from _agree(client)
    yield from _hand_over(client)
    yield from _two_years(client)
    yield from _more_to_sell(client)
    yield from _trouble(client)


def _agree(client: DocumentedClient) -> Life:
    sale = Sale(client, "Tom", "Cold rooms of six sites", next_step="Visit Wakefield", next_step_on=client.in_days(6))
    sale.confirmed("agreed_to_questions", "Szabó")
    client.log("call", "Tom", "Two recalls last year, both from a cold room that nobody watched at the weekend.",
        "Szabó", minutes=30, purpose="trouble")
    yield client.on(2 * YEAR - 20, "13:20")
    sale.step(2)
    client.need("watch", "Tom", "All 148 cold rooms of six sites on one screen, with alarms to the shift")
    client.need("paper", "Tom", "HACCP records without clipboards")
    sale.budget(420_000)
    sale.step(3)
    yield client.on(2 * YEAR - 34, "10:05")
    sale.confirmed("needs_summary", "Holt")
    client.need_is("agreed", "Tom", "watch", "paper")
    sale.step(4)
    sale.confirmed("no_concerns", "Holt")
    sale.step(5)
    sale.offers(("room", 148), ("door", 6), ("reports", 6), ("install", 6, 10))
    sale.match("watch", "room", "“That screen, in every shift office.”")
    sale.match("paper", "reports", "Saves the night shift an hour.")
    yield client.on(2 * YEAR - 48, "15:30")
    sale.confirmed("price_known", "Holt")
    sale.step(6)
    sale.asks("Holt")
    yield client.on(2 * YEAR - 55, "11:10")
    sale.is_won()
    sale.confirmed("reasons_reviewed", "Holt", "One screen, and that Petra Szabó trusts the probes.")
    client.log("letter", "Tom", "Thanks to Marian Holt, with the roll-out plan.", "Holt", purpose="thanks")
    sale.next("Kick-off in Wakefield", client.in_days(12))
    yield client.on(2 * YEAR - 60, "16:10")
    sale.is_signed()


def _hand_over(client: DocumentedClient) -> Life:
    yield client.on(2 * YEAR - 61, "09:50")
    handoff = HandOver(client, "Tom")
    handoff.debrief({"goals": "One screen for every cold room, in every shift office.",
        "success": "No recall from a cold room. Marian Holt measures it herself, each quarter.",
        "plans": "Eight more sites, when the first six have run for a year.",
        "challenges": "Six sites with six kinds of doors, and old steel mezzanines that swallow radio.",
        "promises": "A gateway for each hall, and spares on site.",
        "limits": "None known.",
        "not_promised": "Control of the compressors: we watch, we do not switch.",
        "price": "List, less 10% on the installation of six sites.",
        "people": "Marian Holt signs. Petra Szabó recommends, and is right more often than not."})
    handoff.is_submitted()
    yield client.on(2 * YEAR - 62, "15:00")
    handoff.is_accepted("Ines")
    yield client.on(2 * YEAR - 65, "14:10")
    client.log("meeting", "Ines", "Introduced by Tom. Kick-off plan agreed, weekly calls until the first site "
        "runs.", "Holt", "Szabó", minutes=60, with_=("Tom",))
    client.promise("installed", "Ines", "All six sites installed before the summer", to="Holt",
        due=client.in_days(120))


def _two_years(client: DocumentedClient) -> Life:
    yield client.on(YEAR + 6 * MONTH + 4, "10:30")
    client.keeps("installed", "Ines")
    client.log("installation", "Daniel", "Sixth site runs: 148 cold rooms on one screen.", "Szabó", minutes=480)
    client.signal("praise", "Mireille", "praise", "info", "“First week in years in which nobody rang me at night.” "
        "Petra Szabó, in the survey.")
    client.claims("praise", "Ines")
    client.resolves("praise", "Ines", "answered", "Thanked her, and asked whether we may quote it. We may.")
    yield client.on(6 * MONTH + 2, "11:15")
    client.log("invoice", "Marek", "Second year invoiced.", "Ellery")
    yield client.on(3 * MONTH, "14:00")
    client.log("meeting", "Ines", "Quarterly review. The goal for next year is energy, not only compliance.",
        "Holt", "Szabó", minutes=90, purpose="review", with_=("Renata",))


def _more_to_sell(client: DocumentedClient) -> Life:
    yield client.on(23, "09:20")
    client.contact("Ines", "Dev Anand", "Site manager, Wakefield", "user blocker", department="operations",
        influence=3, attitude=-1)
    sale = Sale(client, "Tom", "Vehicle loggers for 60 lorries", kind="expansion",
        next_step="Call Marian Holt about the three-year price", next_step_on=client.world.days.after(0))
    client.need("lorries", "Tom", "Live temperature of 60 lorries between the sites and the supermarkets")
    yield client.on(14, "10:40")
    sale.step(2)
    sale.offers(("loggers", 60, 5))
    sale.expect(client.world.days.after(40))
    client.log("call", "Tom", "Marian Holt wants the lorries on the same screen. She will take it to the next "
        "board.", "Holt", minutes=20, purpose="offer")


def _trouble(client: DocumentedClient) -> Life:
    yield client.on(3, "09:12")
    client.signal("pairing", "Aoife", "installation_trouble", "watch", "6 of 22 probes in Wakefield will not pair "
        "after firmware 4.2. Site manager Dev Anand told me he is “done waiting”.")
    yield client.on(2, "09:14")
    client.log("support_call", "Aoife", "Wants a date, not a ticket number. “If the blast chiller alarms are not "
        "live by Thursday I stop the roll-out at the other five.”", "Anand", minutes=6, purpose="trouble")
    client.reports("pairing", "Daniel", "Rolled two gateways back to firmware 4.1; four probes paired. I suspect "
        "the metal mezzanine, not the firmware.", "serious")
    yield client.on(1, "15:50")
    client.reports("pairing", "Aoife", "Dev Anand has written to Marian Holt: he stops the roll-out tomorrow at "
        "noon.", "critical")
    client.signal("mezzanine", "Daniel", "design_concern", "serious", "The mezzanine in hall 3 swallows radio. "
        "With two more gateways it holds; without them every firmware will fail there.")
