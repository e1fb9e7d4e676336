"""Keep what an incident says in Chinese and in English."""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

COLUMNS = """
alter table incidents rename column sentence to sentence_zh;
alter table incidents add column sentence_en text;
update incidents set sentence_en = sentence_zh;
alter table incidents alter column sentence_en set not null;
"""


def upgrade() -> None:
    op.execute(COLUMNS)


def downgrade() -> None:
    raise NotImplementedError("facts are never dropped; restore a backup instead")
