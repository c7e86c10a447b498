"""The signs of the text and what they mean, on one line."""

from textual.content import Content

from journal_app.domain.signs import LEGEND, SHORT_LEGEND


def legend(width: int) -> Content:
    """The signs and what they mean, as wide apart and in as many words as the line allows."""
    lines = [
        Content(gap).join(
            Content.styled(shown, "bold") + Content(f" {meaning}") for shown, meaning in signs
        )
        for signs, gap in ((LEGEND, "    "), (LEGEND, "  "), (SHORT_LEGEND, "  "))
    ]
    return next((line for line in lines if line.cell_length <= width), lines[-1])
