"""The company's own row, its departments, and the hours of its clocks: administrators."""

from django.http import HttpResponse, HttpResponseRedirect

from dugout.access.terms import Action
from dugout.our_company.commands import changing
from dugout.our_company.commands.setting import change_setting
from dugout.our_company.models import Company
from dugout.our_company.queries.divisions import departments_with_positions, positions
from dugout.our_company.queries.settings import settings_at
from dugout.our_company.rules.settings import SETTINGS
from dugout.our_company.terms import CompanyValues, Side
from dugout.values.refused import Problem, Refused
from dugout.web.errors import status_of
from dugout.web.guard import SignedInRequest, guarded
from dugout.web.reading import read_id
from dugout.web.showing import show


@guarded(Action.CONFIGURE, "GET", "POST")
def company(request: SignedInRequest) -> HttpResponse:
    ours = Company.objects.get()
    refusal: Refused | None = None
    if request.method == "POST":
        try:
            changing.change_company(
                values=CompanyValues(
                    name=request.POST.get("name", "").strip(),
                    currency=request.POST.get("currency", "").strip().upper(),
                    time_zone=request.POST.get("time_zone", "").strip(),
                    fiscal_month=read_id(request.POST.get("fiscal_month")) or 0,
                ),
                seen=read_id(request.POST.get("seen")) or 0,
                by=request.viewer.author,
                at=request.at,
            )
        except Refused as refused:
            refusal = refused
        else:
            return HttpResponseRedirect("/settings/company")
    typed = request.POST or {
        "name": ours.name,
        "currency": ours.currency,
        "time_zone": ours.time_zone,
        "fiscal_month": str(ours.fiscal_month),
    }
    problems = refusal.problems if refusal else ()
    context = {"company": ours, "typed": typed, "problems": problems, "refusal": refusal}
    return show(request, "settings/company.html", context, status=status_of(refusal) if refusal else 200)


@guarded(Action.CONFIGURE, "GET", "POST")
def departments(request: SignedInRequest) -> HttpResponse:
    return _departments(request, None)


@guarded(Action.CONFIGURE, "GET", "POST")
def department(request: SignedInRequest, department_id: int) -> HttpResponse:
    return _departments(request, department_id)


def _departments(request: SignedInRequest, department_id: int | None) -> HttpResponse:
    """The list with a form: for the named department, else for one more."""
    problems: tuple[Problem, ...] = ()
    if request.method == "POST":
        try:
            changing.save_department(
                name=request.POST.get("name", ""),
                side=_read_side(request.POST.get("side", "")),
                position_code=request.POST.get("position", ""),
                department_id=department_id,
                by=request.viewer.author,
                at=request.at,
            )
        except Refused as refusal:
            problems = refusal.problems
        else:
            return HttpResponseRedirect("/settings/departments")
    rows = departments_with_positions()
    context = {
        "departments": rows,
        "edited": next((row for row in rows if row.id == department_id), None),
        "positions": positions(),
        "sides": list(Side),
        "typed": request.POST,
        "problems": problems,
    }
    return show(request, "settings/departments.html", context, status=422 if problems else 200)


def _read_side(typed: str) -> Side:
    try:
        return Side(typed)
    except ValueError as error:
        raise Refused.because("A department belongs to a side.", "Choose one.", "side") from error


@guarded(Action.CONFIGURE, "GET", "POST")
def clocks(request: SignedInRequest) -> HttpResponse:
    """The hours of the hand-off's clocks; each change is a new version from now on."""
    problems: tuple[Problem, ...] = ()
    if request.method == "POST":
        try:
            change_setting(
                key=request.POST.get("key", ""),
                value=read_id(request.POST.get("value")) or 0,
                seen=read_id(request.POST.get("seen")) or 0,
                by=request.viewer.author,
                at=request.at,
            )
        except Refused as refusal:
            problems = refusal.problems
        else:
            return HttpResponseRedirect("/settings/clocks")
    values = settings_at(request.at)
    rows = [(rule, values[rule.key]) for rule in SETTINGS.values()]
    context = {"rows": rows, "typed": request.POST, "problems": problems}
    return show(request, "settings/clocks.html", context, status=422 if problems else 200)
