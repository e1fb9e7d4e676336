"""Who asked applicants again for what an earlier notice could have asked (Act 32(4)): counted by officer."""

from typing import LiteralString, NamedTuple

from storage.database import Connection


class AskedAgainBy(NamedTuple):
    """How often one officer did so for one reason, and in which case last."""

    department: str
    account: str
    because: str
    times: int
    last: str
    """The day, in China."""
    case: str


# The two conditions are those of the index `facts_asked_again`, word for word.
_COUNTED: LiteralString = """
select body::json->'by'->>'department', body::json->'by'->>'account', body::json->'again'->>'because',
       count(*),
       max(((body::json->>'at')::timestamptz at time zone 'Asia/Shanghai')::date)::text,
       max(case_number)
from facts
where body like '{"fact":"more-asked"%' and body like '%"again":%'
group by 1, 2, 3
order by 4 desc, 1, 2, 3
"""


def asked_again(connection: Connection) -> tuple[AskedAgainBy, ...]:
    """The counts, the most first; a stand-in's own account counts, not the one it stands for."""
    return tuple(AskedAgainBy(*row) for row in connection.execute(_COUNTED).fetchall())
