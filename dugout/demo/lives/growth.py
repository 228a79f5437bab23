"""Clients that grow, renew, or go: St. Agnes, Corvane, Meridian, Nordfrost, Torrance, Hexley, Castellan and others."""
# fmt: off

from dugout.demo.playing import Life
from dugout.demo.verbs.document import DocumentedClient
from dugout.demo.verbs.sale import Sale


def st_agnes(client: DocumentedClient) -> Life:
    yield client.on(70, "10:15")
    sixth = Sale(client, "Ines", "The sixth hospital", kind="expansion", budget=90_000_00)
    client.need("sixth", "Ines", "The fridges of the sixth hospital, before its pharmacy moves in")
    yield client.on(58, "14:40")
    sixth.step(2)
    sixth.confirmed("needs_summary", "Marsh", "With the vaccine store of Southmead.")
    client.need_is("agreed", "Ines", "sixth")
    yield client.on(37, "11:30")
    sixth.step(3)
    sixth.offers(("vaccines", 125, 8), ("farm", 1), ("reports", 1), ("install", 1), ("validation", 1))
    sixth.expect(client.world.days.after(9))
    sixth.confirmed("price_known", "Pryce", "The discount of the five hospitals holds for the sixth.")
    yield client.on(11, "10:50")
    sixth.step(4)
    sixth.asks("Pryce", "He takes it to the trust's board on the next Thursday.")
    sixth.next("Alasdair Pryce's answer after the board", client.world.days.after(2))
    client.promise("mapping", "Björn", "The draft of the new mapping report, to try on the tissue bank",
        to="Marsh", due=client.world.days.after(3))
    yield client.on(9, "15:30")
    client.signal("couriers", "Björn", "chance_for_something_new", "info", "Their couriers between hospitals carry "
        "tissue in boxes that our new flat logger fits. Dr. Marsh asked by herself.")
    client.claims("couriers", "Björn")
    yield client.on(4, "09:50")
    client.signal("praise", "Mireille", "praise", "info", "Dr. Marsh to a whole room of chief pharmacists: “Since "
        "when. Ask your supplier since when, and watch his face.”")
    client.promise("slides", "Chloé", "Our pictures for Dr. Marsh's next talk", to="Marsh",
        due=client.world.days.after(1))
    client.log("heard", "Chloé", "Two chief pharmacists asked for our card after Dr. Marsh's talk in Leeds.")


def st_agnes_pharmacy(client: DocumentedClient) -> Life:
    """Ten vans more: won, and its contract not signed yet."""
    yield client.on(45, "09:45")
    vans = Sale(client, "Ines", "Ten vans more", kind="expansion", budget=8_000_00)
    vans.step(2)
    vans.confirmed("needs_summary", "Nair")
    vans.step(3)
    vans.offers(("loggers", 10, 5), months=24)
    vans.confirmed("price_known", "Nair")
    yield client.on(18, "14:10")
    vans.step(4)
    vans.asks("Nair")
    yield client.on(5, "10:20")
    vans.is_won()
    vans.next("Contract back from their lawyer", client.world.days.after(0))
    client.log("note", "Eva", "Contract for the ten vans is with their lawyer. One word on liability, no more.")


def corvane(client: DocumentedClient) -> Life:
    yield client.on(63, "10:00")
    client.signal("liege", "Ines", "upsell_chance", "info", "Second warehouse in Liège has its permit. About "
        "€64,000 a year, and Annelies Vos wants the same data from the first day.")
    client.claims("liege", "Ines")
    liege = Sale(client, "Ines", "The warehouse in Liège", kind="expansion", budget=70_000_00)
    liege.step(2)
    yield client.on(30, "11:15")
    liege.confirmed("needs_summary", "Vos", "Mapping before the first pallet.")
    liege.step(3)
    liege.offers(("room", 28), ("loggers", 12), ("reports", 1), ("validation", 4), ("install", 1))
    liege.next("Walk the shell in Liège with Annelies Vos and Daniel", client.world.days.after(6))
    client.promise("shell", "Ines", "Probe plan of Liège, drawn by Daniel, before they order the racks", to="Vos",
        due=client.world.days.after(5))
    yield client.on(2, "13:10")
    client.signal("short", "Lucia", "short_shipped", "watch", "40 of 48 door sensors reached Antwerp. The crew "
        "comes at one tomorrow.")
    client.claims("short", "Petra")
    client.promise("eight", "Petra", "The missing eight door sensors by courier", to="Peeters",
        due=client.world.days.before(1))
    yield client.on(1, "14:45")
    client.log("note", "Lucia", "Petra, the label said 48 and the box held 40. Please count with me from now on.",
        mentions=("Petra",))
    client.log("delivery", "Lucia", "The missing eight left Hamburg on DHL 4471 902; morning delivery.", "Peeters")


