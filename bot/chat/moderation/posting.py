"""/publish: owners and moderators post where the bot may, after they have seen what; each press asks who it is."""

from dataclasses import replace

from bot.chat.incoming import Press, Question
from bot.chat.making import POST, Maker
from bot.chat.moderation.editing import RefusedError
from bot.chat.moderation.previews import DROP, GO, PIN, SHOW, TO, WHERE, Previews, mark
from bot.chat.moderation.rights import Role
from bot.chat.moderation.tools import Tools
from bot.chat.ports import Places
from bot.core.model import Reply
from bot.core.records.record import Act, Entry, Origin, Place

PREVIEW = "preview"
"""The first word of the trigger of a preview; its recipe follows."""


class Posting:
    """Shows what may be posted, and posts it."""

    def __init__(self, tools: Tools, maker: Maker, places: Places) -> None:
        self._tools = tools
        self._maker = maker
        self._places = places
        self._previews = Previews(tools.say, maker)

    async def publish(self, question: Question, _: Role) -> Reply:
        """/publish [fact or question]."""
        if not question.private and question.seat.chat_id != await self._tools.shelf.desk():
            raise RefusedError("publish_where")
        if not await self._places.all():
            raise RefusedError("publish_nowhere")
        return self._previews.menu(self._fact(question.text.strip()))

    async def pressed(self, press: Press, entry: Entry | None) -> str | None:
        """Do what a button says; return the key of a notice, or nothing where the message says it."""
        if not await self._tools.rights.serves(press.seat.person_id):
            act = self._act(press, "refused", f"button {press.data}")
            await self._tools.staff.log(act, press.update_id)
            return "not_for_you"
        if entry is None or not entry.reply.offers(press.data):
            return "stale"
        _, verb, rest = press.data.split(":", 2)
        if verb == SHOW:
            return await self._show(press, rest)
        return await self._choose(press, entry, verb, rest)

    async def _show(self, press: Press, recipe: str) -> str | None:
        places = await self._places.all()
        if not places:
            return "publish_gone"
        shown = self._previews.places(self._maker.post(recipe), places)
        entry = replace(press.entry(shown), origin=Origin.NOTICE, trigger=f"{PREVIEW}:{recipe}")
        await self._tools.desk.post(entry)
        return None

    async def _choose(self, press: Press, entry: Entry, verb: str, rest: str) -> str | None:
        recipe = entry.trigger.partition(":")[2]
        if verb == DROP:
            await self._rewrite(entry, self._previews.settled(entry.reply, "publish_dropped"))
            return None
        post, places = self._maker.post(recipe), await self._places.all()
        if verb == WHERE:
            await self._rewrite(entry, self._previews.places(post, places))
            return None
        chat_id, _, seen = rest.partition(":")
        place = next((p for p in places if str(p.id) == chat_id), None)
        if place is None:
            await self._rewrite(entry, self._previews.places(post, places))
            return "publish_gone"
        if verb == TO or (verb in {GO, PIN} and seen != mark(post)):
            await self._rewrite(entry, self._previews.ready(post, place))
            return None if verb == TO else "publish_changed"
        await self._post(press, replace(entry, reply=post), place, pinned=verb == PIN)
        return None

    async def _post(self, press: Press, preview: Entry, place: Place, *, pinned: bool) -> None:
        recipe, post = preview.trigger.partition(":")[2], preview.reply
        entry = Entry(press.update_id, press.at, Origin.POST, place.id, 0, post, person_id=press.seat.person_id)
        told = {"place": place.title, "chat": preview.chat_id, "topic": preview.topic_id, "message": preview.answer_id}
        entry = replace(entry, trigger=f"{POST}:{recipe}", evidence=told)
        act = self._act(press, "publish pinned" if pinned else "publish", f"{recipe} {place.id}")
        await self._tools.desk.publish(entry, act, pinned)
        key = "published_pinned" if pinned else "published"
        await self._rewrite(preview, self._previews.settled(post, key, place=place.title))

    async def _rewrite(self, entry: Entry, reply: Reply) -> None:
        await self._tools.desk.rewrite(replace(entry, reply=reply))

    def _fact(self, text: str) -> str:
        if not text or self._tools.say.title(text):
            return text
        if owner := self._tools.facts.owner(text):
            return owner
        raise RefusedError("edit_unknown", fact=text)

    def _act(self, press: Press, what: str, detail: str) -> Act:
        return Act(press.at, press.seat.speaker, press.seat.chat_id, what, detail)
