"""A topic, a file that is imported, or a text on a page makes the program reach nothing else."""

import io
import os
import re
import time
from pathlib import Path

import pypdf
import pytest

from content.library import check_file, load_library
from db import briefs
from db.exported.reading import as_bytes
from db.exported.taking_out import take_out
from db.store import Store
from db.supervision_records import BriefForm
from journal_app.domain.brief import Brief, BriefItem
from journal_app.services import importing, pages, typesetter
from journal_app.services.pages import brief_pdf
from tests.db.supervising import asked, held
from tests.db.writing import NOW, kept
from tests.privacy.reaching import reached

YAML = """---
!!python/object/apply:os.system ["touch {pwned}"]
---
"""
LAUGHS = "---\na: &a [lol, lol]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join([f'*{chr(97 + n)}'] * 9)}]\n" for n in range(20)
)
HEAD = """+++
id = "reaching"
title = "A topic that reaches out"
summary = "file:///etc/passwd"
link = "file:///etc/passwd"
include = "/etc/passwd"
+++

"""
BODY = """## Reaching out {#out}

![a picture](file:///etc/passwd) ![another](/etc/passwd) <img src="/etc/passwd">
[a link](file:///etc/passwd) <https://example.org/> {{#include /etc/passwd}} !include /etc/passwd

```{include} /etc/passwd
```

[^1]: file:///etc/passwd
"""
TOPICS = {
    "yaml.md": YAML,
    "laughs.md": LAUGHS + "---\n",
    "links.md": HEAD + BODY,
    "nested.md": "+++\na = " + "[" * 50_000 + "\n+++\n",
    "dotted.md": "+++\n" + ".".join("a" * 20_000) + " = 1\n+++\n",
    "quotes.md": HEAD + ">" * 20_000 + "\n",
    "emphasis.md": HEAD + "*_" * 20_000 + "\n",
    "brackets.md": HEAD + "[" * 20_000 + "\n",
}
TYPST = (
    '#read("/etc/passwd")',
    '#include "/etc/passwd"',
    '#image("/etc/passwd")',
    '#import "@preview/cetz:0.3.0": *',
    "#sys.inputs",
    "#panic()",
    "$ #eval(1) $",
    '"; #read("page.typ")',
    "\\u{41}",
)


def test_a_topic_reaches_for_nothing_but_itself(tmp_path: Path) -> None:
    folder = tmp_path / "topics"
    folder.mkdir()
    pwned = tmp_path / "pwned"
    for name, text in TOPICS.items():
        (folder / name).write_text(text.replace("{pwned}", str(pwned)), encoding="utf-8")
    began = time.monotonic()
    with reached() as found:
        library = load_library(folder)
    assert time.monotonic() - began < 5
    wanted = {f"open {folder / name}" for name in TOPICS} | {f"os.listdir {folder}"}
    assert set(found) - {f"os.scandir {folder}"} <= wanted
    assert not pwned.exists()
    assert {fault.file for fault in library.faults} >= set(TOPICS)
    assert {file.name for file in tmp_path.iterdir()} == {"topics"}


def test_what_is_no_file_in_the_topics_folder_is_never_opened(tmp_path: Path) -> None:
    folder = tmp_path / "topics"
    (folder / "folder.md").mkdir(parents=True)
    os.mkfifo(folder / "pipe.md")
    (folder / "device.md").symlink_to("/dev/zero")
    (folder / "secret.md").symlink_to("/etc/passwd")
    (folder / "round.md").symlink_to("round.md")
    with reached() as found:
        library = load_library(folder)
    assert [what for what in found if what.startswith("open ")] == []
    assert len({fault.file for fault in library.faults}) == 5
    assert "root:" not in str(library.faults)


@pytest.mark.parametrize("path", ["/dev/zero", "/dev/tty", "/proc/self/mem", "pipe"])
def test_what_is_no_file_can_be_checked_without_reading_it(path: str, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert check_file(tmp_path / path)


def test_an_imported_file_reaches_for_nothing_but_the_journal(tmp_path: Path) -> None:
    """Whatever stands in it: the texts, names and paths of a file are texts, names and paths."""
    reaching = ("file:///etc/passwd", "/etc/passwd", "$(touch pwned)", "'; ATTACH 'pwned' AS x; --")
    other, file = tmp_path / "other.db", tmp_path / "import.json"
    store = Store.create_with_key(other, bytes(32))
    with store.write() as tx:
        for text in reaching:
            kept(tx, text, on=(text.strip("/"),), tagged=("'--",))
        meeting = held(tx, supervisor=reaching[3])
        briefs.create(
            tx,
            meeting,
            form=BriefForm.PDF,
            place="/etc/passwd",
            size=1,
            digest="x",
            item_ids=[asked(tx, meeting, reaching[3])],
            now=NOW,
        )
    with store.read() as tx:
        file.write_bytes(as_bytes(take_out(tx, now=NOW, with_held_back=True)))
    store.close()
    store = Store.create_with_key(tmp_path / "journal.db", bytes(32))
    there = {path.name for path in tmp_path.iterdir()}
    with reached() as found:
        assert importing.merge(store, importing.read(file, journal=store.path)).came == 4
    store.close()
    assert [what for what in found if what != f"open {file}"] == []
    assert {path.name for path in tmp_path.iterdir()} <= there


def test_text_on_a_page_is_never_read_as_typst(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = tmp_path / "cache"
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    brief = Brief(
        heading='#read("/etc/passwd")',
        items=tuple(BriefItem(str(at), text, context=text) for at, text in enumerate(TYPST)),
    )
    pdf = brief_pdf(brief, "a4")
    text = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf.content)).pages)
    printed = re.sub(r"\s", "", text)
    for one in TYPST:
        assert re.sub(r"\s", "", one) in printed, one
    assert "root:" not in printed
    assert not cache.exists()


@pytest.mark.parametrize(
    "reads", ['#read("/etc/passwd")', '#read("../outside")', '#include "/../outside"']
)
def test_typst_reads_nothing_outside_its_own_folder(
    reads: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (tmp_path / "outside").write_text("outside", encoding="utf-8")
    (folder / "page.typ").write_text(reads, encoding="utf-8")
    monkeypatch.setattr(typesetter, "FOLDER", folder)
    with pytest.raises(Exception, match=r"not found|access denied|outside|project root"):
        typesetter.set_page({"template": "page.typ", "page": {}}, 10)


def test_our_pages_import_nothing_but_each_other() -> None:
    for file in pages.TYPESETTER.parent.glob("*.typ"):
        text = file.read_text("utf-8")
        assert set(re.findall(r"(?:import|include) +(\S+)", text)) <= {'"page.typ":'}
        assert not re.search(r"\b(read|image|plugin|eval|xml|yaml|toml|csv|cbor)\(", text)
