"""Phase and base path by rule."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dugout.overview.rules.life import GROWN, HANDED_OVER, RENEWED, SELLING, SOLD, base_of, phase_of
from dugout.overview.terms.snapshot import LifeFacts, Phase

STAGES = st.sampled_from(["prospect", "client", "lapsed"])
KINDS = st.frozensets(st.sampled_from(["new_business", "expansion", "renewal"]))
MOVEMENTS = st.frozensets(st.sampled_from(["new", "renewal", "expansion", "churn"]))
FACTS = st.builds(
    LifeFacts,
    stage=STAGES,
    handoff_open=st.booleans(),
    managed=st.booleans(),
    open_kinds=KINDS,
    movements=MOVEMENTS,
)


@pytest.mark.parametrize(
    ("facts", "phase"),
    [
        (LifeFacts(stage="prospect"), Phase.SELLING),
        (LifeFacts(stage="prospect", handoff_open=True, managed=True), Phase.SELLING),
        (LifeFacts(stage="lapsed", open_kinds=frozenset({"renewal"})), Phase.LAPSED),
        (LifeFacts(stage="client"), Phase.MANAGED),
        (LifeFacts(stage="client", open_kinds=frozenset({"new_business"})), Phase.MANAGED),
        (LifeFacts(stage="client", open_kinds=frozenset({"expansion"})), Phase.GROWTH),
        (LifeFacts(stage="client", open_kinds=frozenset({"expansion", "renewal"})), Phase.RENEWAL),
        (LifeFacts(stage="client", handoff_open=True, open_kinds=frozenset({"renewal"})), Phase.HANDOFF),
    ],
)
def test_the_phase_is_the_first_that_holds(facts: LifeFacts, phase: Phase) -> None:
    assert phase_of(facts) is phase


@pytest.mark.parametrize(
    ("facts", "base"),
    [
        (LifeFacts(stage="prospect"), SELLING),
        (LifeFacts(stage="prospect", handoff_open=True), SOLD),
        (LifeFacts(stage="client"), SOLD),
        (LifeFacts(stage="client", managed=True), HANDED_OVER),
        (LifeFacts(stage="client", managed=True, movements=frozenset({"new", "renewal"})), RENEWED),
        (LifeFacts(stage="client", managed=True, movements=frozenset({"renewal", "expansion"})), GROWN),
        (LifeFacts(stage="client", managed=True, movements=frozenset({"expansion"})), HANDED_OVER),
        (LifeFacts(stage="client", movements=frozenset({"renewal", "expansion"})), SOLD),
    ],
)
def test_no_base_is_left_out(facts: LifeFacts, base: int) -> None:
    assert base_of(facts) == base


@given(FACTS)
def test_only_a_client_is_beyond_selling_and_lapsed(facts: LifeFacts) -> None:
    assert (phase_of(facts) in {Phase.SELLING, Phase.LAPSED}) == (facts.stage != "client")
    assert SELLING <= base_of(facts) <= GROWN
    assert base_of(facts) == SELLING or facts.stage != "prospect" or facts.handoff_open or facts.managed
