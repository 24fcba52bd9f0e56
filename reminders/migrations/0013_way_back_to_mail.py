"""The first part of the way back to e-mail alone, in a transaction of its own.

0010_channels takes the channels of other kinds out on its way back, and PostgreSQL alters no table in a transaction
that still has to look after what pointed to the rows it took. So they go here. Who goes back to 0010, 0011 or 0012
and no further loses them although they could stay; no release ends there.
"""

from django.db import migrations

OTHER_WAYS = "SELECT id FROM reminders_channel WHERE kind <> 'email'"


class Migration(migrations.Migration):
    dependencies = [("reminders", "0012_when")]

    operations = [
        migrations.RunSQL(
            migrations.RunSQL.noop,
            [
                f"DELETE FROM reminders_notification WHERE channel_id IN ({OTHER_WAYS})",  # noqa: S608
                f"DELETE FROM reminders_delivery WHERE channel_id IN ({OTHER_WAYS})",  # noqa: S608
                "DELETE FROM reminders_channel WHERE kind <> 'email'",
            ],
        )
    ]
