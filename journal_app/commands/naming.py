"""The commands about the names that hang on reflections: tags and cases."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import click

from db.errors import NotFound
from db.names import case_name, folded, tag_name
from db.transaction import Transaction
from journal_app.commands.hanging import mind_the_code
from journal_app.commands.output import Page, Refusal, number, say, write_json
from journal_app.commands.shared import (
    Access,
    as_json,
    open_journal,
    require_journal,
    takes_journal,
)
from journal_app.services import naming

_rename = click.option(
    "--rename", nargs=2, metavar="OLD NEW", help="Give OLD the name NEW, on every reflection."
)
_merge = click.option(
    "--merge", is_flag=True, help="With --rename: if there is a NEW already, make the two one."
)


@dataclass(frozen=True, slots=True)
class _Sort:
    """A sort of names. `borne` gives each with how many reflections outside the trash bear it."""

    key: str
    noun: str
    tidy: Callable[[str], str]
    borne: Callable[[Transaction], tuple[tuple[str, int], ...]]
    rename: Callable[[Transaction, str, str], bool]


_TAGS = _Sort("tag", "tag", tag_name, lambda tx: naming.names(tx).tags, naming.rename_tag)
_CASES = _Sort(
    "case", "case code", case_name, lambda tx: naming.names(tx).cases, naming.rename_case
)


@click.command
@_rename
@_merge
@as_json
@takes_journal
def tags(access: Access, rename: tuple[str, str] | None, merge: bool, as_json: bool) -> None:
    """List the tags with how many reflections bear them, or rename one."""
    _run(_TAGS, access, rename, merge=merge, as_json=as_json)


@click.command
@_rename
@_merge
@as_json
@takes_journal
def cases(access: Access, rename: tuple[str, str] | None, merge: bool, as_json: bool) -> None:
    """List the case codes with how many reflections bear them, or rename one."""
    _run(_CASES, access, rename, merge=merge, as_json=as_json)
    if rename is not None:
        mind_the_code(rename[1])


def _run(
    sort: _Sort, access: Access, rename: tuple[str, str] | None, *, merge: bool, as_json: bool
) -> None:
    if merge and rename is None:
        raise click.BadOptionUsage("--merge", "--merge goes with --rename.")
    require_journal(access.paths.journal)
    if rename is not None:
        _print_renamed(sort, _renamed(sort, access, rename, merge=merge), as_json=as_json)
        return
    with open_journal(access) as store, store.read() as tx:
        found = sort.borne(tx)
    if as_json:
        write_json([_name_json(sort, name, count) for name, count in found])
        return
    page = Page()
    for name, count in found:
        page.line(f"{name}  {number(count, 'reflection')}")
    page.show()
    if not found:
        say(f"No reflection has a {sort.noun} yet.")


def _renamed(
    sort: _Sort, access: Access, rename: tuple[str, str], *, merge: bool
) -> tuple[str, int, bool]:
    """The name it has now, how many bear it, and whether two became one."""
    # What bears a name already is found by it, even if nothing would be called so now.
    old, new = " ".join(rename[0].split()), sort.tidy(rename[1])
    with open_journal(access) as store, store.write() as tx:
        before = {folded(name): count for name, count in sort.borne(tx)}
        try:
            merged = sort.rename(tx, old, new)
        except NotFound:
            raise Refusal(f"There is no such {sort.noun}. Nothing was renamed.") from None
        if merged and not merge:
            # What is raised here undoes the renaming.
            joining = number(before.get(folded(old), 0), "reflection")
            there = number(before.get(folded(new), 0), "reflection")
            raise Refusal(
                f"There is a {sort.noun} of that name already, on {there}, and {joining} would "
                "join it. Add --merge if the two are one."
            )
        after = {folded(name): (name, count) for name, count in sort.borne(tx)}
    return *after.get(folded(new), (new, 0)), merged


def _print_renamed(sort: _Sort, renamed: tuple[str, int, bool], *, as_json: bool) -> None:
    name, count, merged = renamed
    if as_json:
        write_json(_name_json(sort, name, count) | {"merged": merged})
        return
    page = Page()
    how = "The two are one now" if merged else "Renamed"
    page.paragraph(f"{how}: {name}, on {number(count, 'reflection')}.")
    page.show()


def _name_json(sort: _Sort, name: str, count: int) -> dict[str, Any]:
    return {sort.key: name, "reflections": count}
