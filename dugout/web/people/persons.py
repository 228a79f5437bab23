"""Adding and changing persons: administrators."""

from datetime import date

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from dugout.access.terms import Action
from dugout.our_company.queries.choices import choices_of_departments, choices_of_locations
from dugout.people.commands import employing
from dugout.people.commands.links import invite as make_invitation
from dugout.people.models import Person
from dugout.people.queries.directory import choices_of_people, person_page
from dugout.people.queries.standing import post_of
from dugout.people.terms import PersonValues, PostValues
from dugout.values.refused import Problem, Refused
from dugout.web.errors import status_of
from dugout.web.guard import SignedInRequest, guarded
from dugout.web.reading import read_day, read_id
from dugout.web.showing import show


@guarded(Action.CONFIGURE, "GET", "POST")
def add_person(request: SignedInRequest) -> HttpResponse:
    problems: tuple[Problem, ...] = ()
    if request.method == "POST":
        try:
            person = employing.add_person(
                values=read_person(request),
                post=read_post(request, request.viewer.day),
                by=request.viewer.author,
                at=request.at,
            )
        except Refused as refusal:
            problems = refusal.problems
        else:
            return HttpResponseRedirect(f"/people/{person.id}")
    return _form(request, "people/add_person.html", problems, {"typed": request.POST})


@guarded(Action.CONFIGURE, "GET", "POST")
def correct_person(request: SignedInRequest, person_id: int) -> HttpResponse:
    page = person_page(person_id, day=request.viewer.day)
    refusal = None
    if request.method == "POST":
        try:
            employing.correct_person(
                person_id=person_id,
                values=read_person(request),
                seen=read_id(request.POST.get("seen")) or 0,
                by=request.viewer.author,
                at=request.at,
            )
        except Refused as refused:
            refusal = refused
        else:
            return HttpResponseRedirect(f"/people/{person_id}")
    typed = request.POST or {
        "name": page.person.name,
        "email": page.person.email or "",
        "title": page.person.title,
        "phone": page.person.phone,
        "time_zone": page.person.time_zone,
    }
    return show(
        request,
        "people/correct_person.html",
        {"page": page, "typed": typed, "problems": refusal.problems if refusal else (), "refusal": refusal},
        status=status_of(refusal) if refusal else 200,
    )


@guarded(Action.CONFIGURE, "GET", "POST")
def change_post(request: SignedInRequest, person_id: int) -> HttpResponse:
    page = person_page(person_id, day=request.viewer.day)
    problems: tuple[Problem, ...] = ()
    if request.method == "POST":
        try:
            post = read_post(request, request.viewer.day)
            employing.change_post(person_id=person_id, post=post, by=request.viewer.author, at=request.at)
        except Refused as refusal:
            problems = refusal.problems
        else:
            return HttpResponseRedirect(f"/people/{person_id}")
    now = post_of(page.person, day=request.viewer.day)
    typed = request.POST or {
        "department": str(now.department_id or ""),
        "reports_to": str(now.reports_to_id or ""),
        "location": str(now.location_id or ""),
        "carries_quota": "on" if now.carries_quota else "",
        "from_day": request.viewer.day.isoformat(),
    }
    return _form(request, "people/change_post.html", problems, {"page": page, "typed": typed})


@guarded(Action.CONFIGURE, "POST")
def invite(request: SignedInRequest, person_id: int) -> HttpResponse:
    """Makes an invitation link and shows it once; no mail leaves before outreach exists."""
    person = Person.objects.filter(id=person_id).first()
    page = person_page(person_id, day=request.viewer.day)
    assert person is not None
    secret = make_invitation(person=person, by=request.viewer.author, at=request.at)
    return show(
        request, "people/invited.html", {"page": page, "link": f"{settings.BASE_URL}/invitation/{secret}"}
    )


def _form(
    request: SignedInRequest, template: str, problems: tuple[Problem, ...], context: dict[str, object]
) -> HttpResponse:
    choices = {
        "departments": choices_of_departments(),
        "locations": choices_of_locations(),
        "people": choices_of_people(),
        "problems": problems,
    }
    return show(request, template, {**choices, **context}, status=422 if problems else 200)


def read_person(request: HttpRequest) -> PersonValues:
    typed = request.POST
    return PersonValues(
        name=typed.get("name", "").strip(),
        email=typed.get("email", "").strip() or None,
        title=typed.get("title", "").strip(),
        phone=typed.get("phone", "").strip(),
        time_zone=typed.get("time_zone", "").strip(),
    )


def read_post(request: HttpRequest, today: date) -> PostValues:
    """The post that was typed; from today on where no day was given."""
    typed = request.POST
    department_id = read_id(typed.get("department"))
    if department_id is None:
        raise Refused.because("Everybody works in a department.", "Choose one.", "department")
    return PostValues(
        department_id=department_id,
        from_day=read_day(typed.get("from_day"), "from_day") or today,
        reports_to_id=read_id(typed.get("reports_to")),
        location_id=read_id(typed.get("location")),
        carries_quota=bool(typed.get("carries_quota")),
    )
