"""Let one person stand in for another for a time, and note in whose name a browser acts."""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

STATEMENTS = """
create table stand_ins (
    id serial primary key,
    account text not null references accounts (id),
    deputy text not null references accounts (id),
    begins date not null,
    ends date not null,
    reason text not null,
    named_at timestamptz not null,
    named_by text not null,
    ended_at timestamptz,
    ended_by text
);
create index stand_ins_of_deputy on stand_ins (deputy, ends);
create index stand_ins_of_account on stand_ins (account, ends);
alter table sessions add column on_behalf text references accounts (id);
"""


def upgrade() -> None:
    op.execute(STATEMENTS)


def downgrade() -> None:
    raise NotImplementedError("facts are never dropped; restore a backup instead")
