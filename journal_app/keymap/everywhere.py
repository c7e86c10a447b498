"""What can be done from any screen."""

from journal_app.keymap.command import Command

COMMANDS: tuple[Command, ...] = (
    Command("everywhere.today", "1", "place('today')", "Today", "Go to Today.", False),
    Command("everywhere.read", "2", "place('read')", "Read", "Go to the text.", False),
    Command(
        "everywhere.questions",
        "3",
        "place('questions')",
        "Questions",
        "Go to the questions and misconceptions.",
        False,
    ),
    Command(
        "everywhere.journal", "4", "place('journal')", "Journal", "Go to your reflections.", False
    ),
    Command(
        "everywhere.supervision",
        "5",
        "place('supervision')",
        "Supervision",
        "Go to what you bring to supervision.",
        False,
    ),
    Command(
        "everywhere.map",
        "m",
        "show('map')",
        "Map",
        "Show what of a topic you met how often and when last, and what never.",
        False,
    ),
    Command(
        "everywhere.own_state",
        "",
        "show('own_state')",
        "Own state",
        "Show your own state over time and by question.",
        False,
    ),
    Command(
        "everywhere.actions",
        "",
        "show('actions')",
        "Actions",
        "See what you said you would do, and what it changed.",
        False,
    ),
    Command(
        "everywhere.search",
        "slash",
        "search",
        "Search",
        "Search in all you wrote.",
        False,
        show_key="/",
    ),
    Command("everywhere.new", "n", "new", "New", "Write a new reflection, on nothing yet."),
    Command("everywhere.trash", "", "show('trash')", "Trash", "Go to the trash.", False),
    Command(
        "everywhere.names",
        "",
        "show('names')",
        "Tags and case codes",
        "See, rename and merge tags and case codes.",
        False,
    ),
    Command(
        "everywhere.palette",
        "ctrl+p",
        "command_palette",
        "Palette",
        "Find any action by its name.",
        False,
        palette=False,
    ),
    Command("everywhere.help", "f1", "help", "Help", "Show the keys that work here."),
    Command(
        "everywhere.looking_back",
        "",
        "looking_back",
        "Looking back",
        "Let Today show what you wrote before, or not.",
        False,
    ),
    Command(
        "everywhere.theme",
        "f9",
        "theme",
        "Dark or light",
        "Change between the dark and the light look.",
        False,
    ),
    Command(
        "everywhere.lock",
        "ctrl+l",
        "lock",
        "Lock",
        "Lock the journal now; unfinished text is kept.",
        False,
    ),
    Command(
        "everywhere.quit", "ctrl+q", "quit", "Quit", "Close the journal; unfinished text is kept."
    ),
)
