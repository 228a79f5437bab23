"""The settings that are versions: what each means, what Dugout ships, and what may be written."""

from dataclasses import dataclass

from dugout.values.refused import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingRule:
    """A setting that is a whole number: its sentence, its unit, the shipped value, and the bounds."""

    key: str
    label: str
    unit: str
    shipped: int
    least: int
    most: int


# Book 05, "Clocks": business hours for each move of a hand-off.
SETTINGS: dict[str, SettingRule] = {
    rule.key: rule
    for rule in (
        SettingRule(
            key="handoff_answer_hours",
            label="Accept or return a hand-off within",
            unit="business hours of each submission",
            shipped=16,
            least=1,
            most=400,
        ),
        SettingRule(
            key="handoff_mend_hours",
            label="Mend a returned hand-off within",
            unit="business hours of its return",
            shipped=16,
            least=1,
            most=400,
        ),
        SettingRule(
            key="handoff_introduce_hours",
            label="Introduce the client to the account manager within",
            unit="business hours of the acceptance",
            shipped=40,
            least=1,
            most=400,
        ),
    )
}


def check_setting(key: str, value: int) -> tuple[Problem, ...]:
    """What is wrong with a value for a setting."""
    rule = SETTINGS.get(key)
    if rule is None:
        return (Problem("key", f"There is no setting {key!r}.", "Choose one of the list."),)
    if not rule.least <= value <= rule.most:
        return (
            Problem(
                "value",
                f"{rule.label}: {value} is not possible.",
                f"Give a whole number from {rule.least} to {rule.most}.",
            ),
        )
    return ()
