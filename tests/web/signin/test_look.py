"""Every page before sign-in, in real Chromium: both themes, wide and narrow, nothing against axe or the CSP."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dugout.our_company.models import Company, Department
from dugout.people.models import Person, Post
from tests.web.look.conftest import opened
from tests.web.signin.conftest import TYPED
from tests.web.standing import stands_everywhere

__all__ = ["opened"]
Open = Callable[..., Any]
Stands = Callable[[dict[str, Any]], None]


@pytest.fixture
def stands(opened: Open) -> Stands:
    """Looks at answers in both themes, wide and narrow. They are asked for before: the browser's loop stops Django."""

    def look(answers: dict[str, Any]) -> None:
        for name, answer in answers.items():
            stands_everywhere(opened({"/page": answer}, "/page"), name)

    return look


def ask(path: str, **typed: str) -> Any:
    return Client().post(path, typed) if typed else Client().get(path)


@pytest.mark.journey
@pytest.mark.django_db
def test_sign_in_as_it_is_refused_and_after_too_many_tries(stands: Stands) -> None:
    cache.clear()
    wrong = {"email": "tom@halden.example", "password": "wrong horse battery"}
    answers = {"sign-in": ask("/sign-in"), "sign-in-refused": ask("/sign-in", **wrong)}
    for _ in range(5):
        ask("/sign-in", **wrong)
    stands(answers | {"sign-in-too-many": ask("/sign-in", **wrong)})


@pytest.mark.journey
@pytest.mark.django_db
def test_the_people_of_the_demo(stands: Stands, settings: Any) -> None:
    settings.DEMO = True
    Company.objects.update(demo=True)
    stands({"sign-in-demo": ask("/sign-in")})


@pytest.mark.journey
@pytest.mark.django_db
def test_an_invitation_a_password_that_will_not_do_and_a_link_that_is_gone(
    stands: Stands, invited: str
) -> None:
    stands(
        {
            "invitation": ask(invited),
            "invitation-refused": ask(invited, password="short"),
            "link-gone": ask("/invitation/nonsense"),
        }
    )


@pytest.mark.journey
@pytest.mark.django_db(transaction=True)
def test_the_beginning(link: str, stands: Stands) -> None:
    answers = {
        "nobody-yet": ask("/sign-in"),
        "link-gone-before": ask("/welcome/nonsense"),
        "first-admin": ask(link),
        "first-admin-refused": ask(
            link, **(TYPED | {"company": "", "currency": "EURO", "password": "short"})
        ),
    }
    client = Client()
    client.post(link, TYPED)
    stands(answers | {"first-today": client.get("/")})


def queries_of_sign_in() -> int:
    with CaptureQueriesContext(connection) as queries:
        assert ask("/sign-in").status_code == 200
    return len(queries)


@pytest.mark.django_db
def test_the_sign_in_page_takes_two_queries_and_eight_in_the_demo_however_many_work_there(
    settings: Any, person: Callable[[str], Any]
) -> None:
    assert queries_of_sign_in() == 2
    settings.DEMO = True
    Company.objects.update(demo=True)
    before = queries_of_sign_in()
    for number in range(3):
        one = Person.objects.create(
            name=f"New {number}", email=f"new{number}@halden.example", joined_at=person("seller").joined_at
        )
        Post.objects.create(
            person=one, department=Department.objects.all()[number], during=Post.objects.all()[0].during
        )
    assert queries_of_sign_in() == before == 8
