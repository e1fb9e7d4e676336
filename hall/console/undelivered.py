"""`onego notice undelivered`: what is being delivered, and what of it is late."""

import json as json_of
from datetime import timedelta

from hall.console.opening import house_open
from hall.console.speech import OUT, columns, into, say, show
from hall.delivery_words import CHANNELS, STATES
from matters.case import business_date
from storage import outbox
from storage.outbox import Overdue
from storage.settings import Settings

_STATES = {"posted": STATES["sent"], **STATES}


def tell_undelivered(settings: Settings, days: int, *, json: bool) -> int:
    """Print what has not arrived by state and channel; 1 if any is late. Raises DatabaseAway."""
    with house_open(settings) as house, house.database.transaction() as connection:
        now = house.clock()
        every = outbox.undelivered(connection, now + timedelta(days=1))
        late: dict[tuple[str, str], Overdue] = {
            (one.state, one.channel): one
            for one in outbox.undelivered(connection, now - timedelta(days=days))
        }
    if json:
        rows = [_row(one, late.get((one.state, one.channel))) for one in every]
        OUT.print_json(json_of.dumps(rows, ensure_ascii=False))
    else:
        _tell(every, late)
    return int(bool(late))


def _row(one: Overdue, late: Overdue | None) -> dict[str, object]:
    return {
        "state": one.state,
        "channel": one.channel,
        "count": one.count,
        "late": late.count if late else 0,
        "oldest": business_date(one.oldest).isoformat(),
    }


def _tell(every: tuple[Overdue, ...], late: dict[tuple[str, str], Overdue]) -> None:
    if not every:
        say("没有待送达的文书。", "Nothing waits to be delivered.")
        return
    table = columns(
        ("状态", "state"), ("渠道", "channel"), ("份数", "notices"), ("逾期", "late"), ("最早", "oldest")
    )  # fmt: skip
    for one in every:
        old = late.get((one.state, one.channel))
        table.add_row(
            into(_STATES[one.state][0]), into(CHANNELS[one.channel]), str(one.count),
            str(old.count if old else 0), business_date(one.oldest).isoformat(),
        )  # fmt: skip
    show(table)
