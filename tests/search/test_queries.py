"""Names are found by beginnings, fragments and with one mistake; what is typed does no harm."""

import string
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dugout.search.models import SearchName, SearchWord
from dugout.search.parts import add_names, drop_name, drop_names, keep_name, keep_names
from dugout.search.queries import find_names
from dugout.search.rules import words_of

pytestmark = pytest.mark.django_db
NAMES = {
    1: "Brightwater Foods", 2: "Stillwater Diagnostics", 3: "Brisco Frozen", 4: "Osterhaus Frischemarkt",
    5: "École d'Été", 6: "North British Ice", 7: "Aurelia Biobank", 8: "3M Cold Chain",
}  # fmt: skip


@pytest.fixture(autouse=True)
def names() -> None:
    for record_id, name in NAMES.items():
        keep_name(kind="account", record_id=record_id, name=name)
    keep_name(kind="contact", record_id=1, name="Brigitte Waters")
    keep_name(kind="opportunity", record_id=1, name="Cold rooms for Leeds")


def accounts(typed: str) -> list[str]:
    return [one.name for one in find_names(typed, kinds=("account",)).get("account", [])]


def test_the_beginning_of_any_word_finds_a_name() -> None:
    assert accounts("bri") == ["Brisco Frozen", "Brightwater Foods", "North British Ice"]
    assert accounts("brightw fo") == accounts("foods bright") == ["Brightwater Foods"]
    assert accounts("ECOLE ete") == accounts("d été") == ["École d'Été"]
    assert accounts("3m") == ["3M Cold Chain"]


def test_one_and_two_letters_find_beginnings_of_names_only() -> None:
    assert accounts("b") == ["Brisco Frozen", "Brightwater Foods"]
    assert accounts("fo") == []
    assert accounts("brightwater f") == ["Brightwater Foods"]


def test_a_fragment_of_three_letters_finds_a_name() -> None:
    assert accounts("water") == ["Brightwater Foods", "Stillwater Diagnostics"]
    assert accounts("schem") == ["Osterhaus Frischemarkt"]
    assert accounts("water gnos") == ["Stillwater Diagnostics"]
    assert accounts("wat zzz") == []


@pytest.mark.parametrize(
    "typed",
    [
        "brihgtwater",
        "brigtwater",
        "brightwatter",
        "brightvater",
        "rbightwater",
        "brihgtwater foods",
        "rightwater fods",
    ],
)
def test_one_typing_mistake_in_a_word_finds_a_name(typed: str) -> None:
    assert accounts(typed) == ["Brightwater Foods"]


def test_two_mistakes_find_nothing() -> None:
    assert accounts("brihgtwatre") == []


def test_each_kind_has_its_own_list_in_one_order() -> None:
    found = find_names("bri")
    assert {kind: [one.name for one in rows] for kind, rows in found.items()} == {
        "account": ["Brisco Frozen", "Brightwater Foods", "North British Ice"],
        "contact": ["Brigitte Waters"],
    }
    assert list(find_names("co")) == ["opportunity"]


def test_a_common_word_of_one_kind_hides_no_other() -> None:
    with transaction.atomic():
        add_names(kind="contact", names=((n, f"Brian {n}", "") for n in range(100, 1000)))
    found = find_names("bri", most=5)
    assert len(found["account"]) == 3
    assert len(found["contact"]) == 5


def test_nothing_typed_asks_nothing(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        assert find_names(" . ") == {}


@pytest.mark.parametrize(
    ("typed", "queries"), [("bri cold", 4), ("cold", 3), ("brihgtwater", 4), ("fo", 1), ("br", 1)]
)
def test_at_most_four_queries(typed: str, queries: int, django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(queries):
        find_names(typed)


def test_a_renamed_and_a_dropped_one_are_found_by_what_they_are_called_now() -> None:
    keep_name(kind="account", record_id=1, name="Northwater Foods")
    assert accounts("brightwater") == []
    assert accounts("rthwat") == ["Northwater Foods"]
    keep_names(
        kind="account", names=[(1, "Clearwater", "Leeds"), (2, "Deepwater", "Hull"), (90, "Newwater", "")]
    )
    assert accounts("water") == ["Newwater", "Deepwater", "Clearwater"]
    drop_name(kind="account", record_id=1)
    drop_names(kind="account", record_ids=[2, 90])
    assert accounts("water") == []


def test_many_new_names_are_written_in_one_statement(django_assert_num_queries: Any) -> None:
    with transaction.atomic(), django_assert_num_queries(1):
        add_names(kind="account", names=[(100, "Tolland Seafood", "Cork"), (101, "Tolland Ice", "Cork")])
    assert accounts("olland") == ["Tolland Ice", "Tolland Seafood"]
    assert SearchWord.objects.filter(word__in=["tolland", "seafood", "ice"]).count() == 3


def test_the_database_reads_trigrams_as_the_rules_do() -> None:
    from dugout.search.rules import trigrams

    for word in ("banana", "abc", "ab", "größe", "東京都庁"):
        with connection.cursor() as cursor:
            cursor.execute("select dugout_trigrams(%s)", [word])
            assert sorted(cursor.fetchone()[0]) == trigrams(word)


HOSTILE = [
    "'; drop table dugout_searchname; --", "%", "_____", "\\", "a:*", "!bright & (", "'bright':*", "<->", "\x00bright",
    "\u202ebright", "bright\ud800", "1e5 2e6", "0x1f", "a1b2c3", "192.168.1.1", "a@b.example", "https://x.example/a?b=c",
    "&amp;", "x" * 10_000, "ﬀ ﬃ", "İstanbul", "مرحبا بالعالم", "東京", "🧊🧊🧊", "\t\n", "-5 +3 .5", "foo/bar", "a_b",
]  # fmt: skip


@pytest.mark.parametrize("typed", HOSTILE)
def test_whatever_is_typed_is_text(typed: str) -> None:
    find_names(typed)
    assert SearchName.objects.count() == len(NAMES) + 2


@pytest.mark.parametrize("name", [one for one in HOSTILE if "\x00" not in one and "\ud800" not in one])
def test_a_name_is_found_by_the_beginning_of_each_of_its_words(name: str) -> None:
    keep_name(kind="account", record_id=500, name=name)
    for word in words_of(name[:400]):
        if len(word) >= 3:
            assert name[:400] in [one.name for one in find_names(word[:3], most=50)["account"]], word


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet=string.ascii_letters + string.digits + " .-/_@:éßœñ", min_size=3, max_size=30))
def test_any_name_is_found_by_the_beginning_of_any_of_its_words(name: str) -> None:
    keep_name(kind="person", record_id=700, name=name)
    for word in words_of(name):
        if len(word) >= 3:
            assert name in [one.name for one in find_names(word[:4], kinds=("person",))["person"]], word


def test_every_shared_hostile_string_does_no_harm(shared_data: Path) -> None:
    for path in sorted((shared_data / "hostile").rglob("*")):
        if path.suffix in {".txt", ".json"} and path.is_file():
            for line in path.read_text(encoding="utf-8", errors="replace").splitlines()[:600]:
                find_names(line)
