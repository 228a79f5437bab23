"""The words of gates: facts and the conditions read from them, how a gate stands, and the small forms of conditions."""

from dugout.gates.terms.forms import Ask, Part, Supply, type_of_choices
from dugout.gates.terms.reading import (
    CONDITIONS,
    Condition,
    Facts,
    GateAsked,
    GateReading,
    GatesUnmet,
    GoneWithout,
    Verdict,
    type_of_known,
)

__all__ = [
    "CONDITIONS",
    "Ask",
    "Condition",
    "Facts",
    "GateAsked",
    "GateReading",
    "GatesUnmet",
    "GoneWithout",
    "Part",
    "Supply",
    "Verdict",
    "type_of_choices",
    "type_of_known",
]
