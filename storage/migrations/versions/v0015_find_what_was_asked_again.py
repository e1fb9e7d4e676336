"""Find notices that asked for what an earlier one could have asked, without looking through all facts."""

from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

STATEMENTS = """
create index facts_asked_again on facts (case_number)
where body like '{"fact":"more-asked"%' and body like '%"again":%';
"""


def upgrade() -> None:
    op.execute(STATEMENTS)


def downgrade() -> None:
    raise NotImplementedError("facts are never dropped; restore a backup instead")
