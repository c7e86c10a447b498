"""The actions that write in the journal, or let something be typed that would be written there."""

_BY_GROUP = {
    "everywhere": "new merge",
    "today": "write bring",
    "read": "write bring",
    "questions": "write bring caught",
    "answers": "write bring",
    "journal": "edit trash undo bring",
    "reflection": "edit later bring bring_passage case tags day keep shed trash take_out remove",
    "passage": "bring",
    "later": "keep",
    "versions": "bring_back",
    "trash": "take_out remove empty",
    "backups": "make place",
    "backup": "restore",
    "names": "rename",
    "map": "write",
    "supervision": "ask bring plan hold edit park drop undo",
    "since": "ask bring set_aside edit",
    "item": "eyes ways_on",
    "hold": "done",
    "actions": "open edit due drop undo",
    "agenda": "ask down up longer shorter park drop undo risk bring edit hold",
    "meetings": "plan edit hold cancel undo",
    "held_back": "write edit ready not_yet asking let_go undo erase",
    "brief": "tick replace stand undo out read",
    "write": "keep link tags bring frame own_state case day",
}

WRITES = frozenset(
    f"{where}.{name}" for where, names in _BY_GROUP.items() for name in names.split()
)
"""Their ids. The journal itself refuses whatever is missing here, only later."""
