"""Which of its texts stands for a reflection where it is read."""

from db.records import Reflection


def text_to_read(reflection: Reflection) -> str:
    """What was last kept; while nothing has ever been kept, the unfinished text."""
    return reflection.body or reflection.text
