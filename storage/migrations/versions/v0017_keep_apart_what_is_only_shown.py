"""Keep what registers said for people to read apart from the facts, so that it can be erased in its time."""

from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

STATEMENTS = """
create table shown_values (
    case_number text not null references cases (number),
    seq integer not null,
    check_key text not null,
    sealed text not null,
    primary key (case_number, seq)
);
"""


def upgrade() -> None:
    op.execute(STATEMENTS)


def downgrade() -> None:
    raise NotImplementedError("facts are never dropped; restore a backup instead")
