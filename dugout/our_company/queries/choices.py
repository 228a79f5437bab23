"""What choosers offer."""

from dugout.our_company.models import Calendar, Department, Location


def choices_of_departments() -> list[tuple[int, str]]:
    """Every department as (id, name), by name."""
    return list(Department.objects.order_by("name").values_list("id", "name"))


def choices_of_locations() -> list[tuple[int, str]]:
    """Every location as (id, name), the main one first."""
    return list(Location.objects.order_by("-main", "name").values_list("id", "name"))


def choices_of_calendars() -> list[tuple[int, str]]:
    """Every calendar as (id, name), by name."""
    return list(Calendar.objects.order_by("name").values_list("id", "name"))
