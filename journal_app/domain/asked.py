"""How often something was met, and when last, in words."""

from datetime import date

from journal_app.domain.dates import ago


def met(count: int, latest: date | None, today: date) -> str:
    """`3 reflections, last met 5 weeks ago`, or that it has not been met yet."""
    if count == 0 or latest is None:
        return "Not met yet"
    reflections = "1 reflection" if count == 1 else f"{count} reflections"
    return f"{reflections}, last met {ago(latest, today)}"
