"""The keys of the settings."""

from journal_app.keymap.command import Command

COMMANDS: tuple[Command, ...] = (
    Command("settings.next", "j,down", "next", "Down", "Go to the next setting.", False),
    Command("settings.previous", "k,up", "previous", "Up", "Go to the setting before.", False),
    Command(
        "settings.change",
        "enter,space",
        "change",
        "Change",
        "Change it to the other choice, or type another value.",
    ),
    Command("settings.back", "escape", "back", "Back", "Go back."),
)
