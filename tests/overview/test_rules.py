"""Why a signal stands on somebody's Today, by rule."""

from typing import Any

import pytest

from dugout.overview.rules.today import why_shown
from dugout.overview.terms.today import Reason

ME, OTHER = 1, 2


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({}, None),
        ({"claimed_by": ME, "severity": 1}, Reason.MINE),
        ({"owner": ME, "severity": 1}, Reason.ON_MINE),
        ({"owner": ME, "claimed_by": OTHER, "sold_to": True}, None),
        ({"owner": OTHER, "sold_to": True}, Reason.WHERE_I_SELL),
        ({"owner": OTHER, "claimed_by": OTHER, "sold_to": True}, Reason.WHERE_I_SELL),
        ({"owner": OTHER, "severity": 2, "sold_to": True}, None),
        ({"sold_to": True, "heads_a_side": True}, Reason.WHERE_I_SELL),
        ({"heads_a_side": True}, Reason.ON_NOBODYS),
        ({"heads_a_side": True, "severity": 2}, None),
        ({"heads_a_side": True, "claimed_by": OTHER}, None),
        ({"heads_a_side": True, "owner": OTHER}, None),
    ],
)
def test_the_first_reason_holds(facts: dict[str, Any], reason: Reason | None) -> None:
    usual = {"severity": 3, "claimed_by": None, "owner": None, "sold_to": False, "heads_a_side": False}
    assert why_shown(**{**usual, **facts}, acts_for={ME}) is reason
