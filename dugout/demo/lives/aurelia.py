"""Aurelia Biobank: a sale through its seven steps, its hand-off returned once and submitted again yesterday."""
# fmt: off

from dugout.demo.playing import Life
from dugout.demo.verbs.document import DocumentedClient
from dugout.demo.verbs.handing import HandOver
from dugout.demo.verbs.sale import Sale
from dugout.demo.world import World


def aurelia_biobank(world: World) -> Life:
    client = DocumentedClient(world)
    yield client.on(84, "10:10")
    client.begin("Aurelia Biobank", owner="Tom", came_by="referral", legal_name="Stiftung Aurelia Biobank",
        founded=2009, domain="aurelia-biobank.example", industry="Research", employees=340, country="Switzerland",
        city="Basel")
    client.contact("Tom", "Léa Sutter", "Director", "decision_maker champion", department="management",
        influence=5, attitude=2)
    client.log("call", "Tom", "Introduced by Dr. Helena Marsh of St. Agnes. Six freezer farms, 1.9 million "
        "samples, alarms by a pager that nobody has carried since spring. She is happy to be asked questions.",
        "Sutter", minutes=25, purpose="advice")
    sale = Sale(client, "Tom", "Six freezer farms", came_by="referral", next_step="Walk the farms in Basel",
        next_step_on=client.in_days(7))
    sale.confirmed("agreed_to_questions", "Sutter")
    yield from _qualify(client, sale)
    yield from _agree_on_needs(client, sale)
    yield from _sell_the_company(client, sale)
    yield from _ask_twice(client, sale)
    yield from _hand_over(client, sale)
    yield from _mend_and_submit_again(client)


def _qualify(client: DocumentedClient, sale: Sale) -> Life:
    yield client.on(78, "14:00")
    sale.step(2)
    client.contact("Tom", "Reto Ammann", "Head of finance", "economic_buyer", department="payables", influence=4)
    client.contact("Tom", "Noëlle Favre", "Head of IT security", "technical blocker", department="technology",
        influence=4, attitude=-1)
    client.contact("Tom", "Beat Zumsteg", "Sample store", "user", department="users", influence=2, attitude=1)
    client.log("visit", "Tom", "Walked all six farms with Beat Zumsteg. Two of 64 doors do not close by "
        "themselves; farm 4's frame is out of true. Nobody is on site between 19:00 and 06:30.", "Zumsteg",
        "Sutter", minutes=150, purpose="advice", with_=("Daniel",))
    client.need("alarm", "Tom", "An alarm that reaches a person within five minutes, at night too")
    client.need("proof", "Tom", "Temperature records that the auditors of the canton accept as they are")
    client.need("nights", "Tom", "Installation without a thaw, and without a day of closure")
    client.need("loggers", "Tom", "Vehicle loggers for the courier between Basel and Bern", long=True)
    client.need("reference", "Tom", "To be the reference biobank of the Upper Rhine by 2030", long=True,
        aspiration=True)
    yield client.on(74, "11:20")
    sale.budget(190_000)
    client.log("call", "Tom", "Reto Ammann has 190,000 a year in the plan, from the running budget, not from "
        "grants.", "Ammann", minutes=15, purpose="offer")
    sale.step(3)


def _agree_on_needs(client: DocumentedClient, sale: Sale) -> Life:
    yield client.on(69, "09:15")
    client.log("email", "Tom", "Sent the summary of what they need, on one page.", "Sutter", purpose="offer")
    yield client.on(66, "15:40")
    sale.confirmed("needs_summary", "Sutter", "“No thaw” must stand there in so many words.")
    client.need_is("agreed", "Tom", "alarm", "proof", "nights")
    client.writes("Tom", "needs", "One alarm, one person, five minutes. That is the whole brief.\n\nAt the last "
        "outage 1,100 samples of the Rhine cohort thawed on a Sunday. Nobody was to blame; nobody was called.")
    client.writes("Tom", "success_measures", "The audit of next autumn without a finding on temperature records.")
    client.writes("Tom", "plans", "A seventh farm in the old boiler house, not before the next grant round.")
    client.writes("Tom", "challenges", "Two people for 64 doors. Farm 4's frame is out of true.")
    client.goal("no_loss", "Tom", "No sample lost to a temperature", measure="Samples thawed in a year",
        baseline="1,100", target="0", due=client.world.days.after(250))
    sale.step(4)


