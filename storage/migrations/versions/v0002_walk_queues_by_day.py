"""Walk the queue of a department by the day that its officers work towards."""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

INDEXES = """
drop index work_of_department;
create index work_of_department on work_items
    (department, (coalesce(promised_on, due_on, '9999-12-31'::date)), case_number, step);
create index work_of_holder on work_items
    (department, holder, (coalesce(promised_on, due_on, '9999-12-31'::date)), case_number, step)
    where holder is not null;
create index work_waiting on work_items
    (department, (coalesce(promised_on, due_on, '9999-12-31'::date)), case_number, step)
    where waiting;
"""


def upgrade() -> None:
    op.execute(INDEXES)


def downgrade() -> None:
    raise NotImplementedError("facts are never dropped; restore a backup instead")
