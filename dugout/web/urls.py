"""The pages, area by area. One name goes through URL, view, command, template and test."""

from django.urls import include, path

AREAS: tuple[str, ...] = (
    "today",
    "signin",
    "people",
    "settings",
    "styleguide",
    "timeline",
    "handoffs",
    "revenue",
    "overview",
    "search",
    "accounts",
    "documents",
    "reference",
    "selling",
)

urlpatterns = [path("", include(f"dugout.web.{area}.urls")) for area in AREAS]