def _sell_the_company(client: DocumentedClient, sale: Sale) -> Life:
    yield client.on(60, "10:30")
    client.log("meeting", "Tom", "IT security will not have samples' data in a cloud outside Switzerland. Noëlle "
        "Favre asked for it in writing.", "Favre", "Sutter", minutes=60, purpose="trouble", with_=("Daniel",))
    sale.concern("Favre", "Data in a cloud outside Switzerland", "Zürich region only, no copy elsewhere.",
        "Letter of the hosting provider, 3 pages, with Noëlle Favre since that day")
    sale.concern("Ammann", "A supplier of forty people may be gone in five years", "Source code in escrow with a "
        "notary in Hamburg, and three biobanks as references.", "Escrow agreement; call with Dr. Marsh of St. "
        "Agnes")
    yield client.on(52, "13:30")
    sale.step(5)
    sale.offers(("farm", 6, 6), ("door", 6), ("watch", 1), ("reports", 1), ("install", 6), ("validation", 6))
    sale.expect(client.in_days(50))
    sale.match("alarm", "watch", "“If it is the same voice every night, we are done talking.”")
    sale.match("proof", "reports", "The auditor has seen a sample report and wants nothing else.")
    sale.match("nights", "install", "Two nights a farm is fine. No thaw, in writing.")
    yield client.on(45, "16:10")
    sale.confirmed("price_known", "Ammann", "Within the plan. Net 30.")
    sale.next("Ask Dr. Sutter for the order", client.in_days(14))
    sale.step(6)


def _ask_twice(client: DocumentedClient, sale: Sale) -> Life:
    yield client.on(33, "11:00")
    sale.asks("Sutter", "Wants the foundation's board to hear it first.")
    sale.objection("exit", "The board wants to be able to leave after a year", "Exit after 24 months of 36, "
        "against the list price of those months.")
    yield client.on(30, "15:05")
    sale.is_refused("The board asked for the exit clause first.")
    yield client.on(16, "10:45")
    sale.asks("Sutter")
    yield client.on(12, "16:20")
    sale.is_won()
    client.log("call", "Tom", "“Go ahead.” The board voted for it, with the exit after 24 months.", "Sutter",
        minutes=10, purpose="offer", mentions=("Colin", "Renata"))


def _hand_over(client: DocumentedClient, sale: Sale) -> Life:
    yield client.on(11, "10:30")
    client.log("letter", "Tom", "Thanks to Dr. Sutter and the board, by hand.", "Sutter", purpose="thanks")
    sale.confirmed("reasons_reviewed", "Sutter", "The Zürich letter, and that Daniel found the bent frame.")
    sale.next("Kick-off in Basel with Daniel and the account manager", client.world.days.after(8))
    client.promise("no_thaw", "Tom", "Installation in two nights a farm, no thaw", to="Sutter",
        due=client.world.days.after(30))
    client.promise("named", "Tom", "Daniel Brandt is the named engineer until all six farms run", to="Sutter")
    handoff = HandOver(client, "Tom")
    handoff.goes_to("Ines", "Colin", "She speaks German and French, and keeps Meridian, the other blood bank.")
    yield client.on(4, "14:15")
    handoff.debrief({"success": "No thaw, and the audit of next autumn without a finding on temperature records.",
        "promises": "Installation in two nights a farm, no thaw. Daniel Brandt is named until all six run. First "
        "price review not before 36 months.",
        "limits": "No reading below −152 °C: the two nitrogen tanks stay on their own alarms.",
        "not_promised": "Vehicle loggers for the courier. They asked twice; I said not before the farms run.",
        "price": "List price, less 6% for six farms at once. No discount on night watch. Net 30, cleared by Marek.",
        "people": "Dr. Léa Sutter decides and keeps her word. Reto Ammann watches the budget. Noëlle Favre can "
        "block anything with a cloud in it: write to her, never call.",
        "manner": "Short, in writing first. Dr. Sutter takes no calls before 10.",
        "kickoff": "In Basel, with Daniel, as soon as the account manager has a day.",
        "open_issues": "The frame of farm 4. The annex on data processing."})
    handoff.is_submitted()


def _mend_and_submit_again(client: DocumentedClient) -> Life:
    yield client.on(2, "11:20")
    handoff = HandOver(client, "Tom")
    handoff.is_returned("Ines", terms="The contract names a data-processing annex; it is not attached. Ask Eva "
        "Kron.", promises="Did you say “no thaw” in writing? Daniel calls that a risk on farm 4.")
    yield client.on(2, "16:30")
    client.log("note", "Eva", "Annex on data processing is with Noëlle Favre for signature. Zürich region named.")
    client.log("note", "Daniel", "Farm 4: we level the frame first. Then two nights hold, and no thaw is honest.")
    yield client.on(1, "14:30")
    handoff.debrief({"price": "List price, less 6% for six farms at once. No discount on night watch. Net 30, "
        "cleared by Marek. Annex on data processing signed, attached by Eva Kron.",
        "promises": "Installation in two nights a farm, no thaw, in writing since the summary. For farm 4 Daniel "
        "levels the frame first; Dr. Sutter knows. Daniel is named until all six run."})
    handoff.is_submitted()
