from django.db import migrations

from dugout.migrations._sql import DROP_PROMISES, PROMISES


class Migration(migrations.Migration):
    """What the database itself keeps: rows that are never changed, the cache that all processes share."""

    dependencies = [("dugout", "0001_initial")]

    operations = [
        migrations.RunSQL(PROMISES, DROP_PROMISES),
    ]
