"""Clients in trouble: Brightwater and its depot, Osterhaus, Lindqvist, Maple & Finch."""
# fmt: off

from dugout.demo.playing import Life, together
from dugout.demo.verbs.document import DocumentedClient
from dugout.demo.verbs.sale import Sale


def brightwater(client: DocumentedClient) -> Life:
    yield from together(_lorries(client.aside()), _renewal(client.aside()), _wakefield(client))


def _lorries(client: DocumentedClient) -> Life:
    """Tom has something new to sell here, and does not own the account any more."""
    yield client.on(23, "09:20")
    lorries = Sale(client, "Tom", "Vehicle loggers for 60 lorries", kind="expansion",
        next_step="Ring Marian Holt and fix the test of ten lorries", next_step_on=client.world.days.after(0))
    client.need("lorries", "Tom", "Live temperature of 60 lorries between the stores and the supermarkets")
    yield client.on(14, "10:40")
    lorries.step(2)
    lorries.offers(("loggers", 60, 5))
    lorries.expect(client.world.days.after(40))
    client.writes("Tom", "plans", "Eight more depots, once the first six sites have run for a year. A new Hull "
        "depot is under roof.\n\nSixty lorries with loggers, if the board agrees in January.", "The lorries")
    client.log("call", "Tom", "Marian Holt wants the lorries on the same screen. She will take it to the next "
        "board.", "Holt", minutes=20, purpose="offer")


def _renewal(client: DocumentedClient) -> Life:
    yield client.on(40, "11:10")
    renewal = Sale(client, "Ines", "Renewal of fourteen sites", kind="renewal", next_step="Send Marian Holt the "
        "case in writing", next_step_on=client.world.days.after(4))
    renewal.offers(("room", 148, 3), ("door", 14), ("watch", 6), ("reports", 14), months=36)
    yield client.on(31, "14:30")
    renewal.step(2)
    renewal.expect(client.world.days.after(42))
    client.log("meeting", "Ines", "Quarterly review with Marian Holt and Petra Szabó. Their goal for next year is "
        "energy, not only compliance. Gareth Lowe asks for a three-year price for fourteen sites.", "Holt", "Szabó",
        minutes=90, purpose="review", with_=("Renata",))
    client.promise("board", "Renata", "I come to your board in person when you decide on the three years",
        to="Holt", due=client.world.days.after(3))
    client.writes("Ines", "risks", "We watch and do not switch: control of the compressors stays with their own "
        "system.\n\nThree-year price: Gareth Lowe wants it before the January board and will ask two others for an "
        "offer.", "Three-year price added after the review")
    client.signal("price", "Ines", "contraction_risk", "watch", "Procurement asks for a three-year price for all "
        "fourteen sites and has written to two competitors.")
    client.claims("price", "Ines")


def _wakefield(client: DocumentedClient) -> Life:
    """It fails in Wakefield: support and engineering know, the seller does not."""
    yield client.on(60, "10:05")
    client.contact("Ines", "Dev Anand", "Site manager, Wakefield", "user", department="operations", influence=3,
        attitude=-1)
    yield client.on(18, "11:05")
    client.log("payment", "Marek", "Invoice HC-20377 paid, 19 days late. Ruth Ellery says that credits for the "
        "October mis-shipment were missing from the statement.", "Ellery")
    client.promise("statement", "Marek", "A corrected statement with the October credits", to="Ellery",
        due=client.world.days.after(0))
    yield client.on(3, "09:12")
    client.signal("pairing", "Aoife", "installation_trouble", "watch", "6 of 22 probes in Wakefield will not pair "
        "after firmware 4.2. Site manager Dev Anand told me he is “done waiting”.")
    client.promise("date", "Aoife", "A firm date for the blast chiller alarms, not a ticket number", to="Anand",
        due=client.world.days.before(1))
    yield client.on(2, "09:14")
    client.log("support_call", "Aoife", "Wants a date, not a ticket number. “If the blast chiller alarms are not "
        "live by tomorrow noon I stop the roll-out at the other five.”", "Anand", minutes=6, purpose="trouble")
    client.reports("pairing", "Daniel", "Rolled two gateways back to firmware 4.1; four probes paired. I suspect "
        "the metal mezzanine, not the firmware.", "serious")
    yield client.on(1, "15:50")
    client.reports("pairing", "Aoife", "Dev Anand has written to Marian Holt: he stops the roll-out at noon.",
        "critical")
    client.signal("mezzanine", "Daniel", "design_concern", "serious", "The mezzanine in hall 3 swallows radio. "
        "With two more gateways it holds; without them every firmware will fail there.")
    client.log("note", "Lucia", "Six spare probes and two gateways are packed and leave at two.")
    client.promise("spares", "Lucia", "Two gateways and six probes at Wakefield by Friday morning", to="Szabó",
        due=client.world.days.after(1))
    client.log("note", "Daniel", "If the two gateways are there, I am there. Aoife, tell Dev Anand nothing before "
        "I have measured.", mentions=("Aoife", "Lucia", "Ines"))


def brightwater_hull(client: DocumentedClient) -> Life:
    yield client.on(20, "10:10")
    client.signal("wrong_hull", "Lucia", "mis_shipped", "watch", "12 probes for the depot went to Hull, Quebec. "
        "The carrier has a depot there; nobody read the postcode.")
    client.claims("wrong_hull", "Lucia")
    yield client.on(12, "15:30")
    client.reports("wrong_hull", "Sam", "It happened again with the gateways. The fitter stood at dock 4 with "
        "nothing to fit.", "serious")
    client.promise("right_hull", "Lucia", "Twelve probes and the gateways at the right Hull", to="O’Sullivan",
        due=client.world.days.after(0))
    yield client.on(11, "09:40")
    client.log("call", "Ines", "Told her myself before the fitter did. She laughed about Quebec, once.",
        "O’Sullivan", minutes=10, purpose="trouble")


