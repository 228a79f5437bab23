"""Sales that are on: stalled, asked for, gone on without, lost."""
# fmt: off

from dugout.demo.playing import Life
from dugout.demo.verbs.sale import Sale


def greenholm(sale: Sale) -> Life:
    """Marketing's own, and nobody has said what comes next."""
    client = sale.client
    yield client.on(4, "10:30")
    client.log("email", "Chloé", "Sent the sheet on cut flowers. She reads it on the train on Thursdays.",
        "Greenholm", purpose="news")
    sale.next("", None)


def vantage(sale: Sale) -> Life:
    client = sale.client
    yield client.on(7, "11:05")
    client.log("meeting", "Renata", "Dinner in Lyon. Thibault d’Aubigny decides himself, and decides once.",
        "d’Aubigny", minutes=120, purpose="advice", with_=("Tom",))
    sale.joins("Renata")
    client.promise("visit", "Renata", "An evening with the chief executive of St. Agnes, who had the same trouble",
        to="d’Aubigny", due=client.world.days.after(4))


def ostrava(sale: Sale) -> Life:
    """Stalled: no decision maker, and the next step lies in the past."""
    client = sale.client
    yield client.on(38, "10:15")
    client.log("call", "Hanna", "He will ask who decides. He has said so before.", "Havlíček", minutes=10,
        purpose="advice")
    sale.next("Jiří Havlíček names who decides", client.world.days.before(9))


def mercer(sale: Sale) -> Life:
    client = sale.client
    yield client.on(9, "14:25")
    client.log("call", "Tom", "Rebecca Adler corrected two words and wants to show the summary to the pharmacy "
        "first.", "Adler", "Stott", minutes=15, purpose="answer")
    sale.joins("Daniel")
    client.log("note", "Marek", "Credit check: fine up to 200,000 a year.")


def institut_oberrhein(sale: Sale) -> Life:
    client = sale.client
    yield client.on(11, "10:55")
    sale.concern("Würtele", "Data of donors must not leave the house")
    sale.concern("Schönhuber-Löffelmann", "What happens when the network of the chapel fails?",
        "The gateway keeps thirty days and calls by mobile network.", "Shown in the store behind the chapel")
    client.promise("proof", "Eva", "Proof that no donor's data ever reaches us, signed", to="Würtele",
        due=client.world.days.after(1))


def bellrock(sale: Sale) -> Life:
    """Gone on without the budget; the engineers' dates are missing."""
    client = sale.client
    yield client.on(25, "15:35")
    client.log("meeting", "Tom", "The offer pleases; the dates do not. Sergei Malinov will not sign a validation "
        "plan without fourteen dates.", "Malinov", "Abernethy", minutes=50, purpose="offer", with_=("Daniel",))
    client.promise("dates", "Daniel", "Fourteen dates for fourteen validation runs", to="Malinov",
        due=client.world.days.after(0))
    sale.joins("Daniel")
    sale.joins("Björn")
    yield client.on(13, "10:00")
    client.log("call", "Tom", "Lorna Gillespie waits for the dates and for nothing else.", "Gillespie", minutes=8,
        purpose="offer")
    yield client.on(1, "16:15")
    client.log("note", "Tom", "Daniel, Björn: she asked again. Fourteen dates, even rough ones, and we have it.",
        mentions=("Daniel", "Björn"))


def tarn_valley(sale: Sale) -> Life:
    client = sale.client
    yield client.on(5, "11:15")
    sale.objection("price", "The watch costs as much as a holiday", "That is what it is for.")
    sale.asks("Braithwaite", "She reads it once more with her brother.")
    client.promise("start", "Hanna", "First night watched within four weeks of the yes", to="Braithwaite",
        due=client.world.days.after(22))


def halcyon(sale: Sale) -> Life:
    """Silent for weeks, and nothing next."""
    client = sale.client
    yield client.on(55, "16:10")
    client.log("email", "Hanna", "Asked whether the summary is right. No answer yet.", "Flaithearta", purpose="offer")
    yield client.on(41, "09:30")
    client.log("call", "Hanna", "Tried him twice; he is on the island.", direction="from_us", purpose="offer")
    sale.next("", None)


def pohjola(sale: Sale) -> Life:
    """Lost, and one thing given up."""
    client = sale.client
    yield client.on(86, "10:20")
    sale.is_lost("A Finnish supplier whose logger the driver hears. Ours is heard by the office only.")
    client.log("call", "Hanna", "Kind and clear: the driver must hear it. Ring again when he does.", "Hyvönen",
        minutes=12, purpose="thanks")
    client.log("heard", "Hanna", "The Finnish logger has a small loudspeaker for nine euros. Daniel should know.",
        mentions=("Daniel",))
    yield client.on(80, "11:00")
    stores = Sale(client, "Hanna", "Only the three stores", amount_typed=35_000_00,
        next_step="Ask whether the stores alone make sense", next_step_on=client.in_days(7))
    yield client.on(65, "14:30")
    stores.is_abandoned("Eighteen rooms without the lorries are not worth a fitter in Tampere. Our own decision.")
