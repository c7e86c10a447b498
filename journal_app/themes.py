"""The two looks: quiet colours, enough contrast for tired eyes."""

from textual.theme import Theme

DARK = Theme(
    name="journal-dark",
    primary="#86b8ac",
    secondary="#b9a47c",
    accent="#d9b36c",
    foreground="#d9d5cb",
    background="#171a1a",
    surface="#1e2222",
    panel="#262b2b",
    success="#8fb573",
    warning="#d9a05b",
    error="#d98077",
    dark=True,
    variables={
        # Textual's own is a share of an unknown colour, which spans of Content can't be mixed of.
        "text-muted": "#aeaba2",
        "border": "#4a5553",
        "border-blurred": "#353d3c",
        "footer-key-foreground": "#86b8ac",
        "footer-background": "#1e2222",
        "block-cursor-background": "#2d3f39",
        # Under the cover a ground says what may be read, so nothing else is painted on these two.
        "open-background": "#1d2222",
        "word-background": "#d8d5cb",
        "block-cursor-foreground": "#f0ede4",
        "block-cursor-text-style": "none",
        "input-selection-background": "#4b6f66 60%",
    },
)

LIGHT = Theme(
    name="journal-light",
    primary="#2c6b5e",
    secondary="#735d2d",
    accent="#84560f",
    foreground="#2a2a26",
    background="#faf8f3",
    surface="#f2efe7",
    panel="#e8e4d9",
    success="#3f6b23",
    warning="#8a510f",
    error="#a03428",
    dark=False,
    variables={
        "text-muted": "#5f5c54",
        "border": "#b3ac9b",
        "border-blurred": "#d3cdbf",
        "footer-key-foreground": "#2c6b5e",
        "footer-background": "#f2efe7",
        "block-cursor-background": "#cfe0da",
        "open-background": "#f1efe7",
        "word-background": "#2b2a26",
        "block-cursor-foreground": "#1c1c19",
        "block-cursor-text-style": "none",
        "input-selection-background": "#9cc4b8 60%",
    },
)

THEMES = {"dark": DARK, "light": LIGHT}
