"""The list of a campaign as it is when it starts, one row a person.

Rows, not the filter again: people change while a campaign goes out, and whoever moves into the
filter later was never counted, nor approved. With a row a person nobody is passed over or met
twice by a run that was killed, and progress is a join.
"""

from django.db import connection

from reintegration.campaigns.audience import chosen
from reintegration.models import Campaign, Recipient

FREEZE = """
INSERT INTO {table} (campaign_id, returnee_id, left_out)
SELECT %s, id, '' FROM ({people}) AS people ORDER BY id
"""


def freeze(campaign: Campaign) -> int:
    """Write the list down, in one statement; returns how many are on it.

    Belongs into the transaction that starts the campaign.
    """
    people, parameters = chosen(campaign).values("id").query.sql_with_params()
    sql = FREEZE.format(table=Recipient._meta.db_table, people=people)
    with connection.cursor() as cursor:
        cursor.execute(sql, [campaign.pk, *parameters])
        return cursor.rowcount
