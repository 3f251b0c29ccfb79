"""What is said of a correction: to those who asked, to who ordered it, and in the public list."""

from collections import Counter
from collections.abc import Iterable, Sequence

from bot.chat.numbers import Own
from bot.chat.ports import Answerer
from bot.core.model import Reply
from bot.core.records.record import BLOCKED, MOVED, REMOVED, Correcting, Entry, Origin, Report
from bot.core.records.revision import Change, Revision

PLACES = 5
"""Groups that a reason names; the others are counted."""
REASONS = (
    ("moved", (MOVED,)),
    ("kicked", (REMOVED, "kicked", "not a member", "chat not found")),
    ("rights", ("not enough rights", "need administrator rights", "chat_write_forbidden")),
    ("blocked", (BLOCKED, "user is deactivated", "can't initiate conversation")),
    ("gone", ("message to edit not found", "message can't be edited", "message_id_invalid", "message not found")),
    ("closed", ("topic_closed", "thread not found", "topic_deleted")),
)
"""Why a message cannot be reached, by the words of Telegram that say so."""
ANSWERS = frozenset({Origin.QUESTION, Origin.BUTTON, Origin.COMMAND, Origin.NOTICE})


class Reports:
    """Puts what became of corrections into words."""

    def __init__(self, say: Answerer) -> None:
        self._say = say

    def report(self, wanted: Correcting, report: Report, notices: int) -> Entry:
        """The message to who ordered a correction."""
        where = self.where(report)
        if wanted.notify:
            where += "\n" + self._say.say("correction_notified", count=str(notices)).text
        counts = {"edited": str(report.edited), "unreachable": str(len(report.unreachable))}
        reply = self._say.say("correction_report", fact=wanted.fact, where=where, **counts)
        return Entry(Own.REPORT.number(wanted.id), wanted.at, Origin.REPORT, wanted.chat_id, 0, reply)

    def where(self, report: Report) -> str:
        """What could not be reached: each reason with how often and in which groups, then inline results."""
        found = [(self.reason(error), chat) for chat, error in report.unreachable]
        counts = Counter(reason for reason, _ in found)
        lines = [
            self._say.say("unreachable", reason=reason, count=str(count), groups=_groups(found, reason)).text
            for reason, count in counts.most_common()
        ]
        if report.offered:
            lines.append(self._say.say("correction_offered", count=str(report.offered)).text)
        return "".join(f"\n{line}" for line in lines)

    def notices(
        self, wanted: Correcting, revisions: Sequence[Revision], edited: Iterable[tuple[int, Entry]]
    ) -> list[Entry]:
        """One message for each topic of each chat where somebody asked, in reply to the latest copy there."""
        latest = {(copy.chat_id, copy.topic_id): (number, copy) for number, copy in edited if copy.origin in ANSWERS}
        reply = self._notice(wanted, revisions)
        return [
            Entry(
                Own.CORRECTED.number(number), wanted.at, Origin.NOTICE, chat, copy.answer_id or 0, reply, topic_id=topic
            )
            for (chat, topic), (number, copy) in latest.items()
        ]

    def _notice(self, wanted: Correcting, revisions: Sequence[Revision]) -> Reply:
        change = next((r.change for r in revisions if r.number == wanted.number), Change.WORDING)
        kind = change.value if change in {Change.PAUSE, Change.RETIRE} else "changed"
        titles = (r.before["title"] for r in reversed(revisions) if "title" in r.before)
        return self._say.say(f"notice_{kind}", title=next(titles, wanted.fact))

    def reason(self, error: str) -> str:
        """Why something cannot be sent, in words for a moderator."""
        words = error.lower()
        for kind, signs in REASONS:
            if any(sign.lower() in words for sign in signs):
                return self._say.say(f"reason_{kind}").text
        return self._say.say("reason_other", why=error.rpartition(": ")[2][:_SHOWN]).text


_SHOWN = 60
"""Characters of a reason that nobody foresaw."""


def _groups(found: Sequence[tuple[str, int]], reason: str) -> str:
    """The ids of groups alone: that of a private chat is a person."""
    groups = [str(chat) for why, chat in found if why == reason and chat < 0]
    named = list(dict.fromkeys(groups))[:PLACES]
    return f"（{'、'.join(named)}{'……' if len(set(groups)) > PLACES else ''}）" if named else ""
