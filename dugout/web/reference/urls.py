"""Addresses of the API's pages."""

from django.urls import path

from dugout.web.reference import reference

urlpatterns = [
    path("api", reference.reference),
    path("api-reference/<slug:resource>", reference.resource),
]
