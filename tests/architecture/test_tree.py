"""What holds for every file that is kept."""

import pwd
import re
import sys
from collections.abc import Iterator
from os import getuid
from pathlib import Path

import pytest
from textual.css.model import SelectorType
from textual.css.parse import parse

ROOT = Path(__file__).parents[2]
ROOMS = ("journal_app", "content", "db", "tests", "bench", "docs", ".ci")
LONGEST = 400
UNFINISHED = re.compile(
    r"\b(TODO|FIXME|XXX|HACK)\b"
    r"|pytest\.(skip|mark\.(skip\b|xfail))"
    r"|#\s*type:\s*ignore(?!\[)"
    r"|except( Base)?Exception:\s*pass"
)
REGISTRIES = re.compile(r"pypi\.org|pythonhosted|index-url|find-links\s*=|(?m:^--\w)")


def kept(*endings: str) -> Iterator[Path]:
    """Every text file of the project with one of these endings, or with any, but this one."""
    files = [path for path in ROOT.iterdir() if path.is_file()]
    for room in ROOMS:
        files += [path for path in (ROOT / room).rglob("*") if path.is_file()]
    for path in files:
        if "__pycache__" in path.parts or path.suffix == ".svg" or path == Path(__file__):
            continue
        if not endings or path.suffix in endings:
            yield path


def test_no_file_grows_past_400_lines() -> None:
    lengths = {path: len(path.read_text("utf-8").splitlines()) for path in kept(".py", ".tcss")}
    assert lengths
    assert not {path: length for path, length in lengths.items() if length > LONGEST}


def test_nothing_is_left_for_later_skipped_or_silenced() -> None:
    assert not [
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path in kept(".py")
        for match in UNFINISHED.finditer(path.read_text("utf-8"))
    ]


def test_no_file_names_a_place_on_this_machine() -> None:
    places = {str(ROOT), pwd.getpwuid(getuid()).pw_dir, sys.base_prefix} - {"/", "/usr"}
    assert not [
        f"{path.relative_to(ROOT)}: {place}"
        for path in kept()
        for place in places
        if f"{place}/".encode() in path.read_bytes()
    ]


def test_the_locks_pin_by_hash_and_name_no_registry() -> None:
    locks = list(kept(".lock"))
    assert len(locks) == 2
    for lock in locks:
        text = lock.read_text("utf-8")
        assert "://" not in text
        assert not REGISTRIES.search(text)
        pins = re.split(r"\n(?=\S)", text.strip())
        assert len(pins) > 20
        assert not [pin for pin in pins if "==" not in pin or "--hash=sha256:" not in pin]


def test_what_runs_is_tested_in_the_very_same_versions() -> None:
    def pins(name: str) -> set[str]:
        found = re.findall(r"^([\w.-]+==[^\s;]+)", (ROOT / name).read_text("utf-8"), re.MULTILINE)
        return {str(pin) for pin in found}

    assert pins("requirements.lock") <= pins("requirements-dev.lock")


@pytest.mark.parametrize(
    "styles",
    sorted(ROOT.glob("journal_app/*/**/*.tcss")),
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_a_screens_styles_reach_no_other_screen(styles: Path) -> None:
    """Textual applies every loaded stylesheet to the whole app, whoever brought it.

    So each rule stands under a type of the module beside it, or, shared by several, under a class
    that is called like the file.
    """
    module = styles.with_suffix(".py")
    source = module.read_text("utf-8") if module.exists() else ""
    own = {(SelectorType.TYPE, name) for name in re.findall(r"(?m)^class (\w+)", source)}
    own.add((SelectorType.CLASS, styles.stem))
    # A theme gives the variables their values, which are nothing to a selector.
    css = re.sub(r"\$[\w-]+", "red", styles.read_text("utf-8"))
    rules = list(parse("", css, (str(styles), "")))
    assert rules
    for rule in rules:
        for selectors in rule.selector_set:
            outermost = selectors.selectors[0]
            assert (outermost.type, outermost.name) in own, rule.selectors
