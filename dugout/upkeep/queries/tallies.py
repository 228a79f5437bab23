"""The sums that are kept as changes beside what they are the sums of, for the night and for `dugout doctor`."""

from dugout.accounts.queries.tallies import BOOKS
from dugout.bulk.folding import count_false
from dugout.selling.queries.tallies import PASSES, SALES
from dugout.upkeep.terms import FalseSums

TALLIES = {"sales": SALES, "gates that sales went past": PASSES, "people's books": BOOKS}


def false_sums() -> list[FalseSums]:
    """Of what there is kept otherwise than adding up gives, and in how many groups. Three statements.

    It reads all that is added up.
    """
    return [
        FalseSums(of=of, groups=groups) for of, tally in TALLIES.items() if (groups := count_false(tally))
    ]
