"""Keep the part of a step that a piece of open work is: several may be open for one department."""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

STATEMENTS = """
alter table work_items add column part text not null default '';
alter table work_items drop constraint work_items_pkey;
alter table work_items add primary key (case_number, step, department, part);
drop index work_of_department;
drop index work_of_holder;
drop index work_of_matter;
drop index work_waiting;
create index work_of_department on work_items
    (department, coalesce(promised_on, due_on, '9999-12-31'::date), case_number, step, part);
create index work_of_holder on work_items
    (department, holder, coalesce(promised_on, due_on, '9999-12-31'::date), case_number, step, part)
    where holder is not null;
create index work_of_matter on work_items
    (department, matter_key, coalesce(promised_on, due_on, '9999-12-31'::date), case_number, step, part);
create index work_waiting on work_items
    (department, coalesce(promised_on, due_on, '9999-12-31'::date), case_number, step, part)
    where waiting;
"""


def upgrade() -> None:
    op.execute(STATEMENTS)


def downgrade() -> None:
    raise NotImplementedError("facts are never dropped; restore a backup instead")
