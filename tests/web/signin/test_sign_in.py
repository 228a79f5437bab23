"""Signing in: the same answer to every wrong try, tries that are limited across processes, and the way back."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.hashers import make_password
from django.core.cache import cache
from django.test import Client

from dugout.people.models import Person
from dugout.web.signin.devices import COOKIE
from tests.cast import PASSWORD
from tests.passwords import ROUNDS

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_tries_yet() -> None:
    cache.clear()


def tried(email: str, password: str, client: Client | None = None, **more: Any) -> Any:
    return (client or Client()).post("/sign-in", {"email": email, "password": password, **more})


def shown(answer: Any, email: str) -> str:
    """The page without what differs each time: the form's token, and the email that was typed."""
    html = answer.content.decode().replace(email, "EMAIL")
    return re.sub(r'(csrfmiddlewaretoken" value=")[^"]*', r"\1", html)


def test_the_page_tells_nobody_whether_an_email_exists(person: Callable[[str], Person]) -> None:
    Person.objects.filter(id=person("engineer").id).update(left_on=dt.date(2026, 3, 3), is_active=False)
    tries = [
        ("tom@halden.example", "wrong"),
        ("nobody@halden.example", "wrong"),
        ("daniel@halden.example", PASSWORD),
        ("no address", "wrong"),
        ("tom@halden.example", ""),
        ("", ""),
    ]
    answers = [(tried(email, password), email) for email, password in tries]
    assert {answer.status_code for answer, _ in answers} == {422}
    pages = {shown(answer, email) if email else "" for answer, email in answers} - {""}
    assert len(pages) == 1
    assert "This email and password do not belong together" in pages.pop()


def test_an_unknown_email_takes_as_long_as_a_wrong_password(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both hash a password once: who measures the time learns nothing."""
    from django.contrib.auth.hashers import PBKDF2PasswordHasher

    hashed: list[str] = []
    encode = PBKDF2PasswordHasher.encode

    def counted(self: Any, password: str, salt: str, iterations: int | None = None) -> str:
        hashed.append(password)
        return str(encode(self, password, salt, iterations))

    monkeypatch.setattr(PBKDF2PasswordHasher, "encode", counted)
    counts = []
    for email in ("tom@halden.example", "nobody@halden.example"):
        tried(email, "wrong")
        counts.append(len(hashed))
        hashed.clear()
    assert counts == [1, 1]


def test_a_password_costs_its_guesser_what_django_holds_right(settings: Any) -> None:
    """The suite hashes in a moment; the product as its framework does."""
    assert not settings.is_overridden("PASSWORD_HASHERS")
    assert ROUNDS >= 1_000_000
    assert make_password(PASSWORD).startswith("pbkdf2_sha256$")


def guesses(email: str | None, many: int, *, device: Client | None = None, start: int = 0) -> list[int]:
    """The answers to so many wrong passwords, each from an address of its own."""
    client = device or Client()
    found = []
    for number in range(start, start + many):
        client.defaults["REMOTE_ADDR"] = f"198.51.100.{number}"
        found.append(tried(email, f"wrong {number}", client).status_code)
    return found


def test_after_fifteen_wrong_tries_even_the_right_password_waits(person: Callable[[str], Person]) -> None:
    email = person("seller").email
    assert guesses(email, 15) == [422] * 15
    answer = tried(email, PASSWORD)
    assert (answer.status_code, answer["Retry-After"]) == (429, "60")
    html = answer.content.decode()
    assert "There were too many tries. Nothing is locked for good: wait a minute, then try again." in html
    assert 'value="tom@halden.example"' in html
    # Another person at another place is not held up.
    other = Client(REMOTE_ADDR="203.0.113.7")
    assert tried(person("engineer").email, PASSWORD, other).status_code == 302


def test_the_real_owner_comes_in_from_a_known_device_while_somebody_guesses(
    person: Callable[[str], Person], settings: Any
) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    email = person("seller").email
    known, stranger = Client(), Client()
    assert tried(email, PASSWORD, known).status_code == 302
    known.post("/sign-out")
    # A device knows those alone who signed in on it, and its cookie cannot be made up.
    assert tried(person("engineer").email, PASSWORD, stranger).status_code == 302
    forged = Client()
    forged.cookies[COOKIE] = known.cookies[COOKIE].value.rsplit(":", 1)[0] + ":x"

    first = guesses(email, 40)
    later = [
        *guesses(email, 20, device=stranger, start=100),
        *guesses(email, 20, device=forged, start=120),
        *guesses(email, 20, device=Client(headers={"Host": "elsewhere.example"}), start=140),
    ]

    assert first == [422] * 15 + [429] * 25
    assert set(later) == {429}
    assert tried(email, PASSWORD, known).status_code == 302
    known.post("/sign-out")
    assert guesses(email, 20, device=known, start=200) == [422] * 15 + [429] * 5, "30 in an hour, in all"


def test_many_addresses_do_not_wipe_the_count(person: Callable[[str], Person]) -> None:
    email = person("seller").email
    guesses(email, 15)
    for number in range(400):
        cache.set(f"from:elsewhere:{number}", [1.0], 3600)
    assert tried(email, PASSWORD).status_code == 429


@pytest.mark.parametrize(("proxies", "statuses"), [(0, {422, 429}), (1, {422})])
def test_behind_a_proxy_each_client_is_itself_and_what_it_claims_is_not_believed(
    settings: Any, proxies: int, statuses: set[int]
) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    answers = [
        tried(
            f"nobody{number}@halden.example",
            "wrong",
            Client(headers={"X-Forwarded-For": f"203.0.113.1, 198.51.100.{number}"}),
        ).status_code
        for number in range(12)
    ]
    assert set(answers) == statuses


def test_one_address_cannot_try_many_emails() -> None:
    statuses = [tried(f"nobody{number}@halden.example", "wrong").status_code for number in range(12)]
    assert statuses == [422] * 10 + [429] * 2


def test_a_right_password_leads_back_to_where_one_was(person: Callable[[str], Person]) -> None:
    email = person("seller").email
    for wanted, led in (
        ("/settings/tokens?a=1", "/settings/tokens?a=1"),
        ("https://elsewhere.example/", "/"),
        ("//elsewhere.example", "/"),
        ("/sign-out", "/"),
        ("", "/"),
    ):
        answer = tried(email.upper() if wanted else email, PASSWORD, next=wanted)
        assert (answer.status_code, answer["Location"]) == (302, led)


def test_who_is_signed_in_is_led_on_and_signs_out(page: Callable[[str], Client]) -> None:
    client = page("seller")
    assert client.get("/sign-in?next=/people")["Location"] == "/people"
    assert client.get("/sign-out").status_code == 405
    assert client.post("/sign-out")["Location"] == "/sign-in"
    assert client.get("/people").status_code == 302


def test_a_session_has_a_new_key_after_signing_in(person: Callable[[str], Person]) -> None:
    client = Client()
    client.get("/sign-in")
    before = client.session.session_key
    tried(person("seller").email, PASSWORD, client)
    assert client.session.session_key != before


def test_nobody_signs_up_and_no_other_way_in_is_open() -> None:
    for path in (
        "/signup",
        "/accounts/signup/",
        "/accounts/login/",
        "/admin/",
        "/password/reset",
        "/api/v1/docs",
    ):
        assert Client().get(path).status_code in {302, 404}, path
        assert Client().post(path).status_code in {302, 404, 405}, path
