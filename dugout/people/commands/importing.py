"""Many people of another system at once: added with posts and reporting lines, or brought up to date."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from django.contrib.auth.hashers import make_password
from django.db import connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from dugout.bulk.copying import copy_rows, new_ids
from dugout.bulk.verdicts import Became, RowDone, refused
from dugout.history.parts import record_many
from dugout.history.terms import Allowed, Incoming, ManyChanged
from dugout.our_company.queries import company_day
from dugout.people.commands.employing import change_post, correct_person
from dugout.people.models import Person, Post
from dugout.people.parts import REPORTING_LINES_LOCK
from dugout.people.queries.standing import reporting_lines
from dugout.people.rules.lines import makes_a_circle
from dugout.people.rules.persons import check_person
from dugout.people.terms import PersonToImport, PersonValues, PostValues
from dugout.search.parts import add_names
from dugout.values.records import values_of
from dugout.values.refused import Problem, Refused

OWN_MANAGER = Problem("manager", "They would be their own manager.", "Name a manager who reports to others.")


def import_people(
    *,
    people: Sequence[PersonToImport],
    fields: Collection[str],
    source: str,
    department_id: int,
    since: date,
    by: Allowed,
    at: datetime,
) -> list[RowDone]:
    """Adds who is new, with a post from `since` on, and changes who is known; what became of each, in order.

    `fields` are those that the file knows; the others stay. A manager without a row is added by name, in the
    office of the first who names them. Nobody gets an email or a way to sign in. New ones cost a fixed number of
    statements, changed ones their single verbs.
    """
    done: dict[int, RowDone] = {}
    incoming = Incoming(source=source, fields=frozenset(fields), by=by, at=at)
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("select pg_advisory_xact_lock(%s)", [REPORTING_LINES_LOCK])
        for place, one in enumerate(people):
            if problems := check_person(one.values)[1]:
                done[place] = refused(*problems)
        sound = {one.external_id: one for place, one in enumerate(people) if place not in done}
        ids = _known(source, {*sound, *(one.manager for one in sound.values())} - {""})
        fresh = {key: one for key, one in sound.items() if key not in ids}
        ids |= zip(fresh, new_ids(Person, len(fresh)), strict=True)
        circling = _circling(fresh, ids, since)
        joining = [one for key, one in fresh.items() if key not in circling]
        named = _named_only(joining, [*sound.values()], ids, circling)
        ids |= zip(
            (name for name in named if name not in ids),
            new_ids(Person, sum(name not in ids for name in named)),
            strict=True,
        )
        _add([*joining, *named.values()], ids, department_id, since, incoming)
        for place, one in enumerate(people):
            if place in done:
                continue
            if one.external_id in circling:
                done[place] = refused(OWN_MANAGER)
            elif one.external_id in fresh:
                done[place] = RowDone(Became.CREATED, ids[one.external_id])
            else:
                done[place] = _change(one, ids, since, incoming)
    return [done[place] for place in range(len(people))]


def _known(source: str, keys: Collection[str]) -> dict[str, int]:
    rows = Person.objects.filter(external_source=source, external_id__in=keys)
    return dict(rows.values_list("external_id", "id"))


def _circling(fresh: Mapping[str, PersonToImport], ids: Mapping[str, int], since: date) -> set[str]:
    """Who would be their own manager. Only newcomers can close a circle: nobody reports to them yet."""
    lines = reporting_lines(day=since)
    found = set()
    for key, one in fresh.items():
        manager = ids.get(one.manager)
        if manager is not None and makes_a_circle(ids[key], manager, lines):
            found.add(key)
        else:
            lines[ids[key]] = manager
    return found


def _named_only(
    joining: Sequence[PersonToImport],
    sound: Sequence[PersonToImport],
    ids: Mapping[str, int],
    circling: Collection[str],
) -> dict[str, PersonToImport]:
    """Managers whom a row names and who have no sound row of their own."""
    here = {one.external_id for one in joining}
    named: dict[str, PersonToImport] = {}
    for one in sound:
        name = one.manager
        is_known = name in here or (name in ids and name not in circling)
        if name and not is_known and name not in named and one.external_id not in circling:
            named[name] = PersonToImport(name, PersonValues(name=name), "", one.location_id, True)
    return named


def _add(
    people: Sequence[PersonToImport],
    ids: Mapping[str, int],
    department_id: int,
    since: date,
    incoming: Incoming,
) -> None:
    if not people:
        return
    rows = [(ids[one.external_id], one) for one in people]
    copy_rows(
        Person,
        ("id", "name", "title", "password", "joined_at", "external_source", "external_id"),
        (
            (
                id_,
                one.values.name,
                one.values.title,
                make_password(None),
                incoming.at,
                incoming.source,
                one.external_id,
            )
            for id_, one in rows
        ),
    )
    during = DateRange(since, None)
    copy_rows(
        Post,
        ("person_id", "department_id", "reports_to_id", "location_id", "during"),
        ((id_, department_id, ids.get(one.manager), one.location_id, during) for id_, one in rows),
    )
    add_names(kind="person", names=((id_, one.values.name, one.values.title) for id_, one in rows))
    record_many(
        kind="person_added",
        by=incoming.by,
        at=incoming.at,
        subject_kind="person",
        changes=(ManyChanged(id_, None, None, _told(one.values)) for id_, one in rows),
    )


def _told(values: PersonValues) -> dict[str, str | None]:
    return {"name": values.name, "email": None, "title": values.title}


def _change(one: PersonToImport, ids: Mapping[str, int], since: date, incoming: Incoming) -> RowDone:
    """Name and title as the file has them. Another manager or office holds from today on; for a person who was known by
    name only, from their first day.
    """
    person = Person.objects.get(id=ids[one.external_id])
    title = one.values.title if "title" in incoming.fields else person.title
    values = replace(values_of(PersonValues, person), name=one.values.name, title=title)
    day = since if one.first else company_day(incoming.at)
    try:
        with transaction.atomic():
            changed = correct_person(
                person_id=person.id, values=values, seen=person.version, by=incoming.by, at=incoming.at
            ).version
            moved = _move(person, one, ids, day, incoming)
    except Refused as refusal:
        return refused(*(Problem(_field(p.field), p.what, p.remedy) for p in refusal.problems))
    return RowDone(Became.UPDATED if moved or changed != person.version else Became.UNCHANGED, person.id)


def _move(person: Person, one: PersonToImport, ids: Mapping[str, int], day: date, incoming: Incoming) -> bool:
    post = Post.objects.filter(person=person, during__contains=day).first()
    if post is None:
        return False
    manager = ids.get(one.manager) if "manager" in incoming.fields else post.reports_to_id
    location = one.location_id if "office" in incoming.fields else post.location_id
    if (manager, location) == (post.reports_to_id, post.location_id):
        return False
    wanted = replace(values_of(PostValues, post, from_day=day), reports_to_id=manager, location_id=location)
    change_post(person_id=person.id, post=wanted, by=incoming.by, at=incoming.at)
    return True


def _field(name: str) -> str:
    return "manager" if name == "reports_to" else name
