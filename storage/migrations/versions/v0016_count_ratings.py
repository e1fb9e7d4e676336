"""Keep the ratings of services beside the facts, so that supervisors can count them."""

from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

STATEMENTS = """
create table ratings (
    case_number text primary key references cases (number),
    matter_key text not null,
    department text not null,
    level text not null,
    anonymous boolean not null,
    channel text not null,
    rated_on date not null,
    due_on date,
    contacted_on date,
    settled_on date,
    corrected_by date,
    verdict text
);
create index ratings_by_day on ratings (rated_on);
"""


def upgrade() -> None:
    op.execute(STATEMENTS)


def downgrade() -> None:
    raise NotImplementedError("facts are never dropped; restore a backup instead")
