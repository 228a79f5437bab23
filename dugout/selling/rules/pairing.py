"""Which line of an offer is meant, when the offer is written anew."""

from collections.abc import Callable, Sequence

from dugout.selling.terms import LineValues


def pair_lines(wanted: Sequence[LineValues], kept: Sequence[LineValues]) -> list[int | None]:
    """For each line that is wanted the id of the kept line that it is, in order; None for a new one.

    A line that says which one it is comes first, then one that stands exactly so already, then one of the same
    product. A kept line is meant once at most, and another product is another line.
    """
    free = {one.id: one for one in kept}
    found: list[int | None] = [None] * len(wanted)

    def take(same: Callable[[LineValues, LineValues], bool], places: Sequence[int]) -> None:
        for place in places:
            one = next((line for line in free.values() if same(wanted[place], line)), None)
            if one is not None:
                found[place] = one.id
                del free[one.id]

    named = [place for place, line in enumerate(wanted) if line.id is not None]
    unnamed = [place for place, line in enumerate(wanted) if line.id is None]
    take(lambda mine, line: mine.id == line.id and mine.product_id == line.product_id, named)
    take(lambda mine, line: mine == line, unnamed)
    still = [place for place in unnamed if found[place] is None]
    take(lambda mine, line: mine.product_id == line.product_id, still)
    return found
