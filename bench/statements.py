"""How many SQL statements each of our requests takes: `python -m bench.statements`, with DATABASE_URL set."""

import json
import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dugout.config.settings")
django.setup()

from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from bench.driving import Step, Target  # noqa: E402
from bench.plans import our_api, our_pages  # noqa: E402


def counted(target: Target) -> dict[str, int]:
    """Statements of the first variant of each request, once warm; savepoints left out."""
    client = Client(headers=target.headers)
    return {
        f"{target.name}: {name}": sum(_of_step(client, step) for step in variants[0])
        for name, variants in target.requests.items()
    }


def _of_step(client: Client, step: Step) -> int:
    def ask() -> int:
        body = json.dumps(step.body) if isinstance(step.body, dict) else step.body or ""
        answer = client.generic(
            step.method, step.path, body, content_type="application/json", headers=step.headers
        )
        return answer.status_code

    ask()
    with CaptureQueriesContext(connection) as captured:
        status = ask()
    if status != step.status:
        raise RuntimeError(f"{step.path} answered {status}")
    return sum("SAVEPOINT" not in query["sql"] for query in captured.captured_queries)


def main() -> None:
    who = json.loads(sys.argv[1])
    print(json.dumps({**counted(our_api(0, who["token"])), **counted(our_pages(0, who["cookie"]))}))


if __name__ == "__main__":
    main()
