"""Let a version take cases from a day on, and keep who wrote it: drafts wait for somebody else to publish them."""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

STATEMENTS = """
alter table matters add column takes_from timestamptz;
update matters set takes_from = published_at;
alter table matters alter column takes_from set not null;
alter table matters add column author text;
create table matter_drafts (
    digest text primary key,
    key text not null,
    version integer not null,
    source text not null,
    author text not null,
    handed_in_at timestamptz not null
);
"""


def upgrade() -> None:
    op.execute(STATEMENTS)


def downgrade() -> None:
    raise NotImplementedError("facts are never dropped; restore a backup instead")
