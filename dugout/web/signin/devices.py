"""Devices on which somebody signed in before: guessing a password elsewhere does not lock them out."""

import hashlib
from secrets import token_urlsafe

from django.conf import settings
from django.http import HttpRequest, HttpResponse

COOKIE = "dugout_device"
KNOWN_FOR = 180 * 24 * 3600
# Of a computer that many share, those who came last.
MOST_PERSONS = 8
_PART = "."


def remember_device(request: HttpRequest, response: HttpResponse, email: str | None) -> None:
    """Remembers that the holder of this email signed in here. The cookie is signed and names nobody."""
    device, persons = _read(request)
    mark = _mark(email or "")
    kept = [mark, *(one for one in persons if one != mark)][:MOST_PERSONS]
    response.set_signed_cookie(
        COOKIE,
        _PART.join((device or token_urlsafe(16), *kept)),
        max_age=KNOWN_FOR,
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )


def known_device(request: HttpRequest, email: str) -> str:
    """The mark of this device where somebody signed in with this email on it; "" on any other."""
    device, persons = _read(request)
    return device if _mark(email) in persons else ""


def _read(request: HttpRequest) -> tuple[str, list[str]]:
    kept = request.get_signed_cookie(COOKIE, default="", max_age=KNOWN_FOR)
    device, *persons = (kept or "").split(_PART)
    return device, persons


def _mark(email: str) -> str:
    return hashlib.sha256(email.strip().lower().encode(errors="replace")).hexdigest()[:32]
