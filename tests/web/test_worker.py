"""A web worker as it starts: whoever comes to it first waits for nothing that another would not."""

import subprocess
import sys

ASKED = ("dugout.config.urls", "dugout.api.v1", "dugout.web.accounts.urls", "dugout.web.selling.urls")


def test_every_route_is_loaded_before_the_first_request() -> None:
    code = f"import sys, dugout.config.wsgi; print([name for name in {ASKED} if name not in sys.modules])"
    said = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code], capture_output=True, text=True, check=True
    )
    assert said.stdout.strip() == "[]"
