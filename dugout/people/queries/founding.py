"""Whether this Dugout has begun."""

from dugout.people.models import Person


def is_founded() -> bool:
    """Whether somebody administers this Dugout and can sign in."""
    return Person.objects.filter(is_admin=True).exclude(email=None).exists()
