"""The commands by name, known without loading any of them."""

COMMANDS = {
    "init": "keeping:init",
    "demo": "trying:demo",
    "topics": "reading:topics",
    "read": "reading:read",
    "questions": "reading:questions",
    "misconceptions": "reading:misconceptions",
    "write": "writing:write",
    "list": "finding:list_reflections",
    "search": "finding:search",
    "show": "reviewing:show",
    "versions": "reviewing:versions",
    "edit": "changing:edit",
    "later": "changing:later",
    "trash": "trash:trash",
    "restore": "trash:restore",
    "purge": "trash:purge",
    "tags": "naming:tags",
    "cases": "naming:cases",
    "meetings": "supervision:meetings",
    "agenda": "supervision:agenda",
    "brief": "leaving:brief",
    "log": "leaving:log",
    "merge": "merging:merge",
    "export": "taking_along:export",
    "import": "taking_along:import_file",
    "passphrase": "recovering:passphrase",
    "recover": "recovering:recover",
    "recovery-sheet": "recovering:recovery_sheet",
    "backup": "backing_up:backup",
    "backups": "backing_up:backups",
    "restore-backup": "restoring:restore_backup",
    "check": "checking:check",
    "where": "keeping:where",
}
"""Each command's module in `commands` and its name there, in the order of the help."""

ON_SCREEN = frozenset({"demo"})
"""The commands that open the app and so need a terminal."""
