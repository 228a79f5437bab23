"""The worker process: `python -m dugout.cli.worker`, with DATABASE_URL set."""

import os


def run_worker() -> None:
    """Runs jobs until a signal. Finished ones are removed; the outbox and the sweeps say what is left."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dugout.config.settings")
    import django

    django.setup()
    from procrastinate.contrib.django import app

    with app.replace_connector(app.connector.get_worker_connector()) as working:  # type: ignore[attr-defined]
        working.run_worker(concurrency=1, delete_jobs="successful", shutdown_graceful_timeout=20)


if __name__ == "__main__":
    run_worker()
