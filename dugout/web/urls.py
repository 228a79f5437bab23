"""The pages, area by area. One name goes through URL, view, command, template and test."""

from django.urls import include, path

# A route is looked for in this order: what is asked most stands first.
AREAS: tuple[str, ...] = (
    "accounts",
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
    "documents",
    "reference",
    "selling",
)

urlpatterns = [path("", include(f"dugout.web.{area}.urls")) for area in AREAS]
