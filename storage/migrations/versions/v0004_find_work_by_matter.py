"""Let a queue be narrowed to one matter within its index: the counter's acceptances are of all matters."""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

STATEMENTS = """
alter table work_items add column matter_key text;
update work_items w set matter_key = c.matter_key from cases c where c.number = w.case_number;
alter table work_items alter column matter_key set not null;
create index work_of_matter on work_items
    (department, matter_key, (coalesce(promised_on, due_on, '9999-12-31'::date)), case_number, step);
"""


def upgrade() -> None:
    op.execute(STATEMENTS)


def downgrade() -> None:
    raise NotImplementedError("facts are never dropped; restore a backup instead")
