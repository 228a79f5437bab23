"""Django's floor: one file, `.values()` over the floor's tables, the usual middleware, a session that is signed in.

`FLOOR_DB=URL python -m bench.floor_django` prepares the session and prints its cookie;
`FLOOR_DB=URL granian --interface wsgi bench.floor_django:application` serves.
"""

import json
import os
from typing import Any

import django
from django.conf import settings

from dugout.config.settings import database_from_url

settings.configure(
    DEBUG=False,
    SECRET_KEY="of the floor alone",
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF=__name__,
    USE_TZ=True,
    INSTALLED_APPS=[
        "django.contrib.contenttypes",
        "django.contrib.auth",
        "django.contrib.sessions",
        "django.contrib.messages",
    ],
    MIDDLEWARE=[
        "django.middleware.security.SecurityMiddleware",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
    ],
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    DATABASES={"default": database_from_url(os.environ["FLOOR_DB"])},
)
django.setup()

from django.core.management import call_command  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.db import models, transaction  # noqa: E402
from django.db.models import Count, F, Sum  # noqa: E402
from django.http import HttpRequest, HttpResponse  # noqa: E402
from django.urls import path  # noqa: E402
from django.utils import timezone  # noqa: E402
from django.views.decorators.csrf import csrf_exempt  # noqa: E402


def table(name: str, /, **fields: Any) -> Any:
    meta = type("Meta", (), {"db_table": name, "managed": False, "app_label": "floor"})
    return type(name.title(), (models.Model,), {"__module__": __name__, "Meta": meta, **fields})


def to(model: Any) -> Any:
    return models.ForeignKey(model, models.DO_NOTHING, related_name="+")


Text, Whole, Moment = models.TextField, models.BigIntegerField, models.DateTimeField
Person = table("persons", name=Text())
Account = table(
    "accounts", name=Text(), industry=Text(), employees=Whole(), annual_revenue=Whole(), city=Text(),
    country=Text(), owner=to(Person), made_at=Moment(),
)  # fmt: skip
Contact = table(
    "contacts", account=to(Account), given_name=Text(), family_name=Text(), email=Text(), phone=Text(),
    title=Text(),
)  # fmt: skip
Sale = table(
    "opportunities", account=to(Account), name=Text(), step=Text(), amount=Whole(), owner=to(Person),
    closes_on=models.DateField(),
)  # fmt: skip
Line = table("entries", account=to(Account), kind=Text(), author=to(Person), text=Text(), at=Moment())
ACCOUNT = ("id", "name", "industry", "employees", "annual_revenue", "city", "country")


def signed_in(view: Any) -> Any:
    def inner(request: HttpRequest, **values: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return HttpResponse(status=403)
        return HttpResponse(json.dumps(view(request, **values), default=str), content_type="application/json")

    return csrf_exempt(inner)


@signed_in
def list_accounts(request: HttpRequest) -> Any:
    rows = Account.objects.filter(employees__gte=500, annual_revenue__gte=2_000_000_000)
    shown = rows.order_by("-annual_revenue", "id").values(*ACCOUNT, owner_name=F("owner__name"))
    return {"count": rows[:10_001].count(), "rows": list(shown[:50])}


@signed_in
def account(request: HttpRequest, account_id: int) -> Any:
    entries = Line.objects.filter(account_id=account_id).order_by("-id")
    contacts = Contact.objects.filter(account_id=account_id)
    sales = Sale.objects.filter(account_id=account_id).exclude(step__in=("Won", "Lost"))
    return {
        "account": Account.objects.filter(id=account_id).values(*ACCOUNT, owner_name=F("owner__name"))[0],
        "entries": list(entries.values("id", "kind", "text", "at", author_name=F("author__name"))[:30]),
        "contacts": list(contacts.values("id", "given_name", "family_name", "email", "phone", "title")[:40]),
        "open": list(sales.values("id", "name", "step", "amount", "closes_on", owner_name=F("owner__name"))),
    }


@signed_in
def log(request: HttpRequest, account_id: int) -> Any:
    with transaction.atomic():
        made = Line.objects.create(
            account_id=account_id, kind="note", author_id=1, text=request.body.decode(), at=timezone.now()
        )
    return {"id": made.pk}


@signed_in
def by_step(request: HttpRequest) -> Any:
    rows = Sale.objects.values("step", owner_name=F("owner__name")).annotate(
        n=Count("id"), total=Sum("amount")
    )
    return list(rows.order_by("step", "owner_name"))


@signed_in
def search(request: HttpRequest) -> Any:
    rows = Account.objects.filter(name__icontains=request.GET["q"]).order_by("name")
    return list(rows.values("id", "name", "city", "country", owner_name=F("owner__name"))[:20])


urlpatterns = [
    path("list", list_accounts),
    path("account/<int:account_id>", account),
    path("log/<int:account_id>", log),
    path("search", search),
    path("by-step", by_step),
]
application = get_wsgi_application()


def cookie() -> str:
    """Migrates Django's own tables and signs one person in."""
    from django.contrib.auth import get_user_model
    from django.contrib.sessions.backends.db import SessionStore

    call_command("migrate", verbosity=0)
    person, _ = get_user_model().objects.get_or_create(username="bench")
    session = SessionStore()
    session["_auth_user_id"] = str(person.pk)
    session["_auth_user_backend"] = "django.contrib.auth.backends.ModelBackend"
    session["_auth_user_hash"] = person.get_session_auth_hash()
    session.create()
    return f"sessionid={session.session_key}"


if __name__ == "__main__":
    print(cookie())
