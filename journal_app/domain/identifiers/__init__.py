"""What in a text might identify someone: it is marked before a page leaves, and never blocked."""

from journal_app.domain.identifiers.checking import check
from journal_app.domain.identifiers.marks import Kind, Mark

__all__ = ["Kind", "Mark", "check"]
