"""The board, and whose sales it shows."""

from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.shortcuts import render

from dugout.access.terms import Action
from dugout.our_company.queries.choices import choices_of_departments
from dugout.people.queries.directory import choices_of_people
from dugout.selling.queries.board import board_of
from dugout.web.guard import SignedInRequest, guarded, wants_a_part
from dugout.web.selling.choosing import EVERYONE, KINDS, MINE, read_choice
from dugout.web.showing import show

NUMBERS = {5: "five", 6: "six", 7: "seven", 8: "eight", 9: "nine"}


@guarded(Action.READ)
def selling(request: SignedInRequest) -> HttpResponse:
    """The steps of a kind's process with the sales that stand in them. Everybody sees the same board."""
    choice = read_choice(request)
    board = board_of(choice.chosen, at=request.at, zone=ZoneInfo(request.viewer.zone))
    steps = len(board.columns)
    context = {
        "board": board,
        "choice": choice,
        "kinds": KINDS,
        "steps_in_words": NUMBERS.get(steps, str(steps)),
        "everyone": EVERYONE,
        "mine": MINE,
    }
    return show(request, "selling/board.html", context)


@guarded(Action.READ)
def choose_whose(request: SignedInRequest) -> HttpResponse:
    """A person or a department whose sales the board should show."""
    context = {
        "choice": read_choice(request),
        "people": [(f"person-{key}", name) for key, name in choices_of_people()],
        "departments": [(f"department-{key}", name) for key, name in choices_of_departments()],
        "part": wants_a_part(request),
        "form": "selling/_whose.html",
        "title": "Whose sales?",
    }
    if context["part"]:
        return render(request, "selling/_whose.html", context)
    return show(request, "selling/form.html", context)
