"""The keys of what looks back: the calendar, the map, own state over time, the thread."""

from journal_app.keymap.command import Command

COMMANDS: tuple[Command, ...] = (
    Command("calendar.left", "h,left", "go('left')", "Day before", "Go to the day before.", False),
    Command("calendar.right", "l,right", "go('right')", "Next day", "Go to the next day.", False),
    Command(
        "calendar.down",
        "j,down",
        "go('down')",
        "Down",
        "Go down: a week on, a month on where a year has a row a month, the next reflection.",
        False,
    ),
    Command("calendar.up", "k,up", "go('up')", "Up", "Go up, likewise.", False),
    Command(
        "calendar.earlier",
        "left_square_bracket,pageup",
        "turn(-1)",
        "Earlier",
        "Go a year back, or a month where one month is shown.",
        show_key="[",
    ),
    Command(
        "calendar.later",
        "right_square_bracket,pagedown",
        "turn(1)",
        "Later",
        "Go a year on, or a month where one month is shown.",
        show_key="]",
    ),
    Command("calendar.today", "home", "today", "Today", "Go to today.", False),
    Command(
        "calendar.switch", "tab", "switch", "Year, month", "Change between the year and one month."
    ),
    Command(
        "calendar.open", "enter", "open", "Open", "Go to the day's reflections, then open one."
    ),
    Command("calendar.back", "escape", "back", "Back", "Go back to the days, then from here."),
    Command("map.next", "j,down", "next", "Down", "Go to the next line.", False),
    Command("map.previous", "k,up", "previous", "Up", "Go to the line before.", False),
    Command("map.page_down", "pagedown", "page_down", "Page down", "Go a page down.", False),
    Command("map.page_up", "pageup", "page_up", "Page up", "Go a page up.", False),
    Command("map.first", "home", "first", "First", "Go to the first line.", False),
    Command("map.last", "end", "last", "Last", "Go to the last line.", False),
    Command("map.open", "enter", "open", "Text", "Open the text at this place."),
    Command("map.here", "r", "here", "Yours", "Show all you wrote on it, over time."),
    Command("map.write", "w", "write", "Write", "Write on this place."),
    Command(
        "map.order",
        "o",
        "order",
        "Order",
        "Change between the order of the text and the longest unmet first.",
    ),
    Command(
        "map.own_state",
        "s",
        "app.show('own_state')",
        "State",
        "Show your own state over time and by question.",
    ),
    Command("map.topic", "t", "topic", "Topic", "Choose another topic.", False),
    Command("map.back", "escape,m", "back", "Back", "Go back."),
    Command(
        "own_state.earlier",
        "left_square_bracket,pageup",
        "turn(-1)",
        "Earlier",
        "Show the months of a year earlier.",
        show_key="[",
    ),
    Command(
        "own_state.later",
        "right_square_bracket,pagedown",
        "turn(1)",
        "Later",
        "Show the months of a year later.",
        show_key="]",
    ),
    Command("own_state.back", "escape", "back", "Back", "Go back."),
    Command("thread.next", "j,down", "next", "Down", "Go to the next strand.", False),
    Command("thread.previous", "k,up", "previous", "Up", "Go to the strand before.", False),
    Command("thread.first", "home", "first", "Oldest", "Go to the oldest.", False),
    Command("thread.last", "end", "last", "Newest", "Go to the newest.", False),
    Command(
        "thread.read_on",
        "space,pagedown",
        "read_on",
        "Read on",
        "Read on in what is marked.",
        False,
    ),
    Command(
        "thread.read_back",
        "backspace,pageup",
        "read_back",
        "Read back",
        "Go back up in what is marked.",
        False,
    ),
    Command(
        "thread.open", "enter", "open", "Open", "Open what is marked: the text or the reflection."
    ),
    Command("thread.back", "escape,t", "back", "Back", "Go back."),
)
