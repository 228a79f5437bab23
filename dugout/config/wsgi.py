"""The WSGI entry that granian serves."""

import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from dugout.config.settings import plan_for_pages

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dugout.config.settings")
application = get_wsgi_application()

# Here alone, before the first connection: jobs, imports and the night plan freely.
plan_for_pages(settings.DATABASES["default"])

# Every route and all that it is made of: else whoever comes first to a worker would wait until it is loaded.
import_module(settings.ROOT_URLCONF)
