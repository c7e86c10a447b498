"""Texts that a terminal or a list could stumble over."""

ODD_TEXTS = {
    "markup": "[client] said [/] and [red]meant[/red] it",
    "escape sequences": "before \x1b[2J\x1b]0;title\x07 after",
    "right to left": "שָׁלוֹם \u202eeyb\u202c مرحبا",
    "emoji with joiners": "👩‍👩‍👧‍👦 and 🏳️‍🌈 " * 20,
    "NUL": "a\x00b",
    "a line of 100,000 characters": "x" * 100_000,
    "wide characters": "漢字" * 500,
    "a lone surrogate": "half \ud83d a pair",
    "tabs and line ends": "a\tb\r\nc\u2028d\r",
}
