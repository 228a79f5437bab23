"""Who sells: people with reporting lines, in the offices that the file names."""

from collections.abc import Mapping, Sequence

from dugout.bulk.verdicts import RowDone, refused
from dugout.exchange.parts.loading.scene import Scene
from dugout.exchange.terms.rows import TeamRow
from dugout.our_company.commands.locations import add_location
from dugout.our_company.models import Department, Location
from dugout.our_company.terms import LocationValues
from dugout.people.commands.importing import import_people
from dugout.people.terms import PersonToImport, PersonValues
from dugout.values.refused import Problem, Refused


def load_people(rows: Sequence[TeamRow], known: Mapping[str, int], scene: Scene) -> list[RowDone]:
    """Offices first, with the hours of the main one, then people in the mapping's department."""
    offices = _offices({row.office for row in rows if row.office}, scene)
    done: dict[int, RowDone] = {}
    people: dict[int, PersonToImport] = {}
    for place, row in enumerate(rows):
        office = offices.get(row.office)
        if isinstance(office, Problem):
            done[place] = refused(office)
            continue
        people[place] = PersonToImport(
            external_id=row.external_id,
            values=PersonValues(name=row.name, title=row.title),
            manager=row.manager,
            location_id=office,
            first=row.external_id not in known,
        )
    taken = import_people(
        people=list(people.values()),
        fields=scene.fields,
        source=scene.source,
        department_id=department_of(scene.mapping.department),
        since=scene.mapping.since,
        by=scene.by,
        at=scene.at,
    )
    done |= zip(people, taken, strict=True)
    return [done[place] for place in range(len(rows))]


def department_of(name: str) -> int:
    """The id of a department. Refused, with those that there are, when there is none of that name."""
    found = dict(Department.objects.order_by("name").values_list("name", "id"))
    if name not in found:
        raise Refused.because(
            f"There is no department {name}; there are {', '.join(found)}.",
            "Add it, or name another one in the mapping.",
            code="no-department",
        )
    return found[name]


def _offices(names: set[str], scene: Scene) -> dict[str, int | Problem]:
    """The locations of these names, added where there is none; or what is wrong with a name."""
    here: dict[str, int | Problem] = {}
    here |= dict(Location.objects.filter(name__in=names).values_list("name", "id"))
    missing = sorted(names - here.keys())
    if missing:
        calendar_id = Location.objects.values_list("calendar_id", flat=True).get(main=True)
    for name in missing:
        try:
            values = LocationValues(name=name, calendar_id=calendar_id)
            here[name] = add_location(values=values, by=scene.by, at=scene.at).id
        except Refused as refusal:
            here[name] = Problem("office", refusal.problems[0].what, refusal.problems[0].remedy)
    return here
