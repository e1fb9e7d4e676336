"""Keep every version of every year of the calendar, and the dates of cases that moved by it."""

from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

STATEMENTS = """
create table calendar_loads (
    id integer generated always as identity primary key,
    calendar text not null,
    loaded_at timestamptz not null,
    loaded_by text not null,
    reason text not null,
    finished_at timestamptz
);
create index calendar_loads_unfinished on calendar_loads (id) where finished_at is null;
create table calendar_years (
    load integer not null references calendar_loads (id),
    jurisdiction text not null,
    year integer not null,
    version integer not null,
    source text not null,
    body text not null,
    primary key (load, jurisdiction, year)
);
create table moved_dates (
    load integer not null references calendar_loads (id),
    case_number text not null references cases (number),
    clock text not null,
    department text not null,
    matter_key text not null,
    title_zh text not null,
    title_en text not null,
    before_on date not null,
    after_on date not null,
    primary key (load, case_number, clock)
);
create index moved_dates_of_department on moved_dates (department, load);
create table calendar_news_read (
    load integer not null references calendar_loads (id),
    account text not null references accounts (id),
    read_at timestamptz not null,
    primary key (load, account)
);
"""


def upgrade() -> None:
    op.execute(STATEMENTS)


def downgrade() -> None:
    raise NotImplementedError("facts are never dropped; restore a backup instead")
