"""Briefs to test on, and texts that a page could stumble over."""

from hypothesis import strategies as st

from journal_app.domain.brief import Brief, BriefItem, Excerpt

FULL = Brief(
    meeting="Monday, 23 November 2026",
    supervisor="R.",
    minutes="50 minutes",
    risk="none",
    items=(
        BriefItem(
            key="7f",
            question="Whose silence am I mending?",
            kind="process",
            minutes="15 minutes",
            case_code="K4",
            context="Weekly for a year.\nLong silences since the summer.",
            surfaces_first="A tightness in the throat.",
            moment="Minute thirty. She looks at the plant.",
            reaction="I explained, too quickly.",
            wants="thinking together",
            went_well="She came back to it by herself.",
            excerpts=(
                Excerpt("a1", "She turned to the window.", "12 November 2026"),
                Excerpt("a2", "I looked away first.", "12 November 2026"),
                Excerpt("b1", "Two minutes are long."),
            ),
        ),
        BriefItem(key="8a", question="Am I working harder than she is?"),
    ),
)

TRICKS = (
    *"#*_`[]()<>|~=+-@$&\\!:;.'\"{}^%/ \t\n\r",
    "# ",
    "- ",
    "1. ",
    "10) ",
    "> ",
    "```",
    "~~~",
    "---",
    "===",
    "    ",
    "\n\n",
    "  \n",
    "|---|---|\n",
    "&amp;",
    "&#35;",
    "<b>",
    "</div>",
    "<!--",
    "[a](b)",
    "![a](b)",
    "[^1]: x",
    "https://example.org",
    "www.example.org",
    "a@example.org",
    "$x^2$",
    "#eval(1)",
    '#import "@preview/a:1.0.0"',
    "=1+1",
    "+44 20",
    "@SUM(A1)",
    "\x00",
    "\x1b[2J",
    "\u202e",
    "\u2028",
    "\u00a0",
    "\ud83d",
    "é",
    "漢字",
    "👩‍👧",
    "שלום",
    "word",
)
"""What Markdown, Typst, a spreadsheet or a terminal would take for an order."""

TRICKY = st.lists(st.sampled_from(TRICKS) | st.characters(), max_size=12).map("".join)
