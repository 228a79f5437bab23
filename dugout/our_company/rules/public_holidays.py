"""Public holidays of a country and its regions, by the `holidays` library. Half days are the company's own."""

from dataclasses import replace
from datetime import date
from functools import lru_cache

from dugout.our_company.terms import PublicHolidays
from dugout.values.refused import Problem

LONGEST_NAME = 100


@lru_cache(maxsize=1)
def countries() -> dict[str, tuple[str, ...]]:
    """The countries whose holidays are known, by their ISO code, with the codes of their regions."""
    import holidays  # noqa: PLC0415  only where a calendar is made: 7 MB that no other page needs

    return {
        code: tuple(regions)
        for code, regions in sorted(holidays.list_supported_countries(include_aliases=False).items())
    }


def check_wanted(wanted: PublicHolidays) -> tuple[PublicHolidays, tuple[Problem, ...]]:
    """What was wanted as it is kept, and what is wrong with it: which countries, regions and years there are."""
    country, region = wanted.country.strip().upper(), wanted.region.strip()
    problems, regions = [], countries().get(country)
    if regions is None:
        unknown = f"No holidays are known for the country {country!r}."
        problems.append(Problem("country", unknown, "Choose one of the list."))
    elif region and region not in regions:
        remedy = f"Leave it empty, or write one of {', '.join(regions)}." if regions else "Leave it empty."
        unknown = f"{country} has no region {region!r} of its own holidays."
        problems.append(Problem("region", unknown, remedy))
    if not wanted.year or not 1950 <= wanted.year <= 2199:
        unknown = f"No holidays are known for the year {wanted.year}."
        problems.append(Problem("year", unknown, "Write one such as 2027."))
    return replace(wanted, country=country, region=region), tuple(problems)


def public_holidays(wanted: PublicHolidays) -> list[tuple[date, str]]:
    """The public holidays of a year, by day, in English where the library knows it."""
    import holidays  # noqa: PLC0415  as above

    region = wanted.region or None
    known = holidays.country_holidays(wanted.country, subdiv=region, years=wanted.year, language="en_US")
    return [(day, name[:LONGEST_NAME]) for day, name in sorted(known.items())]
