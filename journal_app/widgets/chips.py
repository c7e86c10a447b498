"""What hangs on a reflection, on a line: passages, tags, case code, own state, if brought."""

from collections.abc import Iterable

from textual.content import Content

from journal_app.domain.own_state import OWN_STATES
from journal_app.domain.visible import one_line


def chips(
    labels: Iterable[str],
    tags: Iterable[str],
    own_state: int | None,
    brought: bool,
    case_code: str | None = None,
) -> Content:
    """The chips with two spaces between them; empty where nothing hangs on it."""
    found = [Content.styled(f"↳ {one_line(label, 40)}", "$primary") for label in labels]
    found += [Content.styled(f"#{one_line(tag, 30)}", "$secondary") for tag in tags]
    if case_code is not None:
        found.append(Content.styled(f"case {one_line(case_code, 30)}", "$secondary"))
    if own_state is not None:
        found.append(Content.styled(f"own state: {OWN_STATES[own_state]}", "$text-muted"))
    if brought:
        found.append(Content.styled("▸ brought", "$accent"))
    return Content("   ").join(found)
