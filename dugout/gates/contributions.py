"""How the packages above add the conditions that gates may ask for."""

from dugout.gates.terms import CONDITIONS, Condition


def add_conditions(*conditions: Condition) -> None:
    for condition in conditions:
        CONDITIONS.register(condition.key, condition)
