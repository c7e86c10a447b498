"""Search, later thoughts, case codes, days to look again, and tallies of what was written."""

from pathlib import Path

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Runs the statements beside this file; an empty line ends each of them."""
    script = Path(__file__).with_suffix(".sql").read_text("utf-8")
    for statement in script.split("\n\n"):
        op.get_bind().exec_driver_sql(statement)
