"""Refusals: what is wrong, what to do, and what each kind knows besides."""

import pytest

from dugout.values.refused import Missing, NotAllowed, Problem, Refused, Stale, Taken


def test_a_refusal_reads_as_its_problems() -> None:
    refused = Refused((Problem("name", "There is no name.", "Write one."), Problem("", "It is late.", "")))
    assert str(refused) == "There is no name. Write one. It is late."
    assert refused.code == "refused"


def test_a_refusal_for_one_problem() -> None:
    refused = Refused.because("Too long.", "Shorten it.", field="name", code="too-long")
    assert refused.problems == (Problem("name", "Too long.", "Shorten it."),)
    assert refused.code == "too-long"


def test_each_kind_keeps_what_it_knows() -> None:
    stale = Stale.because("It changed.", "Look at both.", theirs={"name": "A"}, yours={"name": "B"})
    assert (stale.code, stale.theirs, stale.yours) == ("stale", {"name": "A"}, {"name": "B"})
    taken = Taken.because("Priya accepted it.", "Choose another.", winner="Priya")
    assert (taken.code, taken.winner) == ("taken", "Priya")
    no = NotAllowed.because_of(rule="Only admins configure.", ask="an administrator")
    assert (no.code, no.rule, no.ask) == ("not-allowed", "Only admins configure.", "an administrator")
    assert str(no) == "Only admins configure. Ask an administrator."
    assert Missing.because("There is no such account.", "Search for it.").code == "missing"


def test_every_kind_is_caught_as_refused() -> None:
    for kind in (Stale, Taken, NotAllowed, Missing):
        with pytest.raises(Refused):
            raise kind.because("No.", "Stop.")


def test_a_refusal_without_problem_or_with_a_shouted_code_is_our_mistake() -> None:
    with pytest.raises(ValueError, match="at least one"):
        Refused(())
    with pytest.raises(ValueError, match="kebab"):
        Refused.because("No.", "", code="NOT_THIS")
