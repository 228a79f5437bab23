"""Reads gates from facts, and says what holds a record back."""

from collections.abc import Iterable, Mapping, Sequence

from dugout.gates.terms import CONDITIONS, Checked, GateAsked, GateReading, type_of_known

NO_REASONS: Mapping[int, str] = {}


def met(because: str) -> Checked:
    return Checked(met=True, because=because)


def unmet(because: str) -> Checked:
    return Checked(met=False, because=because)


def read_gates(
    gates: Iterable[GateAsked], known: type_of_known, without: Mapping[int, str] = NO_REASONS
) -> tuple[GateReading, ...]:
    """How each gate stands; `without` holds the reasons to go on, by gate id."""
    return tuple(_read(gate, known, without.get(gate.id, "")) for gate in gates)


def _read(gate: GateAsked, known: type_of_known, reason: str) -> GateReading:
    condition = CONDITIONS.get(gate.condition)
    facts = (known.get(one, one.none) for one in condition.reads)
    verdict = condition.check(*facts, **gate.settings)
    passed = not verdict.met and not gate.required
    return GateReading(
        gate=gate,
        condition=condition,
        met=verdict.met,
        because=verdict.because,
        without=reason if passed else "",
    )


def without_a_reason(readings: Iterable[GateReading], reasons: Mapping[int, str]) -> list[GateReading]:
    """The gates that nobody may pass yet: open, and required or given no reason to go on without."""
    return [
        one for one in readings
        if one.open and (one.gate.required or not reasons.get(one.gate.id, "").strip())
    ]  # fmt: skip


def completeness(readings: Sequence[GateReading]) -> int:
    """Required gates met over required gates in percent, rounded down (book 05). 100 where none is required."""
    required = [reading.met for reading in readings if reading.gate.required]
    return 100 * sum(required) // len(required) if required else 100
