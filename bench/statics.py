"""Lays the hashed static files out, as `dugout serve` does at its first start."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dugout.config.settings")
django.setup()

from dugout.cli.serving import collect_static  # noqa: E402

if __name__ == "__main__":
    collect_static()
