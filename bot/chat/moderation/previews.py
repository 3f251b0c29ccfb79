"""The messages of /publish: what may be chosen, and a post as it will be seen, with the choices below it."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from bot.chat.making import Maker
from bot.chat.ports import Answerer
from bot.core.model import Button, Reply
from bot.core.records.record import Place

VERB = "pub"
SHOW, TO, WHERE, GO, PIN, DROP = "show", "to", "where", "go", "pin", "drop"
_ACROSS, _MOST = 3, 20
"""Topics in a row, and places that are offered."""
Rows = tuple[tuple[Button, ...], ...]


class Previews:
    """Words and buttons; nothing is looked up here."""

    def __init__(self, say: Answerer, maker: Maker) -> None:
        self._say = say
        self._maker = maker

    def menu(self, fact: str) -> Reply:
        """What may be published; a fact where one was named."""
        named = [(f"fact:{fact}", self._word("publish_fact", title=self._say.title(fact)))] if fact else []
        rows = [*named, (self._maker.picture, self._word("publish_chart")), ("index", self._word("publish_index"))]
        topics = [(f"digest:{topic}", name) for topic, name in self._say.topics().items()]
        cut = [topics[i : i + _ACROSS] for i in range(0, len(topics), _ACROSS)]
        buttons = ([self._button(name, SHOW, recipe) for recipe, name in row] for row in (*([r] for r in rows), *cut))
        return replace(self._say.say("publish"), buttons=tuple(map(tuple, buttons)))

    def places(self, post: Reply, places: Sequence[Place]) -> Reply:
        """A post above the places where it may go."""
        where = ((self._button(self._word("publish_to", place=p.title), TO, str(p.id)),) for p in places[:_MOST])
        return self._with(post, (*where, (self._drop(),)))

    def ready(self, post: Reply, place: Place) -> Reply:
        """A post above the choice whether it shall go there."""
        key = f"{place.id}:{mark(post)}"
        return self._with(
            post,
            (
                (self._button(self._word("publish_elsewhere", place=place.title), WHERE),),
                (self._button(self._word("publish_go"), GO, key), self._button(self._word("publish_pin"), PIN, key)),
                (self._drop(),),
            ),
        )

    def settled(self, post: Reply, key: str, **words: str) -> Reply:
        """A post below the word what became of it."""
        own = tuple(row for row in post.buttons if not any(b.data.startswith(f"{VERB}:") for b in row))
        said = self._say.say(key, **words)
        return replace(post, buttons=own, revisions=()).below(said.text, said.html)

    def _with(self, post: Reply, rows: Rows) -> Reply:
        # A preview is not published: a correction does not count it among the copies.
        return replace(post, buttons=(*post.buttons, *rows), revisions=())

    def _drop(self) -> Button:
        return self._button(self._word("button_drop"), DROP)

    def _button(self, label: str, verb: str, rest: str = "") -> Button:
        return Button(label, f"{VERB}:{verb}:{rest}")

    def _word(self, key: str, **words: str) -> str:
        return self._say.say(key, **words).text


def mark(post: Reply) -> str:
    """What tells whether a post is still the one that was looked at."""
    return hashlib.blake2b(f"{post.html}{post.revisions}".encode(), digest_size=4).hexdigest()
