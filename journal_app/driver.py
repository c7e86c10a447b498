"""The terminal, as Textual knows it, and what it leaves open: one that sleeps, wakes or is gone."""

import os
import select
import signal

from textual.drivers.linux_driver import LinuxDriver


class TerminalDriver(LinuxDriver):
    """Writes to a terminal that is gone are dropped, and the app is told that it is gone."""

    def write(self, data: str) -> None:
        """Writes, unless nobody takes what is written: a full queue would wait for ever."""
        if self._writer_thread is not None and self._writer_thread.is_alive():
            super().write(data)

    def close(self) -> None:
        """Ends the writing, if it has not ended by itself."""
        if self._writer_thread is not None and self._writer_thread.is_alive():
            super().close()

    def _run_input_thread(self) -> None:
        try:
            self.run_input_thread()
        except BaseException:
            gone = getattr(self._app, "terminal_is_gone", None)
            if gone is not None:
                self._app.call_later(gone)

    @property
    def is_gone(self) -> bool:
        """Whether the terminal's window was closed."""
        poll = select.poll()
        poll.register(self.fileno, select.POLLHUP)
        return any(what & (select.POLLHUP | select.POLLNVAL) for _, what in poll.poll(0))

    def sleep(self) -> None:
        """Gives the terminal back as it was and stops the process until it is continued."""
        self.suspend_application_mode()
        os.kill(os.getpid(), signal.SIGSTOP)

    def wake(self) -> None:
        """Takes the terminal again, whoever had it meanwhile."""
        self.suspend_application_mode()
        self.resume_application_mode()
