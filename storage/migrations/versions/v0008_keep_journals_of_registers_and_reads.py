"""Keep journals of registers and of readings, how registers stand, and which of them a case waits for."""

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

STATEMENTS = """
create table register_calls (
    id bigint generated always as identity primary key,
    at timestamptz not null,
    register text not null,
    check_key text not null,
    case_number text not null,
    operator text not null,
    item text not null,
    material text not null,
    basis text not null,
    outcome text not null,
    calls integer not null,
    milliseconds integer,
    request text not null
);
create index register_calls_newest on register_calls (at, id);
create index register_calls_of_register on register_calls (register, at, id);
create index register_calls_of_case on register_calls (case_number, at, id);
create table register_states (
    register text primary key,
    state text not null check (state in ('up', 'failing', 'down')),
    since timestamptz not null,
    failures integer not null,
    heard_at timestamptz not null,
    down_since timestamptz,
    probed_at timestamptz,
    probe_case text,
    chosen_at timestamptz,
    trouble_zh text,
    trouble_en text,
    trouble_at timestamptz
);
create table register_allowances (
    register text primary key,
    free_at timestamptz not null
) with (fillfactor = 50);
alter table cases add column awaits text[];
create index cases_awaiting on cases using gin (awaits) where awaits is not null;
create table reads (
    id bigint generated always as identity primary key,
    at timestamptz not null,
    account text not null,
    on_behalf text,
    department text not null,
    case_number text not null,
    what text not null,
    purpose text not null
);
create index reads_newest on reads (at, id);
create index reads_of_account on reads (account, at, id);
create index reads_of_case on reads (case_number, at, id);
"""


def upgrade() -> None:
    op.execute(STATEMENTS)


def downgrade() -> None:
    raise NotImplementedError("facts are never dropped; restore a backup instead")
