"""The watch over refusals sees a view that wrote before it refused."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from dugout.our_company.models import Company


def broken(request: HttpRequest) -> HttpResponse:
    """Writes first and refuses then: the mistake that the watch is there for."""
    Company.objects.update(name="Taken over")
    return HttpResponse("no", status=403)


def rightly_refused(request: HttpRequest) -> HttpResponse:
    return HttpResponse("no", status=403)


urlpatterns = [path("broken", broken), path("refused", rightly_refused)]


@pytest.mark.urls(__name__)
@pytest.mark.django_db
def test_a_view_that_writes_before_it_refuses_is_seen() -> None:
    with pytest.raises(
        AssertionError, match=r"GET /broken answered 403 and yet changed \['dugout_company'\]"
    ):
        Client().get("/broken")


@pytest.mark.urls(__name__)
@pytest.mark.django_db
def test_a_view_that_refuses_and_writes_nothing_passes() -> None:
    assert Client().get("/refused").status_code == 403
