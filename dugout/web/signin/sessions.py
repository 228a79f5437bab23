"""Signing in with a password, out again, and by one click in demo mode."""

from allauth.account.forms import LoginForm
from django.conf import settings
from django.contrib.auth import logout
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache

from dugout.our_company.queries import the_company
from dugout.our_company.terms import Side
from dugout.people.models import Person
from dugout.people.queries.directory import PersonLine, can_be, demo_people
from dugout.people.queries.founding import is_founded
from dugout.web.guard import public
from dugout.web.signin.begun import begin_session
from dugout.web.signin.devices import remember_device

# How the one-click people stand on the page.
SIDES = (
    (Side.SALES.value, "Sales"),
    (Side.ACCOUNT_MANAGEMENT.value, "Account management"),
    (Side.OTHER.value, "The other departments"),
)


def safe_next(request: HttpRequest) -> str:
    """Where to go after signing in: a path of ours, else the start page."""
    wanted = request.POST.get("next") or request.GET.get("next") or "/"
    ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()})
    return wanted if ours and not wanted.startswith("/sign-") else "/"


@never_cache
@public("GET", "POST")
def sign_in(request: HttpRequest) -> HttpResponse:
    """The form; a wrong password and an unknown email get the same words. Tries are limited by allauth."""
    if request.user.is_authenticated and request.method == "GET":
        return HttpResponseRedirect(safe_next(request))
    said, status = "", 200
    if request.method == "POST":
        form = LoginForm(
            {"login": request.POST.get("email", "").strip(), "password": request.POST.get("password", "")},
            request=request,
        )
        if form.is_valid() and form.user.is_active and form.user.left_on is None:
            response: HttpResponse = form.login(request, redirect_url=safe_next(request))
            remember_device(request, response, form.user.email)
            return response
        said, status = _what_is_wrong(form)
    context = {
        "next": safe_next(request),
        "email": request.POST.get("email", "")[:254],
        "said": said,
        "sides": _by_side(demo_people(day=timezone.now().date())) if settings.DEMO else [],
        "company": the_company(),
        "founded": is_founded(),
    }
    response = render(request, "signin/sign_in.html", context, status=status)
    if status == 429:
        response["Retry-After"] = "60"
    return response


def _by_side(people: list[PersonLine]) -> list[tuple[str, list[PersonLine]]]:
    """The one-click people as they stand on the page; empty where nobody can be chosen."""
    return [(title, [one for one in people if one.side == side]) for side, title in SIDES] if people else []


def _what_is_wrong(form: LoginForm) -> tuple[str, int]:
    """What the page says, and its status. Nothing tells an unknown email from a wrong password."""
    codes = {
        error.code for error in form.errors.as_data().get("__all__", []) if isinstance(error, ValidationError)
    }
    if "too_many_login_attempts" in codes:
        return (
            "There were too many tries. Nothing is locked for good: wait a minute, then try again. If that does not "
            "help, wait an hour, or sign in on a device on which you did before.",
            429,
        )
    return "This email and password do not belong together. Check both and try again.", 422


@public("POST")
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    return HttpResponseRedirect("/sign-in")


@public("POST")
def be_demo_person(request: HttpRequest, person_id: int) -> HttpResponse:
    """One click into the demo company as one of its people.

    Only where `dugout demo` serves it, and only into a company that was made as a demo: neither a variable that
    was left set nor a copied database alone opens this door.
    """
    if not settings.DEMO or not can_be(person_id, day=timezone.now().date()):
        raise Http404
    logout(request)
    begin_session(request, Person.objects.get(id=person_id))
    return HttpResponseRedirect(safe_next(request))
