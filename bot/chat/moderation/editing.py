"""Changes of facts by command: proposed with the old and the new beside each other, live once confirmed."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from itertools import chain, count

from bot.chat.moderation.follower import Follower
from bot.chat.moderation.ports import Corrections, Facts, Revisions, Staff
from bot.chat.moderation.rights import Role
from bot.core.record import Act, Correcting
from bot.core.review import Hand
from bot.core.revision import KEYS, Change, Revision, Stage, change_of, needs_second, undoing

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


class Editing:
    """Proposes, confirms and takes back revisions; every step is in the audit log."""

    def __init__(
        self, facts: Facts, revisions: Revisions, corrections: Corrections, staff: Staff, follower: Follower
    ) -> None:
        self._facts = facts
        self._revisions = revisions
        self._corrections = corrections
        self._staff = staff
        self._follower = follower

    async def propose(self, revision: Revision, chat_id: int) -> Revision:
        """Keep a revision to be confirmed; RefusedError where it breaks a rule of the fact base."""
        # What a button would bring about must be checked before it is offered.
        await self.check(revision)
        return await self.keep(revision, chat_id)

    async def keep(self, revision: Revision, chat_id: int) -> Revision:
        """Keep a revision that was checked, and let it count where it is live."""
        kept = await self._revisions.add(revision)
        if kept.stage is Stage.LIVE:
            await self._follower.catch_up()
        await self._note(kept, chat_id, "live" if kept.stage is Stage.LIVE else "proposed", kept.by)
        return kept

    async def check(self, revision: Revision, without: int = 0) -> None:
        """Raise RefusedError where a rule of the fact base is broken once a revision counts, and `without` no more."""
        others = [r for r in await self._revisions.all() if r.id not in {revision.id, without}]
        counts = replace(revision, stage=Stage.LIVE, number=_LAST)
        if objections := await asyncio.to_thread(self._facts.objections, [*others, counts]):
            raise RefusedError("edit_wrong", why="\n".join(objections[:3]))

    async def catch_up(self) -> None:
        """Answer as the revisions say that others have written down."""
        await self._follower.catch_up()

    async def confirm(self, revision_id: int, by: int, role: Role, where: tuple[int, datetime], edit: bool) -> Revision:
        """Let a proposed revision count, and have the copies edited if so wished; RefusedError where it may not."""
        chat_id, at = where
        revision = await self.find(revision_id)
        if needs_second(revision.change) and role is not Role.OWNER and revision.by == by:
            raise RefusedError("edit_second")
        # Others have come to count since it was proposed.
        await self.check(revision)
        if not await self._revisions.settle(revision_id, Stage.PROPOSED, Stage.LIVE, by):
            raise RefusedError("edit_settled")
        await self._follower.catch_up()
        revision = await self.find(revision_id)
        await self._note(revision, chat_id, "live", by)
        if edit:
            await self.correct(revision.fact, by, chat_id, at)
        return revision

    async def correct(self, fact: str, by: int, chat_id: int, at: datetime) -> None:
        """Order that the copies of a fact be brought up to date."""
        await self._corrections.order(Correcting(fact, self._facts.number(fact), chat_id, by, at))

    async def drop(self, revision_id: int, by: int, chat_id: int) -> Revision:
        """Refuse a proposed revision; RefusedError where it is settled already."""
        if not await self._revisions.settle(revision_id, Stage.PROPOSED, Stage.REFUSED, by):
            raise RefusedError("edit_settled")
        revision = await self.find(revision_id)
        await self._note(revision, chat_id, "refused", by)
        return revision

    async def undo(self, fact: str, by: int, role: Role, chat_id: int, at: datetime) -> Revision:
        """Take the last live revision of a fact back; RefusedError where there is none, or one may not alone."""
        live = [r for r in await self._revisions.all() if r.fact == fact and r.stage is Stage.LIVE]
        changes = [r for r in live if r.change is not Change.UNDO]
        last = max(changes, key=lambda revision: revision.number, default=None)
        if last is None:
            raise RefusedError("edit_nothing", fact=fact)
        if needs_second(last.change) and role is not Role.OWNER:
            raise RefusedError("edit_owner")
        undo = undoing(last, by, at)
        await self.check(undo, without=last.id)
        undone = await self._revisions.take_back(last.id, undo)
        if undone is None:
            raise RefusedError("edit_settled")
        await self._follower.catch_up()
        await self._note(undone, chat_id, "undone", by)
        return undone

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

    def _values(self, fact: str) -> dict[str, str]:
        try:
            return self._facts.values(fact)
        except LookupError:
            raise RefusedError("edit_unknown", fact=fact) from None

    async def _note(self, revision: Revision, chat_id: int, what: str, by: int) -> None:
        detail = f"{revision.fact} #{revision.number} {revision.change.value}"
        await self._staff.log(Act(revision.at, by, chat_id, f"revision {what}", detail))
