"""Fails when the models differ from the migrations, or the migrations have more than one head."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dugout.config.settings")
    import django
    from django.apps import apps
    from django.db.migrations.autodetector import MigrationAutodetector
    from django.db.migrations.loader import MigrationLoader
    from django.db.migrations.state import ProjectState

    django.setup()
    loader = MigrationLoader(None)
    heads = loader.graph.leaf_nodes("dugout")
    if len(heads) != 1:
        sys.exit(f"The migrations have {len(heads)} heads: {heads}. Put one after the other.")
    changes = MigrationAutodetector(loader.project_state(), ProjectState.from_apps(apps)).changes(
        graph=loader.graph
    )
    if "dugout" in changes:
        operations = [operation.describe() for step in changes["dugout"] for operation in step.operations]
        sys.exit("The models are ahead of the migrations:\n  " + "\n  ".join(operations))
    print("Migrations: one head, and the models are what it says.")


if __name__ == "__main__":
    main()
