"""Keep what is being delivered: notices on their way, those that wait to be fetched, and those that failed."""

from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

STATEMENTS = """
create table outbox (
    case_number text not null references cases (number),
    key text not null,
    channel text not null,
    state text not null,
    attempts integer not null,
    since timestamptz not null,
    next_attempt timestamptz,
    last_error text,
    primary key (case_number, key, channel)
);
create index outbox_by_state on outbox (state, since, case_number, key);
"""


def upgrade() -> None:
    op.execute(STATEMENTS)


def downgrade() -> None:
    raise NotImplementedError("facts are never dropped; restore a backup instead")
