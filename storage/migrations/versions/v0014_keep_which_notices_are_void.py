"""Keep which notices are void and which one takes their place, and find a notice by its number or by its file."""

from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

STATEMENTS = """
alter table notices add column voided_at timestamptz;
alter table notices add column void_because text;
alter table notices add column replaces text;
create index notices_by_number on notices (number);
create index notices_by_file on notices (file) where file is not null;
create index notices_void on notices (year, department, series) where voided_at is not null;
"""


def upgrade() -> None:
    op.execute(STATEMENTS)


def downgrade() -> None:
    raise NotImplementedError("facts are never dropped; restore a backup instead")
