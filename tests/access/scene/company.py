"""What administrators set, and what is the seller's alone."""

from allauth.usersessions.models import UserSession
from django.test import Client

from dugout.exchange.models import ImportRun
from dugout.our_company.models import Calendar, Department, Holiday, Location
from dugout.people.commands.absences import plan_absence
from dugout.people.commands.tokens import make_token
from dugout.people.models import Person
from dugout.people.terms import Scope
from dugout.selling.models import (
    Product,
)
from tests.access.scene.stage import DAY, Names, Stage
from tests.cast import PASSWORD


def company(stage: Stage) -> Names:
    run = ImportRun.objects.create(source="crm", mapping_digest="0" * 64, files=[], started_at=stage.at)
    Holiday.objects.create(calendar=Calendar.objects.get(), day="2030-05-01", name="Labour Day")
    spare = Product.objects.create(name="Spare", price=100)
    gone = Person.objects.create(
        name="Eva Kron", joined_at=stage.at, left_on=stage.today - DAY, is_active=False
    )
    return {
        "gone_person": gone.id,
        "support": Department.objects.get(name="Support").id, "location": Location.objects.get().id,
        "calendar": Calendar.objects.get().id, "run": run.id, "spare": spare.id, "holiday": "2030-05-01",
    }  # fmt: skip


def of_ones_own(stage: Stage) -> Names:
    """What is the seller's alone: a token, a session, an absence to come."""
    seller = stage.people["seller"]
    token, _ = make_token(person=seller, name="Laptop", scopes=[Scope.READ], days=30, **stage.by("seller"))
    absence = plan_absence(
        person=seller, stand_in=None, first_day=stage.today + 20 * DAY, last_day=stage.today + 21 * DAY,
        **stage.by("seller"),
    )  # fmt: skip
    Client().post("/sign-in", {"email": seller.email, "password": PASSWORD})
    session = UserSession.objects.filter(user=seller).latest("id")
    return {"token": token.id, "absence": absence.id, "session": session.id}
