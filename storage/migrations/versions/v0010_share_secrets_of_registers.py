"""Share what signs calls to a gateway for a while: all processes use the secrets that were fetched last."""

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

STATEMENTS = """
create table register_secrets (
    connector text primary key,
    body text not null,
    written_at timestamptz not null
);
"""


def upgrade() -> None:
    op.execute(STATEMENTS)


def downgrade() -> None:
    raise NotImplementedError("facts are never dropped; restore a backup instead")
