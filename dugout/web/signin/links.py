"""A one-time link that works no more: one page for used, expired and invented ones, so that none tells which."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from dugout.people.queries.founding import is_founded


def link_gone(request: HttpRequest) -> HttpResponse:
    """404, with what to do instead."""
    return render(request, "signin/link_gone.html", {"founded": is_founded()}, status=404)
