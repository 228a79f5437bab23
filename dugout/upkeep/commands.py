"""Founding a company: what each package ships, in one transaction."""

from datetime import datetime

from django.db import transaction

from dugout.history.terms import Author
from dugout.our_company.commands.founding import found_company
from dugout.our_company.models import Company
from dugout.our_company.terms import Founding


def found(*, founding: Founding, by: Author, at: datetime) -> Company:
    """Founds the company with departments, calendar, processes, sections and gates as shipped. Once."""
    with transaction.atomic():
        return found_company(founding=founding, by=by, at=at)
