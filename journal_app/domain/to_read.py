"""Which of its texts stands for a reflection where it is read."""

from db.records import Reflection, State


def text_to_read(reflection: Reflection) -> str:
    """What was last kept; while nothing has ever been kept, the unfinished text."""
    return reflection.text if reflection.state is State.DRAFT else reflection.body
