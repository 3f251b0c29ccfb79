"""Changes of facts by command: proposed with the old and the new beside each other, live once confirmed."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain, count

from bot.chat.moderation.follower import Follower
from bot.chat.moderation.ports import Facts, Revisions
from bot.chat.moderation.rights import Role
from bot.core.records.record import Act
from bot.core.records.review import Hand
from bot.core.records.revision import KEYS, Change, Revision, Stage, change_of, needs_second, undoing
from bot.core.records.step import Move, Reach, Step

LONGEST = 200
"""Characters of a phrasing or a new value: more would not fit into the messages that show it."""
_LAST = 10**9
"""The number of what is to count after everything else."""


class RefusedError(Exception):
    """Why something is not done: the key of a text and its words."""

    def __init__(self, key: str, **words: str) -> None:
        super().__init__(key)
        self.key = key
        self.words = words

    @property
    def notice(self) -> str:
        """The key of a notice below a button, which has no room for words."""
        return "edit_refused" if self.words else self.key


class ForbiddenError(RefusedError):
    """Somebody wants what they may not do, or not alone."""


@dataclass(frozen=True, slots=True)
class Doer:
    """Who does something, as what, where and when, and the update that says so."""

    person_id: int
    role: Role
    chat_id: int
    at: datetime
    update_id: int | None = None

    def act(self, what: str, detail: str = "") -> Act:
        """The line of the audit log for what they do."""
        return Act(self.at, self.person_id, self.chat_id, what, detail)


class Editing:
    """Proposes, confirms and takes back revisions; every step is in the audit log, and is taken once per update."""

    def __init__(self, facts: Facts, revisions: Revisions, follower: Follower) -> None:
        self._facts = facts
        self._revisions = revisions
        self._follower = follower

    async def propose(self, revision: Revision, doer: Doer) -> Revision:
        """Keep a revision to be confirmed; RefusedError where it breaks a rule of the fact base."""
        # What a button would bring about must be checked before it is offered.
        await self.check(revision)
        return await self.keep(revision, doer.chat_id, doer.update_id)

    async def keep(self, revision: Revision, chat_id: int, update_id: int | None = None) -> Revision:
        """Keep a revision that was checked, and let it count where it is live."""
        what = "live" if revision.stage is Stage.LIVE else "proposed"
        return await self._take(
            Step(Act(revision.at, revision.by, chat_id, f"revision {what}", ""), update_id, adds=revision)
        )

    async def check(self, revision: Revision, without: int = 0) -> None:
        """Raise RefusedError where a rule of the fact base is broken once a revision counts, and `without` no more."""
        others = [r for r in await self._revisions.all() if r.id not in {revision.id, without}]
        counts = replace(revision, stage=Stage.LIVE, number=_LAST)
        if objections := await asyncio.to_thread(self._facts.objections, [*others, counts]):
            raise RefusedError("edit_wrong", why="\n".join(objections[:3]))

    async def catch_up(self) -> None:
        """Answer as the revisions say that others have written down."""
        await self._follower.catch_up()

    async def confirm(self, revision_id: int, doer: Doer, reach: Reach) -> Revision:
        """Let a proposed revision count, as far as `reach` says; RefusedError where it may not."""
        if done := await self._revisions.done(doer.update_id):
            return done
        revision = await self.find(revision_id)
        if needs_second(revision.change) and doer.role is not Role.OWNER and revision.by == doer.person_id:
            raise ForbiddenError("edit_second")
        # Others have come to count since it was proposed.
        await self.check(revision)
        move = Move(revision_id, Stage.PROPOSED, Stage.LIVE, doer.person_id, self._replaced(revision))
        return await self._take(Step(doer.act("revision live"), doer.update_id, move, reach=reach))

    async def drop(self, revision_id: int, doer: Doer) -> Revision:
        """Refuse a proposed revision; RefusedError where it is settled already."""
        move = Move(revision_id, Stage.PROPOSED, Stage.REFUSED, doer.person_id)
        return await self._take(Step(doer.act("revision refused"), doer.update_id, move))

    async def undo(self, fact: str, doer: Doer) -> Revision:
        """Take the last live revision of a fact back, and have copies edited; RefusedError where one may not alone."""
        if done := await self._revisions.done(doer.update_id):
            return done
        live = [r for r in await self._revisions.all() if r.fact == fact and r.stage is Stage.LIVE]
        changes = [r for r in live if r.change is not Change.UNDO]
        last = max(changes, key=lambda revision: revision.number, default=None)
        if last is None:
            raise RefusedError("edit_nothing", fact=called(fact))
        if needs_second(last.change) and doer.role is not Role.OWNER:
            raise ForbiddenError("edit_owner")
        undo = undoing(last, doer.person_id, doer.at)
        await self.check(undo, without=last.id)
        move = Move(last.id, Stage.LIVE, Stage.UNDONE, doer.person_id)
        act = replace(doer.act("revision undone"), before=last.new, after=last.old)
        return await self._take(Step(act, doer.update_id, move, undo, Reach.EDIT))

    async def find(self, revision_id: int) -> Revision:
        """Return a revision; RefusedError where there is none."""
        found = next((r for r in await self._revisions.all() if r.id == revision_id), None)
        if found is None:
            raise RefusedError("stale")
        return found

    def change(self, fact: str, fields: dict[str, str], by: int, at: datetime) -> Revision:
        """Return the revision that sets `fields` of a fact; RefusedError where the fact or a key is not known."""
        values = self._values(fact)
        figureless = "figure.value" not in values
        if strange := [key for key in fields if key not in KEYS or (figureless and key.startswith("figure."))]:
            raise RefusedError("edit_key", name=strange[0], keys="、".join(KEYS))
        before = {key: values.get(key, "") for key in (*fields, "title")}
        return Revision(fact, change_of(fields, values), by, at, fields, (), {k: v for k, v in before.items() if v})

    def new(self, fact: str, fields: dict[str, str], asks: Sequence[str], by: Hand) -> Revision:
        """Return the revision that adds a fact, under an id that no other has."""
        names = chain((fact,), (f"{fact}-{n}" for n in count(2)))
        free = next(name for name in names if not self._is_known(name))
        return Revision(free, Change.NEW, by.person_id, by.at, fields, tuple(asks))

    def _is_known(self, fact: str) -> bool:
        try:
            return bool(self._facts.values(fact))
        except LookupError:
            return False

    def switch(self, fact: str, change: Change, by: int, at: datetime) -> Revision:
        """Return the revision that pauses, resumes or retires a fact."""
        values = self._values(fact)
        return Revision(fact, change, by, at, {}, (), {key: values[key] for key in ("title", "say")})

    def phrasing(self, fact: str, asks: Sequence[str], by: int, at: datetime) -> Revision:
        """Return the revision that lets a fact answer further phrasings; RefusedError where another one does."""
        for owner in filter(None, map(self._facts.owner, asks)):
            if owner != fact:
                raise RefusedError("teach_owned", owner=owner)
        return self.reassign(fact, asks, by, at)

    def reassign(self, fact: str, asks: Sequence[str], by: int, at: datetime) -> Revision:
        """Return the revision that lets a fact answer further phrasings, whichever does now; it counts at once."""
        self._values(fact)
        return replace(Revision(fact, Change.PHRASING, by, at, {}, tuple(asks)), stage=Stage.LIVE)

    def _replaced(self, revision: Revision) -> dict[str, str]:
        """What a revision replaces by now, which is not what it would have replaced when it was proposed."""
        try:
            values = self._facts.values(revision.fact)
        except LookupError:
            return {}
        return {key: values[key] for key in (*revision.before, *revision.fields) if key in values}

    def _values(self, fact: str) -> dict[str, str]:
        try:
            return self._facts.values(fact)
        except LookupError:
            raise RefusedError("edit_unknown", fact=called(fact)) from None

    async def _take(self, step: Step) -> Revision:
        taken = await self._revisions.take(step)
        if taken is None:
            raise RefusedError("edit_settled")
        await self._follower.catch_up()
        return taken


def called(fact: str) -> str:
    """An id as it may be shown: whatever else somebody wrote could call people or lead somewhere."""
    return "".join(c for c in fact if c.isalnum() or c in "-_")[:_SHOWN]


_SHOWN = 40
