"""Seven ways to look at a piece of work, each with one question to find one's own by."""

from collections.abc import Mapping

from db.supervision_records import Eye

EYES: Mapping[Eye, str] = {
    Eye.CLIENT: "What do I see and hear of this person, before I explain any of it?",
    Eye.INTERVENTIONS: "What did I do or say, what was it for, and what else could I have done?",
    Eye.RELATIONSHIP: "What goes on between the two of us, in words and without them?",
    Eye.THERAPIST: "What does this work stir in me, and how much of that is my own?",
    Eye.SUPERVISORY_RELATIONSHIP: "What happens between my supervisor and me when I tell of this?",
    Eye.PARALLEL_PROCESS: "What of the room out there happens again in the room of supervision?",
    Eye.CONTEXT: "What from outside plays in: family, work, money, culture, law, time?",
}
"""The question of each eye, the client first and what is furthest out last."""
