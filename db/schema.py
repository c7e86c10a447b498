"""The tables, indexes, triggers and version of a new journal, made without Alembic for speed."""

from sqlalchemy import Connection

import db.supervision_models
import db.tallies  # noqa: F401  (importing them is what adds their tables)
from db.models import Base
from db.triggers import INDEX_STATEMENTS, TRIGGERS

HEAD = "0003"
"""The newest revision in db/migrations/versions."""


def create(connection: Connection) -> None:
    """Makes the newest schema in an empty file and stamps it."""
    Base.metadata.create_all(connection, checkfirst=False)
    for statement in (*INDEX_STATEMENTS, *TRIGGERS):
        connection.exec_driver_sql(statement)
    connection.exec_driver_sql(
        "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, "
        "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
    )
    connection.exec_driver_sql(f"INSERT INTO alembic_version VALUES ('{HEAD}')")  # noqa: S608
