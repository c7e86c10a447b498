"""The keys of the list of reflections."""

from journal_app.keymap.command import Command

COMMANDS: tuple[Command, ...] = (
    Command("journal.next", "j,down", "next", "Down", "Go to the next reflection.", False),
    Command("journal.previous", "k,up", "previous", "Up", "Go to the one before.", False),
    Command("journal.page_down", "pagedown", "page_down", "Page down", "Go a page down.", False),
    Command("journal.page_up", "pageup", "page_up", "Page up", "Go a page up.", False),
    Command("journal.first", "home", "first", "Newest", "Go to the newest.", False),
    Command("journal.last", "end", "last", "Oldest", "Go to the oldest.", False),
    Command(
        "journal.read_on", "space", "read_on", "Read on", "Read on in the text at the side.", False
    ),
    Command(
        "journal.read_back",
        "backspace",
        "read_back",
        "Read back",
        "Go back up in the text at the side.",
        False,
    ),
    Command("journal.search", "slash", "search", "Search", "Go to the search box.", show_key="/"),
    Command(
        "journal.complete",
        "tab",
        "complete",
        "Complete",
        "Put what is offered into the search box.",
        False,
        palette=False,
    ),
    Command("journal.filters", "f", "filters", "Filters", "Choose filters in a form."),
    Command(
        "journal.back",
        "escape",
        "back",
        "Back",
        "Go from the search box to the list; from there, take the search away.",
        False,
    ),
    Command("journal.open", "enter", "open", "Open", "Open this reflection."),
    Command("journal.edit", "e", "edit", "Edit", "Go on writing this reflection.", False),
    Command("journal.trash", "x", "trash", "Trash", "Put it into the trash.", False),
    Command("journal.undo", "u", "undo", "Undo", "Take it out of the trash again.", False),
    Command("journal.the_trash", "X", "the_trash", "The trash", "Go to the trash.", False),
    Command("journal.bring", "b", "bring", "Bring", "Bring it to supervision, or take it back."),
    Command("journal.calendar", "c", "app.show('calendar')", "Calendar", "Show the calendar."),
    Command("journal.thread", "t", "thread", "Thread", "Show all that is tied to it.", False),
)
