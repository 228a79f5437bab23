"""Hand-offs on their way: a debrief half written, one returned and not mended, one that nobody of the pool took."""
# fmt: off

from dugout.demo.playing import Life
from dugout.demo.verbs.handing import HandOver
from dugout.demo.verbs.sale import Sale


def greyfriars(sale: Sale) -> Life:
    """Won four working days ago: the debrief is begun, the goals are missing."""
    client = sale.client
    yield client.on(2, "15:05")
    handing = HandOver(client, "Hanna")
    handing.reviews("promises", otherwise="None known.")
    handing.debrief({"limits": "The oldest freezers have no door contact. We see their temperature, not their "
        "doors.",
        "not_promised": "A contract for each department. They asked; one contract it is.",
        "price": "List, less 5% for four departments at once. Net 60, as for every public body."})
    sale.next("Sign in the bursar's office", client.world.days.after(1))


def falk(sale: Sale) -> Life:
    """Returned by Priya; the time to mend it is over, and Colin has been told."""
    client = sale.client
    yield client.on(15, "11:30")
    sale.is_signed()
    yield client.on(8, "10:10")
    handing = HandOver(client, "Hanna")
    handing.reviews("promises", otherwise="None known.")
    handing.debrief({"success": "No shipment with a gap between aeroplane and cold room.",
        "not_promised": "Live view in flight."})
    handing.is_submitted()
    sale.next("Kick-off in Cologne, once the hand-off is taken", client.world.days.after(3))
    yield client.on(6, "14:20")
    handing.goes_to("Priya", "James", "She keeps the other carriers.")
    yield client.on(4, "10:30")
    handing.is_returned("Priya", people="Jannik Pohl works nights and has the alarms. Nobody says how to reach "
        "him.", promises="“Approval of a third airline”: by whom, and what if it is refused?")
    client.promise("owner", "Colin", "I come to Cologne and meet you myself", to="Falk-Messerschmidt",
        due=client.world.days.after(0))
    yield client.on(3, "09:40")
    client.signal("credit", "Marek", "credit_limit", "serious", "Order of 40 more loggers would pass their credit "
        "limit by €31,000. Held until somebody decides.")


def kaunas(sale: Sale) -> Life:
    """Submitted to the whole of account management, and nobody has taken it."""
    client = sale.client
    yield client.on(11, "10:30")
    sale.is_signed()
    yield client.on(4, "09:50")
    handing = HandOver(client, "Tom")
    handing.reviews("promises", otherwise="None known.")
    handing.debrief({"limits": "The mobile network at two of nine collecting points is poor; there the gateway "
        "needs an aerial.",
        "not_promised": "Night watch in Lithuanian. The screen yes, the voice not.",
        "manner": "By mail, and in Lithuanian where it can be. Rūta Žemaitienė answers within the hour."})
    handing.is_submitted()
    sale.next("Kick-off in Kaunas with the account manager", client.world.days.after(5))
    client.log("note", "Tom", "Rūta Žemaitienė asks who her account manager will be. I said: by the end of the "
        "week.", mentions=("James",))
    yield client.on(1, "10:05")
    client.log("call", "Tom", "She asked again. I did not like my answer.", "Žemaitienė", minutes=8,
        purpose="trouble")
