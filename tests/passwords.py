"""Passwords of the suite: the product's own hash, but that guessing it costs nothing."""

from django.contrib.auth.hashers import PBKDF2PasswordHasher

# How often the product turns a password round, which takes a fifth of a second.
ROUNDS = PBKDF2PasswordHasher.iterations


def hash_in_a_moment() -> None:
    """For this process. One that a test starts hashes as the product does."""
    PBKDF2PasswordHasher.iterations = 1_000
