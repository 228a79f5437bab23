"""API tokens: made, used, revoked; the secret is kept nowhere."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from dugout.history.models import Entry
from dugout.people.commands.tokens import make_token, revoke_token, token_id_of, use_token
from dugout.people.models import ApiToken, Person
from dugout.people.queries.tokens import tokens_of
from dugout.people.terms import Scope
from dugout.values.refused import Missing, Refused
from tests.unchanged import digest_of_database

pytestmark = pytest.mark.django_db
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def make(
    person: Callable[[str], Person], author: Callable[[str], Any], at: dt.datetime
) -> Callable[..., tuple[ApiToken, str]]:
    def made(key: str = "seller", *scopes: Scope, name: str = "Nightly", days: int = 30, **more: Any) -> Any:
        return make_token(
            person=person(key), name=name, scopes=scopes or (Scope.READ,), days=days, by=author(key), at=at,
            **more,
        )  # fmt: skip

    return made


def test_only_a_hash_of_the_secret_is_kept_anywhere(make: Callable[..., Any], at: dt.datetime) -> None:
    token, secret = make()
    assert secret.startswith("dgt_")
    with connection.cursor() as cursor:
        cursor.execute("select tablename from pg_tables where schemaname = 'public'")
        for (table,) in cursor.fetchall():
            cursor.execute(f'select count(*) from "{table}" t where t::text like %s', [f"%{secret[4:]}%"])
            assert cursor.fetchone() == (0,), table
    entry = Entry.objects.get(kind="token_made")
    assert entry.after == {"name": "Nightly", "scopes": ["read"], "person": "Tom Okafor"}
    assert (token.made_at, token.expires_at) == (at, at + dt.timedelta(days=30))


def test_use_finds_the_person_and_is_shown_by_the_minute(
    make: Callable[..., Any], person: Callable[[str], Person], at: dt.datetime
) -> None:
    token, secret = make()
    last_use = lambda: ApiToken.objects.get(id=token.id).last_used_at  # noqa: E731
    found = use_token(secret=secret, at=at)
    assert found is not None
    assert (found.person, last_use()) == (person("seller"), at)
    use_token(secret=secret, at=at + MINUTE)
    assert last_use() == at
    use_token(secret=secret, at=at + 2 * MINUTE)
    assert last_use() == at + 2 * MINUTE
    assert token_id_of(secret=secret, at=at) == token.id


@pytest.mark.parametrize("dead", ["revoked", "expired", "left", "deactivated", "unknown"])
def test_a_dead_token_is_nobodys(
    make: Callable[..., Any], person: Callable[[str], Person], author: Callable[[str], Any], at: dt.datetime,
    dead: str,
) -> None:  # fmt: skip
    token, secret = make()
    tom = Person.objects.filter(id=person("seller").id)
    moment = at
    if dead == "revoked":
        revoke_token(token_id=token.id, person=person("seller"), by=author("seller"), at=at)
    elif dead == "expired":
        moment = token.expires_at
    elif dead == "left":
        tom.update(left_on=at.date())
    elif dead == "deactivated":
        tom.update(is_active=False)
    else:
        secret += "x"
    assert use_token(secret=secret, at=moment) is None
    assert token_id_of(secret=secret, at=moment) is None


def test_a_token_is_revoked_once_and_by_its_person(
    make: Callable[..., Any], person: Callable[[str], Person], author: Callable[[str], Any], at: dt.datetime
) -> None:
    token, _ = make()
    kept, _ = make(name="Other")
    before = digest_of_database()
    with pytest.raises(Missing):
        revoke_token(token_id=token.id, person=person("admin"), by=author("admin"), at=at)
    assert digest_of_database() == before
    revoke_token(token_id=token.id, person=person("seller"), by=author("seller"), at=at)
    with pytest.raises(Missing):
        revoke_token(token_id=token.id, person=person("seller"), by=author("seller"), at=at)
    assert tokens_of(person("seller"), at=at) == [kept]
    assert Entry.objects.filter(kind="token_revoked").count() == 1


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "x" * 101}, "name"),
        ({"name": "a\x00b"}, "name"),
        ({"days": 0}, "days"),
        ({"days": 366}, "days"),
    ],
)
def test_a_token_that_cannot_be_made_is_refused(
    make: Callable[..., Any], wrong: dict[str, Any], field: str
) -> None:
    before = digest_of_database()
    with pytest.raises(Refused) as refused:
        make(**wrong)
    assert [problem.field for problem in refused.value.problems] == [field]
    assert ApiToken.objects.count() == 0
    assert digest_of_database() == before


def test_only_an_administrators_token_administers(make: Callable[..., Any]) -> None:
    with pytest.raises(Refused, match="scope admin"):
        make("seller", Scope.ADMIN)
    assert make("admin", Scope.ADMIN)[0].scopes == ["admin"]


def test_a_token_makes_no_greater_and_no_longer_one(make: Callable[..., Any], at: dt.datetime) -> None:
    writing, _ = make("admin", Scope.WRITE, days=10)
    for scope in (Scope.READ, Scope.WRITE):
        inner, _ = make("admin", scope, days=300, within=writing)
        assert inner.expires_at == writing.expires_at
    with pytest.raises(Refused, match="may do more than itself") as refused:
        make("admin", Scope.ADMIN, within=writing)
    assert refused.value.problems[0].field == "scopes"
