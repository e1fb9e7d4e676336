"""Make all tables."""

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TABLES = """
create table accounts (
    id text not null,
    name_zh text not null,
    name_en text not null,
    department text not null,
    roles text[] not null,
    password text,
    token bytea,
    demo boolean not null,
    disabled boolean not null,
    primary key (id),
    unique (token)
);
create table drafts (
    id text not null,
    account text not null,
    digest text not null,
    body text not null,
    updated_at timestamptz not null,
    primary key (id)
);
create index ix_drafts_account on drafts (account);
create table idempotency (
    account text not null,
    key text not null,
    request bytea not null,
    status integer not null,
    answer text not null,
    at timestamptz not null,
    primary key (account, key)
);
create table incidents (
    id serial not null,
    case_number text not null,
    action text not null,
    sentence text not null,
    at timestamptz not null,
    times integer not null,
    resolved_at timestamptz,
    resolved_by text,
    primary key (id)
);
create index ix_incidents_case_number on incidents (case_number);
create unique index open_incidents on incidents (case_number, action) where resolved_at is null;
create table matters (
    digest text not null,
    key text not null,
    version integer not null,
    body text not null,
    source text not null,
    published_at timestamptz not null,
    published_by text not null,
    retired_at timestamptz,
    retired_by text,
    primary key (digest)
);
create index ix_matters_key on matters (key);
create table number_series (
    department text not null,
    series text not null,
    year integer not null,
    last integer not null,
    primary key (department, series, year)
);
create table sign_in_failures (
    id serial not null,
    who bytea not null,
    at timestamptz not null,
    primary key (id)
);
create index ix_sign_in_failures_who on sign_in_failures (who);
create table waves (
    id text not null,
    matter_key text not null,
    started_at timestamptz not null,
    ended_at timestamptz,
    cases integer not null,
    actions integer not null,
    primary key (id)
);
create table cases (
    number text not null,
    digest text not null,
    matter_key text not null,
    version integer not null,
    state text not null,
    outcome text,
    applicant text not null,
    subject bytea not null,
    follow text not null,
    launched_at timestamptz not null,
    due_on date,
    closed_at timestamptz,
    wake_at timestamptz,
    leased_until timestamptz,
    wave text,
    waves integer not null,
    carried integer not null,
    primary key (number),
    foreign key(digest) references matters (digest),
    unique (follow)
);
create index cases_due on cases (wake_at) where wake_at is not null;
create index cases_newest on cases (launched_at desc, number);
create index cases_open on cases (matter_key, launched_at desc) where outcome is null;
create index ix_cases_subject on cases (subject);
create table sessions (
    token bytea not null,
    account text not null,
    since timestamptz not null,
    until timestamptz not null,
    primary key (token),
    foreign key(account) references accounts (id)
);
create table facts (
    case_number text not null,
    seq integer not null,
    body text not null,
    hash bytea not null,
    primary key (case_number, seq),
    foreign key(case_number) references cases (number)
);
create table notices (
    case_number text not null,
    key text not null,
    letter text not null,
    department text not null,
    step text,
    series text not null,
    year integer not null,
    sequence integer not null,
    number text not null,
    code text not null,
    text bytea not null,
    issued_at timestamptz not null,
    file text,
    delivered_at timestamptz,
    primary key (case_number, key),
    foreign key(case_number) references cases (number),
    unique (code)
);
create unique index notice_numbers on notices (department, series, year, sequence);
create table work_items (
    case_number text not null,
    step text not null,
    department text not null,
    round integer not null,
    opened_at timestamptz not null,
    due_on date,
    promised_on date,
    holder text,
    waiting boolean not null,
    primary key (case_number, step, department),
    foreign key(case_number) references cases (number)
);
create index work_of_department on work_items (department, due_on, case_number);
create sequence case_serial;
"""


def upgrade() -> None:
    op.execute(TABLES)


def downgrade() -> None:
    raise NotImplementedError("facts are never dropped; restore a backup instead")
