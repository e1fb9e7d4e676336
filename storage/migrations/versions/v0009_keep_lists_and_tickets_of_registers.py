"""Keep the lists that departments hand over, and the tickets under which registers will send their answers."""

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

STATEMENTS = """
create table register_lists (
    id bigint generated always as identity primary key,
    register text not null,
    as_of date not null,
    loaded_at timestamptz not null,
    loaded_by text not null,
    rows integer not null,
    replaced_at timestamptz
);
create unique index register_list_in_force on register_lists (register) where replaced_at is null;
create table register_rows (
    id bigint generated always as identity primary key,
    list bigint not null references register_lists (id),
    key bytea not null,
    body text not null
);
create index register_row_of_key on register_rows (list, key);
create table register_tickets (
    register text not null,
    ticket bytea not null,
    case_number text not null,
    check_key text not null,
    asked_at timestamptz not null,
    answered_at timestamptz,
    answer text,
    primary key (register, ticket)
);
create index register_ticket_asked on register_tickets (asked_at);
"""


def upgrade() -> None:
    op.execute(STATEMENTS)


def downgrade() -> None:
    raise NotImplementedError("facts are never dropped; restore a backup instead")
