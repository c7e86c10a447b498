"""Small values the journal itself remembers."""

import json
from typing import TypeAlias

from sqlalchemy import select
from sqlalchemy.dialects.sqlite import insert

from db.models import SettingRow
from db.transaction import Transaction

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"


def get(tx: Transaction, key: str, default: Json = None) -> Json:
    """What was put there last, or the default."""
    found = tx.value(select(SettingRow.value).where(SettingRow.key == key))
    if found is None:
        return default
    value: Json = json.loads(found)
    return value


def put(tx: Transaction, key: str, value: Json) -> None:
    """Remembers the value."""
    written = json.dumps(value)
    tx.change(
        insert(SettingRow)
        .values(key=key, value=written)
        .on_conflict_do_update(index_elements=["key"], set_={"value": written})
    )
