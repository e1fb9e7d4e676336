"""Watch open clocks by index, keep who was told of them, and how long closed cases took."""

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

STATEMENTS = """
create table open_clocks (
    case_number text not null references cases (number),
    key text not null,
    kind text not null,
    step text not null,
    department text not null,
    holder text,
    matter_key text not null,
    reason text not null,
    started_on date not null,
    yellow_on date not null,
    last_on date not null,
    next_look date,
    primary key (case_number, key)
);
create index clocks_to_look_at on open_clocks (next_look) where next_look is not null;
create index clocks_by_day on open_clocks (last_on, case_number, key);
create index clocks_of_department on open_clocks (department, last_on, case_number, key);
create table clock_reminders (
    case_number text not null,
    key text not null,
    last_on date not null,
    level text not null,
    told_to text not null,
    department text not null,
    holder text,
    told_on date not null,
    told_at timestamptz not null,
    primary key (case_number, key, last_on, level, told_to)
);
create index reminders_of_department on clock_reminders (department, told_to, told_on);
create index reminders_by_day on clock_reminders (told_on);
create table past_cases (
    case_number text primary key references cases (number),
    matter_key text not null,
    scenario text not null,
    closed_on date not null,
    days integer not null
);
create index past_cases_alike on past_cases (matter_key, scenario, closed_on desc);
"""


def upgrade() -> None:
    op.execute(STATEMENTS)


def downgrade() -> None:
    raise NotImplementedError("facts are never dropped; restore a backup instead")