def meridian(client: DocumentedClient) -> Life:
    yield client.on(27, "10:40")
    galway = Sale(client, "Ines", "The donor centre in Galway", kind="expansion", amount_typed=38_000_00,
        next_step="Ask Amara Stone for the plans of the store", next_step_on=client.world.days.after(1))
    client.need("galway", "Ines", "A small store in Galway, on the same two-voice watch", long=True)
    galway.joins("Björn")
    yield client.on(5, "10:35")
    client.signal("silent", "Aoife", "severe_ticket", "serious", "The alarm of platelet room 2 was silent for "
        "twenty minutes last night. No unit was lost; the second voice never rang.")
    client.claims("silent", "Daniel")
    yield client.on(4, "09:25")
    client.reports("silent", "Daniel", "Found it: the second number fails when the first is engaged, not only when "
        "it does not answer. Every client with two voices has this.", "critical")
    client.promise("report", "Daniel", "A report on the twenty minutes, with what we changed", to="Stone",
        due=client.world.days.after(1))
    client.log("call", "Ines", "Told her before she asked. She wants the report in her own words' length: one "
        "page.", "Stone", minutes=15, purpose="trouble", mentions=("Renata", "Tom"))
    yield client.on(2, "16:20")
    client.log("decision", "Renata", "The two-voice watch is tested with every client this week, not only with "
        "Meridian.")


def nordfrost(client: DocumentedClient) -> Life:
    yield client.on(90, "11:40")
    client.signal("renewal", "Jonas", "renewal_near", "info", "Contract runs out in the winter. They have asked "
        "for three years instead of two.")
    client.claims("renewal", "Jonas")
    again = Sale(client, "Jonas", "Three more years", kind="renewal", budget=450_000_00)
    again.step(2)
    again.confirmed("needs_summary", "Hedlund")
    yield client.on(64, "09:55")
    again.step(3)
    again.offers(("room", 170, 8), ("loggers", 52), ("watch", 2), ("door", 2), ("reports", 2), months=36)
    again.confirmed("price_known", "Bergqvist", "Eight percent for three years.")
    again.step(4)
    again.asks("Bergqvist")
    yield client.on(21, "15:10")
    again.is_won()
    again.next("Sign both copies in Gothenburg", client.world.days.before(13))
    client.resolves("renewal", "Jonas", "won", "Three years, with the loggers of the second ramp.")
    client.promise("story", "Chloé", "Text of the case study, in Swedish and English", to="Hedlund",
        due=client.world.days.after(2))
    yield client.on(13, "11:00")
    again.goes_on()
    again.next("Hang the loggers of the second ramp", client.world.days.after(4))
    client.log("meeting", "Jonas", "Both copies signed, in the old customs house in Gothenburg. The three years begin "
        "on the day after the two end.", "Bergqvist", minutes=40)
    yield client.on(10, "10:25")
    client.signal("housings", "Sam", "delivery_late", "watch", "The winter housings are two weeks late, and the "
        "frost is not.")
    client.claims("housings", "Sam")
    client.promise("frost", "Sam", "Housings at the ramp before the first hard frost", to="Hadžić",
        due=client.world.days.after(4))
    client.promise("trelleborg", "Jonas", "A rough price for Trelleborg", to="Hedlund", due=client.world.days.after(0))


def torrance(client: DocumentedClient) -> Life:
    """Chambers 13 to 16 won and signed; the renewal has just begun."""
    yield client.on(150, "10:30")
    chambers = Sale(client, "Jonas", "Chambers 13 to 16", kind="expansion", budget=30_000_00)
    client.need("chambers", "Jonas", "Chambers 13 to 16 on the screen from their first pallet")
    chambers.step(2)
    chambers.confirmed("needs_summary", "Orr")
    client.need_is("agreed", "Jonas", "chambers")
    chambers.step(3)
    chambers.offers(("room", 14), ("gateway", 3), ("install", 1), months=18)
    chambers.confirmed("price_known", "Torrance")
    chambers.step(4)
    chambers.asks("Torrance")
    yield client.on(121, "11:45")
    chambers.is_won()
    chambers.next("Cables before the panels", client.in_days(20))
    yield client.on(117, "14:00")
    chambers.is_signed()
    yield client.on(12, "10:50")
    renewal = Sale(client, "Jonas", "Two more years", kind="renewal", amount_typed=180_000_00,
        next_step="Send Isla Torrance what the six owners have paid for their reports",
        next_step_on=client.world.days.after(1))
    renewal.expect(client.world.days.after(100))
    yield client.on(6, "09:35")
    client.signal("tickets", "Aoife", "tickets_piling_up", "watch", "Nine tickets from the annexe in a week. The "
        "landlord has painted over two probes.")
    client.claims("tickets", "Aoife")
    client.promise("list", "Aoife", "A list of the probes that the landlord painted over", to="Orr",
        due=client.world.days.after(1))


