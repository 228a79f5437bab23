from django.db import migrations

from dugout.migrations._books import BOOKS, DROP_BOOKS
from dugout.migrations._passes import DROP_PASSES, PASSES
from dugout.migrations._sql import DROP_PROMISES, PROMISES
from dugout.migrations._tallies import DROP_TALLIES, TALLIES


class Migration(migrations.Migration):
    """What the database itself keeps: rows that are never changed, sums, the cache that all processes share."""

    dependencies = [("dugout", "0001_initial")]

    operations = [
        migrations.RunSQL(PROMISES, DROP_PROMISES),
        migrations.RunSQL(TALLIES, DROP_TALLIES),
        migrations.RunSQL(BOOKS, DROP_BOOKS),
        migrations.RunSQL(PASSES, DROP_PASSES),
    ]
