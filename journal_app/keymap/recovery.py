"""The keys of the passphrase and the recovery words."""

from journal_app.keymap.command import Command

COMMANDS: tuple[Command, ...] = (
    Command("passphrase.next", "j,down", "next", "Down", "Go to the next line.", False),
    Command("passphrase.previous", "k,up", "previous", "Up", "Go to the line before.", False),
    Command("passphrase.open", "enter", "open", "Choose", "Do what the marked line says."),
    Command("passphrase.back", "escape", "back", "Back", "Go back."),
    Command(
        "check_words.check", "ctrl+s", "check", "Check", "Say whether these words open the journal."
    ),
    Command("check_words.back", "escape", "back", "Back", "Go back; the words typed are let go."),
)
