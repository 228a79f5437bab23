"""How gates are read and passed, whatever they are about."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dugout.gates import rules
from dugout.gates.rules import completeness, met, read_gates, unmet, without_a_reason
from dugout.gates.terms import Checked, Condition, Facts, GateAsked, GateReading
from dugout.values.registry import Registry

COUNT: Facts[int] = Facts(key="count", none=0)
NAME: Facts[str] = Facts(key="name", none="nobody")


def enough(name: str, count: int, *, least: int = 1) -> Checked:
    return met(f"{name} has {count}.") if count >= least else unmet(f"{name} has {count} of {least}.")


@pytest.fixture(autouse=True)
def conditions(monkeypatch: pytest.MonkeyPatch) -> None:
    known: Registry[Condition] = Registry("conditions of this test")
    known.register(ENOUGH.key, ENOUGH)
    monkeypatch.setattr(rules, "CONDITIONS", known)


ENOUGH = Condition(key="enough", of="thing", reads=(NAME, COUNT), check=enough)
ASKED = GateAsked(id=7, condition="enough", sentence="There is one")


def test_a_condition_is_given_the_facts_that_it_reads_in_its_order() -> None:
    (reading,) = read_gates([ASKED], {COUNT: 2, NAME: "Tom"})
    assert (reading.met, reading.because) == (True, "Tom has 2.")
    assert reading.condition is ENOUGH


def test_of_what_nobody_knows_a_condition_reads_nothing() -> None:
    (reading,) = read_gates([ASKED], {})
    assert (reading.met, reading.because) == (False, "nobody has 0 of 1.")


def test_a_gate_tells_its_condition_more_by_its_settings() -> None:
    wants_three = GateAsked(condition="enough", sentence="There are three", settings={"least": 3})
    (reading,) = read_gates([wants_three], {COUNT: 2})
    assert reading.because == "nobody has 2 of 3."


def test_a_reason_lets_past_an_unmet_gate_and_is_nothing_to_a_met_one() -> None:
    (passed,) = read_gates([ASKED], {}, {7: "They never tell."})
    (done,) = read_gates([ASKED], {COUNT: 1}, {7: "They never tell."})
    assert (passed.open, passed.without, done.without) == (False, "They never tell.", "")


def test_no_reason_lets_past_a_required_gate() -> None:
    required = GateAsked(id=7, condition="enough", sentence="There is one", required=True)
    (reading,) = read_gates([required], {}, {7: "They never tell."})
    assert (reading.open, reading.without) == (True, "")
    assert without_a_reason([reading], {7: "They never tell."}) == [reading]


def test_what_holds_back_is_open_and_was_given_no_reason() -> None:
    readings = [a_reading(number, required=False, met=number == 1) for number in range(4)]
    assert without_a_reason(readings, {2: "Later.", 3: "  "}) == [readings[0], readings[3]]


def a_reading(number: int, *, required: bool, met: bool) -> GateReading:
    gate = GateAsked(id=number, condition="enough", sentence="", required=required)
    return GateReading(gate=gate, condition=ENOUGH, met=met, because="")


@given(st.lists(st.tuples(st.booleans(), st.booleans()), max_size=12))
def test_completeness_is_whole_only_when_every_required_gate_is_met(gates: list[tuple[bool, bool]]) -> None:
    readings = [a_reading(n, required=required, met=met) for n, (required, met) in enumerate(gates)]
    all_met = all(met for required, met in gates if required)

    assert (completeness(readings) == 100) == all_met
    assert 0 <= completeness(readings) <= 100


def test_completeness_is_rounded_down() -> None:
    readings = [a_reading(n, required=True, met=n < 2) for n in range(3)]

    assert completeness(readings) == 66
