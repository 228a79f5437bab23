"""The pages of people: found, added, corrected, placed, away, invited; what is refused keeps what was typed."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from dugout.our_company.models import Calendar, Department, Location
from dugout.people.models import Absence, Person, Post
from dugout.people.queries.standing import post_of
from tests.cast import PASSWORD
from tests.clock import company_day

pytestmark = pytest.mark.django_db
Page = Callable[[str], Client]
DAY = dt.timedelta(days=1)


@pytest.fixture
def today() -> dt.date:
    return company_day()


def html(answer: Any) -> str:
    return answer.content.decode()


def value_of(answer: Any, name: str) -> str:
    found = re.search(rf'name="{re.escape(name)}"[^>]*value="([^"]*)"', html(answer))
    assert found, name
    return found[1]


def test_the_directory_shows_everybody_and_finds_by_name_and_department(page: Page) -> None:
    client = page("seller")
    everybody = html(client.get("/people"))
    assert "12 people in 9 departments" in everybody
    assert "Head of side" in everybody
    assert "Add a person" not in everybody
    found = html(client.get("/people?name=ines"))
    assert (">Ines Duarte</a>" in found, ">James Achterberg</a>" in found) == (True, False)
    none = html(client.get("/people?name=nobody+at+all"))
    assert "Nobody here matches" in none
    support = Department.objects.get(name="Support").id
    assert "1 person in 1 department" in html(client.get(f"/people?department={support}"))
    assert client.get("/people?after=rubbish").status_code == 422


def test_the_only_one_here_is_told_what_to_do_first(page: Page, person: Callable[[str], Person]) -> None:
    client = page("admin")
    Person.objects.exclude(id=person("admin").id).update(left_on=dt.date(2026, 3, 3))
    assert "You are the only one here" in html(client.get("/people"))


def test_an_administrator_adds_a_person_who_then_signs_in_by_a_link(page: Page, client: Client) -> None:
    admin = page("admin")
    made = admin.post(
        "/people/new",
        {
            "name": "Lena Fuchs", "email": "lena@halden.example", "title": "Support engineer",
            "department": Department.objects.get(name="Support").id, "location": Location.objects.get().id,
            "own_hours": Calendar.objects.get().id, "carries_quota": "on",
        },
    )  # fmt: skip
    lena = Person.objects.get(name="Lena Fuchs")
    assert made["Location"] == f"/people/{lena.id}"
    assert "Lena Fuchs works here now." in html(admin.get(made["Location"]))
    assert Post.objects.get(person=lena).own_hours is not None

    link = re.search(r"/invitation/[\w-]+", html(admin.post(f"/people/{lena.id}/invite")))
    assert link
    assert client.get(link[0]).status_code == 200
    assert client.post(link[0], {"password": "short"}).status_code == 422
    entered = client.post(link[0], {"password": "a sentence that nobody guesses"})
    assert (entered.status_code, entered["Location"]) == (302, "/")
    assert client.get("/settings").status_code == 200
    assert Client().get(link[0]).status_code == 404


def test_a_refused_person_keeps_what_was_typed_and_says_everything_at_once(page: Page) -> None:
    typed = {"name": "", "email": "no address", "title": "Typed <b>", "phone": "123", "department": ""}
    answer = page("admin").post("/people/new", typed)
    assert answer.status_code == 422
    assert (value_of(answer, "email"), value_of(answer, "title"), value_of(answer, "phone")) == (
        "no address", "Typed &lt;b&gt;", "123",
    )  # fmt: skip
    for sentence in ("3 answers need you", "A person needs a name", "no", "Everybody works in a department"):
        assert sentence in html(answer)


def test_a_stale_correction_shows_both_and_can_be_saved_once_more(
    page: Page, person: Callable[[str], Person]
) -> None:
    admin, path = page("admin"), f"/people/{person('seller').id}/edit"
    seen = value_of(admin.get(path), "seen")
    kept = {"name": "Tom Okafor", "email": "tom@halden.example"}
    assert admin.post(path, {**kept, "title": "Theirs", "seen": seen}).status_code == 302

    stale = admin.post(path, {**kept, "title": "Mine", "seen": seen})
    assert stale.status_code == 412
    assert "Sam Adeyemi changed this while you had it open." in html(stale)
    assert '<td class="pre">Theirs</td><td class="pre">Mine</td>' in html(stale)
    assert value_of(stale, "title") == "Mine"
    again = admin.post(path, {**kept, "title": "Mine", "seen": value_of(stale, "seen")})
    assert again.status_code == 302
    assert person("seller").title == "Mine"


def test_a_post_changes_from_a_day_on(page: Page, person: Callable[[str], Person], today: dt.date) -> None:
    admin, tom = page("admin"), person("seller")
    path = f"/people/{tom.id}/post"
    typed = {
        "department": Department.objects.get(name="Marketing").id, "reports_to": person("executive").id,
        "from_day": (today + 3 * DAY).isoformat(), "seen": value_of(admin.get(path), "seen"),
    }  # fmt: skip
    assert admin.post(path, typed).status_code == 302
    assert post_of(tom, day=today + 2 * DAY).department_name == "Outside Sales"
    assert post_of(tom, day=today + 3 * DAY).department_name == "Marketing"
    assert "Marketing" in html(page("engineer").get(f"/people/{tom.id}"))
    stale = admin.post(path, {**typed, "was-reports_to": str(person("sales_head").id), "was-location": ""})
    assert stale.status_code == 412
    assert "Sam Adeyemi changed this while you had it open." in html(stale)
    assert f'<option value="{Department.objects.get(name="Marketing").id}" selected>' in html(stale)


def test_a_day_that_cannot_be_read_is_told_with_the_rest(page: Page) -> None:
    typed = {"name": "", "department": "", "from_day": "soon"}
    refused = page("admin").post("/people/new", typed)
    assert (refused.status_code, "3 answers need you" in html(refused)) == (422, True)
    assert "“soon” is not a day." in html(refused)


def test_a_circle_is_refused_in_the_form(page: Page, person: Callable[[str], Person]) -> None:
    admin, head = page("admin"), person("sales_head")
    path = f"/people/{head.id}/post"
    answer = admin.post(
        path,
        {
            "department": Department.objects.get(name="Outside Sales").id, "reports_to": person("seller").id,
            "seen": value_of(admin.get(path), "seen"),
        },
    )  # fmt: skip
    assert answer.status_code == 422
    assert "Colin Marsh would be their own manager" in html(answer)
    assert f'<option value="{person("seller").id}" selected>' in html(answer)


def test_a_manager_plans_an_absence_for_who_is_ill(
    page: Page, person: Callable[[str], Person], today: dt.date
) -> None:
    tom = person("seller")
    path = f"/people/{tom.id}/absences"
    assert "Plan or cancel" in html(page("sales_head").get(f"/people/{tom.id}"))
    assert "Plan or cancel" not in html(page("engineer").get(f"/people/{tom.id}"))
    typed = {
        "first_day": today.isoformat(), "last_day": (today + 2 * DAY).isoformat(),
        "stand_in": person("other_seller").id,
    }  # fmt: skip
    assert page("engineer").post(path, typed).status_code == 403
    planned = page("sales_head").post(path, typed)
    assert (planned.status_code, planned["Location"]) == (302, path)
    assert "Hanna Weiss acts for them in everything" in html(page("engineer").get(f"/people/{tom.id}"))
    absence = Absence.objects.get()
    assert page("engineer").post(f"/absences/{absence.id}/cancel").status_code == 403
    back = page("sales_head").post(f"/absences/{absence.id}/cancel")
    assert (back.status_code, back["Location"]) == (302, path)
    assert Absence.objects.get().cancelled_at is not None


def test_ones_own_absence_is_planned_and_taken_back(page: Page, today: dt.date) -> None:
    client = page("seller")
    wrong = client.post("/settings/absences", {"first_day": "", "last_day": "2026-13-01"})
    assert (wrong.status_code, "2 answers need you" in html(wrong)) == (422, True)
    assert "“2026-13-01” is not a day." in html(wrong)
    client.post("/settings/absences", {"first_day": today.isoformat(), "last_day": today.isoformat()})
    assert "I am back" in html(client.get("/settings/absences"))
    answer = client.post(f"/absences/{Absence.objects.get().id}/cancel")
    assert answer["Location"] == "/settings/absences"
    assert "No absence is planned" in html(client.get("/settings/absences"))
    assert client.post(f"/absences/{Absence.objects.get().id}/cancel").status_code == 404


def test_an_administrator_is_made_and_unmade_and_one_remains(
    page: Page, person: Callable[[str], Person]
) -> None:
    admin, daniel, sam = page("admin"), person("engineer").id, person("admin").id
    assert admin.post(f"/people/{sam}/end-administration").status_code == 422
    assert admin.post(f"/people/{daniel}/make-administrator").status_code == 302
    assert "Undo" in html(admin.get(f"/people/{daniel}"))
    assert admin.post(f"/people/{daniel}/end-administration").status_code == 302
    assert not person("engineer").is_admin


def test_a_page_of_nobody_is_missing(page: Page) -> None:
    admin = page("admin")
    for path in ("", "/edit", "/post", "/absences"):
        assert admin.get(f"/people/999999{path}").status_code == 404
    assert admin.post("/people/999999/invite").status_code == 404


def test_an_invitation_ends_when_the_person_leaves(
    page: Page, client: Client, person: Callable[[str], Person]
) -> None:
    tom = person("seller")
    link = re.search(r"/invitation/[\w-]+", html(page("admin").post(f"/people/{tom.id}/invite")))
    assert link
    Person.objects.filter(id=tom.id).update(left_on=dt.date(2026, 3, 3), is_active=False)
    assert client.get(link[0]).status_code == 404
    signed_in = client.post("/sign-in", {"email": tom.email, "password": PASSWORD})
    assert signed_in.status_code == 422
