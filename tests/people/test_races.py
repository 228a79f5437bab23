"""Two at once, on connections of their own: a circle never closes, one head, one last administrator."""

import datetime as dt
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection, connections

from dugout.our_company.models import Department
from dugout.our_company.terms import Side
from dugout.people.commands.absences import plan_absence
from dugout.people.commands.administering import set_administrator
from dugout.people.commands.employing import change_post
from dugout.people.commands.heads import name_department_head, name_side_head
from dugout.people.commands.links import accept_invitation, invite
from dugout.people.models import Absence, DepartmentHead, Person, Post, SideHead
from dugout.people.queries.standing import reporting_lines
from dugout.people.rules.lines import line_above
from dugout.people.terms import PostValues
from dugout.values.refused import Refused, Taken

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Runs the acts in threads that start together; results in their order, refusals as values."""
    ready = Barrier(len(acts))

    def one(act: Callable[[], Any]) -> Any:
        try:
            connections["default"].ensure_connection()
            ready.wait()
            return act()
        except Refused as refusal:
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(one, acts))


@pytest.mark.parametrize("round_", range(5))
def test_of_two_changes_that_would_close_a_circle_together_one_is_refused(
    person: Callable[[str], Person], author: Callable[[str], Any], at: dt.datetime, round_: int
) -> None:
    department = Department.objects.get(name="Support")
    one, other, by = person("support_engineer"), person("engineer"), author("admin")

    def report(who: Person, to: Person) -> Callable[[], Any]:
        post = PostValues(department_id=department.id, from_day=at.date(), reports_to_id=to.id)
        return lambda: change_post(person_id=who.id, post=post, by=by, at=at)

    results = at_once(report(one, other), report(other, one))

    refused = [result for result in results if isinstance(result, Refused)]
    assert len(refused) == 1
    assert "would be their own manager" in str(refused[0])
    lines = reporting_lines(day=at.date())
    assert all(somebody not in line_above(somebody, lines) for somebody in lines)
    assert Post.objects.filter(department=department, during__startswith=at.date()).count() == 1


def test_of_two_who_name_a_head_at_once_one_head_stands(
    person: Callable[[str], Person], author: Callable[[str], Any], at: dt.datetime
) -> None:
    by, legal = author("admin"), Department.objects.get(name="Legal")
    two = [person("seller"), person("engineer")]
    at_once(*(
        lambda who=who: name_department_head(
            department=legal, person=who, from_day=at.date(), by=by, at=at
        )
        for who in two
    ))  # fmt: skip
    assert DepartmentHead.objects.filter(department=legal, during__contains=at.date()).count() == 1
    at_once(*(
        lambda who=who: name_side_head(
            side=Side.SALES, person=who, deputy=None, from_day=at.date(), by=by, at=at
        )
        for who in two
    ))  # fmt: skip
    assert SideHead.objects.filter(side="sales", during__contains=at.date()).count() == 1


def test_two_who_would_wait_for_each_other_are_a_lost_race(
    person: Callable[[str], Person], author: Callable[[str], Any], at: dt.datetime, monkeypatch: Any
) -> None:
    """The database compares each with the other's, and ends one of them."""

    def ended(**_: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute("do $$ begin raise exception 'deadlock detected' using errcode = '40P01'; end $$")

    monkeypatch.setattr(DepartmentHead.objects, "create", ended)
    legal = Department.objects.get(name="Legal")
    with pytest.raises(Taken, match="Somebody named a head of Legal at the same moment"):
        name_department_head(
            department=legal, person=person("seller"), from_day=at.date(), by=author("admin"), at=at
        )


def test_the_last_two_administrators_cannot_both_give_it_up(
    person: Callable[[str], Person], author: Callable[[str], Any], at: dt.datetime
) -> None:
    by = author("admin")
    ids = [person("admin").id, person("engineer").id]
    set_administrator(person_id=ids[1], administers=True, by=by, at=at)
    results = at_once(*(
        lambda id_=id_: set_administrator(person_id=id_, administers=False, by=by, at=at) for id_ in ids
    ))  # fmt: skip
    assert sum(isinstance(result, Refused) for result in results) == 1
    assert Person.objects.filter(is_admin=True).count() == 1


def test_of_two_absences_on_the_same_days_one_stays(
    person: Callable[[str], Person], author: Callable[[str], Any], at: dt.datetime
) -> None:
    tom, by = person("seller"), author("seller")
    act = lambda: plan_absence(  # noqa: E731
        person=tom, stand_in=None, first_day=at.date(), last_day=at.date(), by=by, at=at
    )
    results = at_once(act, act)
    assert sum(isinstance(result, Refused) for result in results) == 1
    assert Absence.objects.count() == 1


def test_a_link_is_used_once_however_many_use_it_at_once(
    person: Callable[[str], Person], author: Callable[[str], Any], at: dt.datetime
) -> None:
    secret = invite(person=person("seller"), by=author("admin"), at=at)
    act = lambda: accept_invitation(secret=secret, password="a sentence that nobody guesses", at=at)  # noqa: E731
    results = at_once(*[act] * 6)
    assert sum(isinstance(result, Person) for result in results) == 1
