"""Public holidays of a country and its regions, by the `holidays` library. Half days are the company's own."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from dugout.values.refused import Problem, Refused

LONGEST_NAME = 100


@lru_cache(maxsize=1)
def countries() -> dict[str, tuple[str, ...]]:
    """The countries whose holidays are known, by their ISO code, with the codes of their regions."""
    import holidays  # noqa: PLC0415  only where a calendar is made: 7 MB that no other page needs

    return {
        code: tuple(regions)
        for code, regions in sorted(holidays.list_supported_countries(include_aliases=False).items())
    }


def check_place(country: str, region: str) -> tuple[Problem, ...]:
    """What is wrong with a country and region: nothing, or which there are."""
    regions = countries().get(country)
    if regions is None:
        return (
            Problem(
                "country", f"No holidays are known for the country {country!r}.", "Choose one of the list."
            ),
        )
    if region and region not in regions:
        remedy = f"Leave it empty, or write one of {listed(regions)}." if regions else "Leave it empty."
        return (Problem("region", f"{country} has no region {region!r} of its own holidays.", remedy),)
    return ()


def listed(codes: Sequence[str]) -> str:
    return ", ".join(codes)


def public_holidays(country: str, region: str, year: int) -> list[tuple[date, str]]:
    """The public holidays of a year, by day, in English where the library knows it. Refused for no such place."""
    if problems := check_place(country, region):
        raise Refused(problems)
    if not 1950 <= year <= 2199:
        raise Refused.because(
            f"No holidays are known for the year {year}.", "Write one such as 2027.", "year"
        )
    import holidays  # noqa: PLC0415  as above

    known = holidays.country_holidays(country, subdiv=region or None, years=year, language="en_US")
    return [(day, name[:LONGEST_NAME]) for day, name in sorted(known.items())]
