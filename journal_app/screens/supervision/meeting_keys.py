"""What can be done about a meeting from more than one screen: planned, changed, asked about."""

from textual import work

from db.supervision_records import NONE, Field, Meeting, MeetingState
from journal_app.domain.agenda_words import risk_is_none
from journal_app.navigation import Show
from journal_app.screens.dialogs.choose import Choice, ChooseDialog
from journal_app.screens.dialogs.planning import PlanningDialog
from journal_app.screens.dialogs.words import WordsDialog
from journal_app.screens.supervision.walk import WalkScreen
from journal_app.services import meeting as meetings
from journal_app.services import typed
from journal_app.services.meeting import Plan, StillToCome

RISK = "Is there anything of risk or ethics?"
RISK_SAYS = "What is it, and what do you need with it? A line is enough; no names."


class MeetingScreen(WalkScreen):
    """A screen from which meetings are planned, changed, prepared and held."""

    @work(exclusive=True, group="plan", exit_on_error=False, description="plan a meeting")
    async def plan_meeting(self, supervisor: str | None) -> None:
        """Asks for a meeting as the last with this supervisor suggests, or with the latest one."""
        desk = self.desk
        proposals = await desk.journal.read(meetings.proposals, today=desk.today())
        carried = 0

        async def save(plan: Plan, held: bool) -> Meeting:
            nonlocal carried
            made = await desk.journal.write(
                meetings.make, plan, today=desk.today(), now=desk.now(), held=held
            )
            carried = made.carried
            return made.meeting

        first = proposals.get(supervisor or "") or next(iter(proposals.values()), None)
        made = await self.app.push_screen_wait(
            PlanningDialog(desk.today(), save=save, proposals=proposals, first=first)
        )
        if made is None:
            return
        self.say(_made(made, carried))
        self.wanted = f"meeting {made.id}"
        self.look_again()

    @work(exclusive=True, group="plan", exit_on_error=False, description="change a meeting")
    async def change_meeting(self, meeting: Meeting) -> None:
        """Asks what of the meeting is to be another."""
        desk = self.desk
        proposals = await desk.journal.read(meetings.proposals, today=desk.today())

        async def save(plan: Plan, held: bool) -> Meeting:
            return await desk.journal.write(
                meetings.change, meeting.id, plan, today=desk.today(), now=desk.now()
            )

        first = Plan(meeting.day, meeting.supervisor, meeting.kind, meeting.minutes)
        dialog = PlanningDialog(
            desk.today(), save=save, proposals=proposals, first=first, change=True
        )
        if await self.app.push_screen_wait(dialog) is not None:
            self.look_again()

    # --- the door, and afterwards ---------------------------------------------------------

    def prepare_brief(self, meeting: Meeting | None) -> None:
        """Goes to the brief of the meeting, once risk and ethics is answered."""
        if meeting is None:
            self.say("There is no meeting to prepare a page for. N plans one.")
        else:
            self._go_on(meeting, "brief")

    def hold_meeting(self, meeting: Meeting | None) -> None:
        """Goes to what came of the meeting, once risk and ethics is answered."""
        if meeting is None:
            self.say("There is no meeting to hold. N makes one, planned or held already.")
        elif meeting.state is MeetingState.PLANNED and meeting.day > self.desk.today():
            self.say(StillToCome.sentence)
        else:
            self._go_on(meeting, "hold")

    @work(exclusive=True, group="risk", exit_on_error=False, description="ask about risk")
    async def _go_on(self, meeting: Meeting, screen: str) -> None:
        # Taken again, this would go on to the screen once anything is answered.
        self.again = ""
        if meeting.risk_answered_at is not None or await self._answered(meeting):
            self.post_message(Show(screen, meeting.id))
        self.again = None

    @work(exclusive=True, group="risk", exit_on_error=False, description="answer about risk")
    async def answer_risk(self, meeting: Meeting) -> None:
        """Asks whether there is anything of risk or ethics."""
        await self._answered(meeting)
        self.look_again()

    async def _answered(self, meeting: Meeting) -> bool:
        """Asks it; whether there is an answer now."""
        nothing_yet = meeting.risk_answered_at is None
        if nothing_yet or risk_is_none(meeting):
            chosen = await self.app.push_screen_wait(
                ChooseDialog(
                    RISK,
                    [
                        Choice("words", "There is", "It is written down with this meeting."),
                        Choice(NONE, "None", "That is an answer too."),
                    ],
                    "words" if nothing_yet else NONE,
                )
            )
            if chosen is None:
                return not nothing_yet
            if chosen == NONE:
                await self._save_risk(meeting, NONE, meeting.risk)
                return True
        return bool((await self._write_risk(meeting)).strip())

    async def _write_risk(self, meeting: Meeting) -> str:
        was = meeting.risk

        async def save(text: str) -> str:
            nonlocal was
            saved = await self._save_risk(meeting, text, was)
            was = saved.text
            return saved.above

        text = "" if risk_is_none(meeting) else was
        return await self.app.push_screen_wait(
            WordsDialog(RISK, says=RISK_SAYS, save=save, text=text)
        )

    async def _save_risk(self, meeting: Meeting, text: str, was: str) -> typed.Saved:
        return await self.desk.journal.write(
            typed.save, Field.RISK, meeting.id, text, was=was, now=self.desk.now()
        )


def _made(made: Meeting, carried: int) -> str:
    if made.state is MeetingState.HELD:
        return "Kept as held. enter notes what came of it."
    if not carried:
        return "Planned."
    what = "a question" if carried == 1 else f"{carried} questions"
    return f"Planned, with {what} carried over."
