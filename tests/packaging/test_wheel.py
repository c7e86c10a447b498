"""The program as somebody installs it: from the built wheel, far from the source tree."""

import json
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("journal_app", "content", "db")

# Built once: all of these go to one worker.
pytestmark = pytest.mark.xdist_group("wheel")


def run(command: Sequence[str | Path], folder: Path) -> str:
    """What the program printed; one that fails fails the test with what it said."""
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def build(source: Path, kind: str, into: Path) -> Path:
    """Build a distribution without the network, with the locked build tool."""
    run([sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", into], source)
    (built,) = into.iterdir()
    return built


def unpack(archive: Path, into: Path) -> None:
    """Write out the files of a source archive; not every Python 3.11 has `extractall(filter=)`."""
    with tarfile.open(archive) as held:
        for member in held:
            content = held.extractfile(member)
            if content is not None:
                path = into / member.name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content.read())


def shipped() -> Iterator[str]:
    """All that stands in the packages, as it is called in a wheel."""
    for package in PACKAGES:
        for path in (ROOT / package).rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts:
                yield path.relative_to(ROOT).as_posix()


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel built from the source tree, as `pipx install .` builds it."""
    return build(ROOT, "wheel", tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of an environment that holds the wheel and can see its dependencies.

    A path in a .pth file is searched but its own .pth files are not read, so the source tree that
    is installed as editable beside the dependencies stays out of sight.
    """
    home = tmp_path_factory.mktemp("installed")
    venv.create(home, with_pip=False, symlinks=True)
    programs = home / "bin"
    pip: list[str | Path] = [
        sys.executable,
        "-m",
        "pip",
        "--python",
        programs / "python",
        "install",
    ]
    run([*pip, "--quiet", "--no-index", "--no-deps", "--no-compile", wheel], home)
    (packages,) = home.glob("lib/python*/site-packages")
    paths = sysconfig.get_paths()
    seen = {paths["purelib"], paths["platlib"]}
    (packages / "dependencies.pth").write_text("\n".join(seen) + "\n", encoding="utf-8")
    return programs


def test_the_wheel_holds_every_file_of_the_packages_and_no_other(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        held = {name for name in archive.namelist() if ".dist-info/" not in name}
    assert held == set(shipped())


def test_a_source_archive_builds_the_same_wheel(wheel: Path, tmp_path: Path) -> None:
    source = build(ROOT, "sdist", tmp_path / "sdist")
    unpack(source, tmp_path / "unpacked")
    (tree,) = (tmp_path / "unpacked").iterdir()
    again = build(tree, "wheel", tmp_path / "again")
    with zipfile.ZipFile(wheel) as one, zipfile.ZipFile(again) as other:
        assert sorted(one.namelist()) == sorted(other.namelist())


def test_the_installed_program_runs_far_from_the_source_tree(
    installed: Path, tmp_path: Path
) -> None:
    for package in PACKAGES:
        found = run(
            [installed / "python", "-c", f"import {package} as p; print(p.__file__)"], tmp_path
        )
        assert Path(found).is_relative_to(installed.parent)
    where = json.loads(run([installed / "journal", "where", "--json"], tmp_path))
    assert set(where) >= {"journal", "topics", "backups", "settings"}
    assert "co-regulation" in run([installed / "journal", "topics"], tmp_path)


def test_the_installed_program_keeps_a_journal(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("lantern gravel otter seventeen\n", encoding="utf-8")
    options = ["--journal", "own.db", "--passphrase-file", "secret"]
    made = json.loads(run([installed / "journal", *options, "init", "--json"], tmp_path))
    assert len(made["recovery_words"].split()) == 24
    assert json.loads(run([installed / "journal", *options, "list", "--json"], tmp_path)) == []


def test_the_installed_migrations_and_styles_are_found(installed: Path, tmp_path: Path) -> None:
    program = """
import asyncio
from pathlib import Path
import db
from alembic.script import ScriptDirectory
from db.schema import HEAD
from journal_app.app import JournalApp
from journal_app.paths import paths
scripts = ScriptDirectory(str(Path(db.__file__).parent / "migrations"))
assert scripts.get_heads() == [HEAD]

async def start():
    async with JournalApp(paths()).run_test() as pilot:
        await pilot.pause()

asyncio.run(start())
"""
    run([installed / "python", "-c", program], tmp_path)


def test_the_installed_program_sets_a_page(installed: Path, tmp_path: Path) -> None:
    program = """
from journal_app.domain.brief import Brief
from journal_app.services.pages import brief_pdf
assert brief_pdf(Brief(), "a4").pages == 1
"""
    run([installed / "python", "-c", program], tmp_path)
