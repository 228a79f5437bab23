"""The words of gates: facts and the conditions read from them, how a gate stands, and the small forms of conditions."""

from dugout.gates.terms.forms import Ask, Part, Supply, type_of_choices
from dugout.gates.terms.reading import (
    CONDITIONS,
    Checked,
    Condition,
    Facts,
    GateAsked,
    GateReading,
    GatesUnmet,
    GoneWithout,
    type_of_known,
)

__all__ = [
    "CONDITIONS",
    "Ask",
    "Checked",
    "Condition",
    "Facts",
    "GateAsked",
    "GateReading",
    "GatesUnmet",
    "GoneWithout",
    "Part",
    "Supply",
    "type_of_choices",
    "type_of_known",
]
