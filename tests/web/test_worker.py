"""A web worker as it starts: it waits for nothing that another would not, and its connections alone plan for pages."""

import os
import subprocess
import sys

import pytest

ASKED = ("dugout.config.urls", "dugout.api.v1", "dugout.web.accounts.urls", "dugout.web.selling.urls")
SHOWN = """
from django.db import connection
with connection.cursor() as cursor:
    print([cursor.execute(f"show {name}").fetchone()[0]
           for name in ("plan_cache_mode", "max_parallel_workers_per_gather")])
"""
# The worker, up to where it would begin with the jobs.
WORKER = f"""
from procrastinate import App
App.run_worker = lambda *_, **__: exec({SHOWN!r}, {{}})
from dugout.cli.worker import run_worker
run_worker()
"""


def said_by(code: str) -> str:
    process = [sys.executable, "-W", "ignore", "-c", code]
    return subprocess.run(process, capture_output=True, text=True, check=True, env=os.environ).stdout.strip()


def test_every_route_is_loaded_before_the_first_request() -> None:
    code = f"import sys, dugout.config.wsgi; print([name for name in {ASKED} if name not in sys.modules])"
    assert said_by(code) == "[]"


@pytest.mark.parametrize(
    ("code", "shown"),
    [("import dugout.config.wsgi" + SHOWN, "['force_generic_plan', '0']"), (WORKER, "['auto', '2']")],
    ids=["pages", "jobs, and the night with them"],
)
@pytest.mark.django_db
def test_pages_have_one_plan_for_a_statement_and_jobs_plan_freely(code: str, shown: str) -> None:
    assert said_by(code) == shown
