"""What can go wrong with a journal, each with a sentence for the person using it."""


class JournalError(Exception):
    """Something the journal can't do; its text says what is wrong and what to do next."""

    sentence = "The journal could not do that. Nothing was changed."

    def __init__(self, sentence: str | None = None) -> None:
        super().__init__(self.sentence if sentence is None else sentence)


class WrongKey(JournalError):
    """The passphrase or the recovery words don't open this file."""

    sentence = "That doesn't open this journal. Check the passphrase and try again."


class NotAJournal(JournalError):
    """There is a file, but no journal can be in it."""

    sentence = "This file is not a journal. Choose another file, or restore a backup."


class NoJournal(JournalError):
    """There is no file at the path."""

    sentence = "There is no journal here yet. Create one first."


class JournalExists(JournalError):
    """A file is where the new journal should go."""

    sentence = "There is already a file here. Open it, or choose another place."


class NewerJournal(JournalError):
    """The journal was written by a later version of this program."""

    sentence = (
        "This journal was written by a newer version of this program. "
        "Update the program, then open it again. Nothing was changed."
    )


class DiskFull(JournalError):
    """No room is left on the disk, or the file may not grow."""

    sentence = "The disk is full, so nothing was saved. Make some room, then try again."


class DiskFailed(JournalError):
    """The disk did not do what it was asked."""

    sentence = "The disk did not answer, so nothing was saved. Check it, then try again."


class ReadOnly(JournalError):
    """The file or its folder can't be written."""

    sentence = (
        "The journal can't be written here. "
        "Make its file and folder readable and writable for you, then try again."
    )


class Busy(JournalError):
    """Another window or program holds the file for longer than we wait."""

    sentence = "Another window is writing in this journal. Wait a moment, then try again."


class LookingOnly(JournalError):
    """This window may read but not write, since another one has the journal open."""

    sentence = (
        "Another window has this journal open, so this one only looks. "
        "Write there, or close it and choose Write here."
    )


class BackupOnly(LookingOnly):
    """What is open is a backup, which is never changed."""

    sentence = (
        "This is a backup, and a backup is never changed. To write in what it holds, put it in the "
        "place of your journal: there, Backups (ctrl+p), or journal restore-backup FILE."
    )


class Replaced(JournalError):
    """Another program put something else in the place of the open file, or took it away."""

    sentence = (
        "Another program has replaced or taken away the journal's file. "
        "What is open here could not be put beside it yet. Make room there, then try again."
    )


class Interrupted(JournalError):
    """Reading was ended because nobody waits for it any more."""

    sentence = "This was given up. Try again."


class Damaged(JournalError):
    """A part of the file isn't what was written there."""

    sentence = "The journal's file is damaged. Keep it as it is, and restore a backup."


class NotFound(JournalError):
    """Nothing of this kind has this id, or more than one begins with it."""

    sentence = "There is no reflection with this id."


class ChangedElsewhere(JournalError):
    """Another window changed the same text since it was read."""

    sentence = "Another window has changed this text. Open it again to see what it says now."


class WeakPassphrase(JournalError):
    """The passphrase could be guessed; the sentence says why."""

    sentence = "This passphrase is too easy to guess. Use four or more words that don't belong."


class WrongWords(JournalError):
    """These are not 24 recovery words; the sentence says what is wrong with them."""

    sentence = "These are not recovery words. Enter the 24 words as they were shown."


class TracesLeft(JournalError):
    """What was removed is gone, but the file could not be written anew without its traces."""

    sentence = (
        "It is removed, but its traces could not be cleared from the encrypted file. "
        "Make room on the disk, close other windows, then empty the trash once more."
    )


class BadTag(JournalError):
    """This can't be the name of a tag."""

    sentence = "A tag needs a name. Use a word or two."


class BadCaseCode(JournalError):
    """This can't be a case code."""

    sentence = "A case code needs a letter or a digit. Use a short word that names nobody."


class NoBackup(JournalError):
    """A backup could not be made; the sentence says why, and what to do.

    `reason` is why in a few words, to stand in a sentence of others.
    """

    sentence = "No backup could be made. The journal itself is as it was."
    reason = "it could not be made"

    def __init__(self, sentence: str | None = None, reason: str | None = None) -> None:
        super().__init__(sentence)
        self.reason = reason or self.reason


class BackupDiffers(NoBackup):
    """What was read back isn't what was written."""

    sentence = (
        "The backup did not hold what the journal holds, so it was thrown away. Check the disk "
        "that the backups are on, or choose another place for them."
    )
    reason = "what was written could not be read back"


class OldBackup(JournalError):
    """A backup of an earlier version would have to be changed to be opened."""

    sentence = (
        "This is a backup from an earlier version of this program, and a backup is never changed. "
        "Restore it with journal restore-backup, which leaves it as it is."
    )


class OpenElsewhere(Busy):
    """Something else has the file open, if only to read it."""

    sentence = (
        "The journal is open in another window, or a command is using it, so nothing was changed. "
        "Close the others, then try again."
    )
