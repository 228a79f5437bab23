"""How complete a document is: checks met over checks, each a sentence. Source: book 04, "Sections"."""

from collections.abc import Callable, Sequence

from dugout.client_document.terms import Check, Completeness, DocumentFacts

type_of_check = Callable[[DocumentFacts, str], Check]


def completeness(sections: Sequence[str], facts: DocumentFacts) -> Completeness:
    """The checks of these sections, by key. A section of the company's own wants some text."""
    return Completeness(checks={key: (CHECKS.get(key, _some_text)(facts, key),) for key in sections})


def _needs(facts: DocumentFacts, _key: str) -> Check:
    return Check(
        sentence="At least one need is written down.",
        met=facts.needs > 0,
        because=_count(facts.needs, "need") if facts.needs else "No need yet.",
    )


def _goals(facts: DocumentFacts, _key: str) -> Check:
    whole = sum(goal.has_measure and goal.has_target and goal.has_due for goal in facts.goals)
    if whole:
        because = f"{_count(whole, 'goal')} with all three."
    elif facts.goals:
        best = max(facts.goals, key=lambda goal: goal.has_measure + goal.has_target + goal.has_due)
        lacks = [
            word
            for word, there in (
                ("a measure", best.has_measure),
                ("a target", best.has_target),
                ("a due day", best.has_due),
            )
            if not there
        ]
        because = f"The nearest still lacks {' and '.join(lacks)}."
    else:
        because = "No goal yet."
    return Check(sentence="One goal has a measure, a target and a due day.", met=whole > 0, because=because)


def _aspirations(facts: DocumentFacts, key: str) -> Check:
    met = facts.aspirations > 0 or key in facts.written
    because = _count(facts.aspirations, "aspiration") if facts.aspirations else "Written."
    return Check(
        sentence="An aspiration, or some text, is written down.",
        met=met,
        because=because if met else "Nothing yet.",
    )


def _decision_team(facts: DocumentFacts, _key: str) -> Check:
    met = bool(facts.with_authority)
    because = (
        ", ".join(facts.with_authority)
        if met
        else "No contact has the role economic buyer or decision maker."
    )
    return Check(sentence="A person with authority to decide is known.", met=met, because=because)


def _promises(facts: DocumentFacts, key: str) -> Check:
    return _item_or_none("A promise is listed, or none is known.", facts, key, facts.promises > 0)


def _risks(facts: DocumentFacts, key: str) -> Check:
    return _item_or_none("A risk is written down, or none is known.", facts, key, key in facts.written)


def _item_or_none(sentence: str, facts: DocumentFacts, key: str, there: bool) -> Check:
    answered = key in facts.none_known
    because = "Written down." if there else "Answered: none known." if answered else "Neither yet."
    return Check(sentence=sentence, met=there or answered, because=because)


def _some_text(facts: DocumentFacts, key: str) -> Check:
    met = key in facts.written
    return Check(sentence="Some text is written.", met=met, because="Written." if met else "Nothing yet.")


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


CHECKS: dict[str, type_of_check] = {
    "needs": _needs,
    "goals": _goals,
    "aspirations": _aspirations,
    "decision_team": _decision_team,
    "promises": _promises,
    "risks": _risks,
}
