"""A program of its own: reads what to set as JSON, writes a line of JSON and then the PDF.

Typst keeps in memory what it has set, and rare text makes it break down noisily. Both end here
with the process. Nothing touches a file, the network, or a font of the system.
"""

import json
import sys
from pathlib import Path
from typing import Any

import typst

from journal_app.guard import guard

FOLDER = Path(__file__).parent


def main() -> None:
    """Sets the page in the first of the sizes that makes it one page, or else in the first."""
    guard()
    asked = json.load(sys.stdin.buffer)
    first, *others = asked["sizes"]
    told, pdf = set_page(asked, first)
    for size in others:
        if told["pages"] > 1:
            found, made = set_page(asked, size)
            if found["pages"] == 1:
                told, pdf = found, made
    sys.stdout.buffer.write(json.dumps(told).encode() + b"\n" + pdf)


def set_page(asked: dict[str, Any], size: float) -> tuple[dict[str, Any], bytes]:
    """What the template tells of the page, and the PDF."""
    compiler = typst.Compiler(
        FOLDER / asked["template"],
        root=FOLDER,
        ignore_system_fonts=True,
        sys_inputs={"page": json.dumps({**asked["page"], "size": size})},
    )
    pdf = compiler.compile(format="pdf", timestamp=0)
    if not isinstance(pdf, bytes):
        raise TypeError(type(pdf))
    told = {
        label: json.loads(compiler.query(f"<{label}>", field="value", one=True))
        for label in ("pages", "lacking")
    }
    return told, pdf


if __name__ == "__main__":
    main()