def osterhaus(client: DocumentedClient) -> Life:
    yield from together(_doors(client.aside()), _invoice(client.aside()), _refused_renewal(client))


def _doors(client: DocumentedClient) -> Life:
    yield client.on(34, "10:20")
    client.signal("doors", "Aoife", "complaint", "watch", "Third ticket this month from the Kassel hall: the doors "
        "do not close, our alarms ring all night, and nobody on their side comes.")
    client.reports("doors", "Mireille", "Survey: 4 of 10. “Your alarm is right, and that is the trouble.”")
    yield client.on(6, "13:40")
    client.signal("letter", "Renata", "contraction_risk", "serious", "Ursula Osterhaus wrote to me: she will not "
        "renew for the Kassel hall while “an alarm tells me every night what I know by day”.")
    client.claims("letter", "Renata")


def _invoice(client: DocumentedClient) -> Life:
    yield client.on(24, "09:30")
    client.signal("late", "Marek", "payment_late", "watch", "Invoice HC-20418 over €61,200 is 15 days late.")
    client.claims("late", "Marek")
    yield client.on(7, "10:15")
    client.reports("late", "Marek", "32 days late. Sabine Thiele was told: “We pay when the Kassel doors close "
        "properly.”", "serious")
    client.promise("account", "Marek", "An account of every open invoice, on one page", to="Thiele",
        due=client.world.days.after(2))
    client.log("call", "Marek", "Polite and firm. The invoice is not disputed; it is a lever.", "Thiele",
        minutes=12, purpose="trouble", mentions=("Ines", "Hanna"))


def _refused_renewal(client: DocumentedClient) -> Life:
    yield client.on(75, "11:00")
    renewal = Sale(client, "Ines", "Renewal of 38 stores", kind="renewal")
    renewal.step(2)
    renewal.offers(("room", 100, 4), ("door", 38), months=24)
    yield client.on(48, "15:15")
    renewal.confirmed("needs_summary", "Brandl", "Doors first. He wrote it in capitals.")
    renewal.step(3)
    yield client.on(29, "10:10")
    renewal.confirmed("price_known", "Osterhaus")
    renewal.step(4)
    renewal.expect(client.world.days.after(44))
    renewal.objection("kassel", "“I do not pay for an alarm that nobody follows.”")
    renewal.asks("Osterhaus")
    yield client.on(9, "16:05")
    renewal.is_refused("Not before the doors of Kassel are mended, whoever mends them.")
    renewal.next("Bring Jürgen Brandl a door fitter's offer, from a fitter who is not us", client.world.days.before(
        1))
    client.promise("fitter", "Ines", "Names of two door fitters whom we know", to="Brandl",
        due=client.world.days.after(1))
    yield client.on(1, "14:50")
    client.log("note", "Ines", "Marek, please no reminder this week: Ursula Osterhaus and Renata speak tomorrow.",
        mentions=("Marek", "Renata"))


def lindqvist(client: DocumentedClient) -> Life:
    yield client.on(50, "10:30")
    client.signal("behind", "Daniel", "implementation_behind", "watch", "The cheese store runs, the two dairies do "
        "not: their electrician has had eleven days for us instead of thirty.")
    client.claims("behind", "Daniel")
    client.log("visit", "Daniel", "Cheese store done. Åke Sjöström lent me his apprentice for the cables.",
        "Sjöström", minutes=480, purpose="trouble")
    yield client.on(10, "14:20")
    client.signal("missold", "Priya", "complaint", "serious", "Karin Lindqvist says that the roll-out was "
        "mis-sold: eight weeks promised, fourteen by now. She wants to hear from Hanna what was said.")
    client.log("call", "Priya", "“Eight weeks, with a handshake.” She is not loud, which is worse.", "Lindqvist",
        minutes=35, purpose="trouble", mentions=("Hanna", "James"))
    yield client.on(8, "09:20")
    client.claims("missold", "James")
    client.promise("plan", "James", "A dated plan for both dairies, with our electrician if need be",
        to="Lindqvist", due=client.world.days.after(2))
    client.promise("said", "Hanna", "What I promised and what I did not, in writing", to="Lindqvist",
        due=client.world.days.before(2))
    client.writes("Priya", "risks", "Their electrician. Without him nothing is connected.\n\nSince the summer: "
        "what was promised for the roll-out is disputed. Nobody promises a week here without James.",
        "Who may promise what, until it is settled")


def maple_finch(client: DocumentedClient) -> Life:
    yield client.on(15, "11:20")
    client.signal("survey", "Mireille", "detractor_answer", "watch", "Three survey replies took them from 4.2 to "
        "2.9. All three name the alarm texts at night.")
    client.claims("survey", "Mireille")
    client.promise("quiet", "Mireille", "A proposal for quiet hours that still wakes the right person", to="Finch",
        due=client.world.days.after(1))
    yield client.on(13, "10:00")
    client.log("call", "Priya", "Joanna Finch has switched her own alarms off. She knows that it is not the "
        "answer.", "Finch", minutes=20, purpose="trouble")
    client.log("note", "Priya", "Mireille, she means the texts at night, not the app. Two of her people sleep in "
        "the same room.", mentions=("Mireille",))
    client.promise("visit", "Priya", "An hour in the kitchen with Rupert Adeane, at his time", to="Adeane",
        due=client.world.days.after(3))
