"""Writes docs/keys.md from the registry of actions: `python docs/make_keys.py`."""

from pathlib import Path

from journal_app import keymap

PAGE = Path(__file__).parent / "keys.md"


def page() -> str:
    """The page as the registry has it now."""
    lines = [
        "# Keys",
        "",
        "Made from `journal_app/keymap`. `f1` shows the keys that work where you are.",
    ]
    for where, heading in keymap.HEADINGS.items():
        lines += ["", f"## {heading}", "", "| Key | What it does |", "|---|---|"]
        lines += [
            f"| `{keymap.key_names(command)}` | {command.help} |" for command in keymap.group(where)
        ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
