"""A write with an Idempotency-Key: once, for its token, without a secret ever being kept."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from dugout.api.v1 import api
from dugout.exchange.commands.kept_answers import KEPT_FOR, forget_answers
from dugout.exchange.models import KeptAnswer
from dugout.people.models import ApiToken, OneTimeLink
from dugout.people.terms import Scope

pytestmark = pytest.mark.django_db
Caller = Callable[..., Client]
A_SECOND = dt.timedelta(seconds=1)


def send(client: Client, path: str, body: Any = None, *, key: str = "k1") -> Any:
    return client.post(
        f"/api/v1{path}", body or {}, content_type="application/json", headers={"Idempotency-Key": key}
    )


def add_account(client: Client, **more: Any) -> Any:
    """A write that everybody may make who has the scope."""
    return send(client, "/accounts", {"name": "Brightwater Foods"}, **more)


@pytest.mark.parametrize("scheme", ["Bearer ", "bearer ", "BEARER  "])
def test_a_key_counts_however_the_scheme_is_written(caller: Caller, scheme: str) -> None:
    client = caller("seller")
    secret = client.defaults["HTTP_AUTHORIZATION"].removeprefix("Bearer ")
    client.defaults["HTTP_AUTHORIZATION"] = scheme + secret

    first, second = add_account(client), add_account(client)

    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json() == second.json()
    assert second["Idempotency-Replayed"] == "true"


def test_another_token_of_the_same_person_gets_nothing_of_it(caller: Caller) -> None:
    first, reading = add_account(caller("seller")), caller("seller", Scope.READ)

    assert first.status_code == 201
    assert add_account(reading).status_code == 403
    assert send(caller("seller"), "/accounts", {"name": "Hollin Dairy"}).status_code == 201


def test_a_new_token_is_made_once_and_its_secret_is_nowhere(caller: Caller) -> None:
    client = caller("seller")
    body = {"name": "Laptop", "scopes": ["read"]}

    made, again = send(client, "/tokens", body), send(client, "/tokens", body)

    assert (made.status_code, again.status_code) == (201, 409)
    assert again.json()["type"] == "urn:dugout:done-before"
    assert ApiToken.objects.filter(name="Laptop").count() == 1
    kept = KeptAnswer.objects.get()
    assert (kept.status, kept.body) == (201, None)
    assert made.json()["secret"] not in str(vars(kept))


def test_an_invitation_is_made_once_and_its_link_is_nowhere(
    caller: Caller, person: Callable[[str], Any]
) -> None:
    client = caller("admin", Scope.ADMIN)
    path = f"/people/{person('seller').id}/invite"

    made, again = send(client, path), send(client, path)

    assert (made.status_code, again.status_code) == (200, 409)
    assert Client().get(made.json()["link"].removeprefix("http://127.0.0.1:8000")).status_code == 200
    assert OneTimeLink.objects.count() == 1
    assert KeptAnswer.objects.get().body is None


def test_what_shows_a_secret_says_so_of_itself() -> None:
    """By the names of what is answered: a secret, or a link that is one."""
    shown = {
        path
        for _, router in api._routers
        for path, view in router.path_operations.items()
        for operation in view.operations
        if any(_names(model) & {"secret", "link"} for model in operation.response_models.values())
    }
    marked = {
        path
        for _, router in api._routers
        for path, view in router.path_operations.items()
        for operation in view.operations
        if getattr(operation.view_func, "shows_secret", False)
    }
    assert shown == marked == {"/tokens", "/people/{person_id}/invite"}


def _names(model: Any) -> set[str]:
    answered = model.model_fields["response"].annotation if model else None
    return set(getattr(answered, "model_fields", {}))


def test_after_a_day_the_answer_is_forgotten_and_the_write_still_not_repeated(caller: Caller) -> None:
    client = caller("seller")
    assert add_account(client).status_code == 201
    kept = KeptAnswer.objects.get()
    ends = kept.at + KEPT_FOR

    assert (forget_answers(at=ends - A_SECOND), forget_answers(at=ends), forget_answers(at=ends)) == (0, 1, 0)

    assert add_account(client).status_code == 409
    assert send(client, "/accounts", {"name": "Another"}).status_code == 422
    assert KeptAnswer.objects.get().body is None
    assert timezone.now() < ends