def hexley(client: DocumentedClient) -> Life:
    yield client.on(44, "10:10")
    renewal = Sale(client, "Priya", "Renewal, with Carlisle", kind="renewal", budget=150_000_00)
    renewal.step(2)
    renewal.confirmed("needs_summary", "Pike")
    yield client.on(19, "15:40")
    renewal.step(3)
    renewal.offers(("farm", 5), ("watch", 1), ("reports", 2), months=36)
    renewal.expect(client.world.days.after(50))
    renewal.next("Talk the offer through with Graham Hexley", client.world.days.after(2))
    client.promise("carlisle", "Björn", "What Carlisle needs for the accreditation, on two pages", to="Menon",
        due=client.world.days.after(0))
    yield client.on(3, "14:15")
    client.leaves("Pike", "Priya")
    client.signal("champion", "Björn", "champion_left", "serious", "Rosalind Pike has left for the university. "
        "Nobody there knows our screen as she did, and the renewal is on the table.")
    client.log("heard", "Hanna", "Rosalind Pike starts at Greyfriars next month, in the medical school.")


def castellan(client: DocumentedClient) -> Life:
    """A year, and no second one: lapsed since its contract ran out."""
    yield client.on(78, "11:25")
    client.log("call", "Jonas", "The partners have sold the lower cellars. For the rest they “go back to the "
        "nose”.", "Sequeira", minutes=15, purpose="trouble")
    renewal = Sale(client, "Jonas", "Second year", kind="renewal")
    renewal.step(2)
    yield client.on(69, "10:05")
    renewal.is_lost("Half of the cellars are sold; for the other half the partners want no contract.")
    yield client.on(25, "09:40")
    client.signal("competitor", "Hanna", "competitor_seen", "watch", "Conceição Araújo writes that somebody else "
        "has hung probes in the upper cellar, free for three months.")
    client.claims("competitor", "Colin")
    back = Sale(client, "Hanna", "The upper cellars again", came_by="inbound", next_step="Call Conceição Araújo "
        "after the harvest dinner", next_step_on=client.world.days.after(3))
    back.confirmed("agreed_to_questions", "Araújo")


def rosenau(client: DocumentedClient) -> Life:
    yield client.on(4, "10:10")
    client.signal("silence", "Mireille", "silence", "watch", "Nobody of theirs has opened the screen for three "
        "weeks, and nobody of ours has spoken with Ágnes Rosenau-Fekete since the summer.")
    client.promise("training", "Mireille", "A quarter of an hour by video with each shop", to="Hölzl",
        due=client.world.days.after(2))
    client.promise("passau", "Jonas", "A rough price for the four shops in Passau", to="Rosenau-Fekete",
        due=client.world.days.before(2))


def tolland(client: DocumentedClient) -> Life:
    yield client.on(28, "12:10")
    client.signal("clause", "Marek", "billing_dispute", "serious", "They hold back the last quarter: a logger lost "
        "on a ship is ours to replace, says their lawyer.")
    client.claims("clause", "Eva")
    client.promise("clause", "Eva", "Our reading of clause 14, in Spanish", to="Outeiral",
        due=client.world.days.after(1))
    yield client.on(26, "10:45")
    wrong = client.log("note", "Priya", "They lost nine loggers this year.")
    client.takes_back(wrong, "Priya")
    client.log("note", "Priya", "They lost two loggers this year; seven came back late.")


def velden(client: DocumentedClient) -> Life:
    yield client.on(1, "11:40")
    client.signal("keys", "Sam", "licence_not_delivered", "watch", "The keys for the reports of 22 clinics have "
        "not gone out: the list of fridges is not here yet.")
    client.claims("keys", "Sam")
    client.signal("order", "Petra", "unexpected_delivery", "info", "Amersfoort has signed for two gateways that "
        "nobody ordered. They are Utrecht's.")
    client.claims("order", "Petra")
    client.log("note", "Priya", "Eva, their works council wants the sentence on the night watch from you, signed.",
        mentions=("Eva",))


def sable_point(client: DocumentedClient) -> Life:
    """Accepted by Jonas, who went on leave before he had spoken with the client."""
    yield client.on(7, "10:20")
    client.log("email", "Hanna", "“Who is my man now?” she writes. Told her Jonas, and that he rings.", "MacLeod",
        direction="to_us", purpose="answer", mentions=("Jonas",))
