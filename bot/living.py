"""The answerer as it is right now: the fact base with every live revision, exchanged as a whole when one is added."""

import logging
from collections.abc import Callable, Mapping, Sequence

from bot.core.amend import Amendment
from bot.core.answer import Answerer, Outcome
from bot.core.drawing import Drawing
from bot.core.knowledge import Knowledge
from bot.core.model import Pack, Reply, Turn
from bot.core.revision import Net, Revision, net, values_of
from bot.facts.problems import PackError

Load = Callable[[Mapping[str, Net]], Pack]
log = logging.getLogger(__name__)


class Living:
    """Answers from the fact base and the revisions it was last told of."""

    def __init__(self, base: Answerer, load: Load) -> None:
        """An answerer on `base`; `load` gives the pack with live revisions written into it, or PackError."""
        self._base = base
        self._load = load
        self._now = base

    def follow(self, revisions: Sequence[Revision]) -> None:
        """Answer as `revisions` say from now on; those of a fact that do not fit the fact base change nothing.

        That takes a second or two, and the exchange itself no time.
        """
        nets = net(revisions)
        try:
            amended = self._amended(nets)
        except PackError:
            amended = self._amended(self._fitting(nets))
        self._now = self._base.on(amended)

    def objections(self, revisions: Sequence[Revision]) -> list[str]:
        """What would be wrong if these were all revisions, one sentence each, as the fact base's check says it."""
        try:
            self._load(net(revisions))
        except PackError as error:
            return [problem.message for problem in error.problems]
        return []

    def owner(self, text: str) -> str:
        """The fact that answers a text by now; empty where none does."""
        found = self._now.owner(text) or ""
        return found if found in self._now.knowledge.facts else ""

    def values(self, fact_id: str) -> dict[str, str]:
        """What a fact has under each key that may be set; LookupError where there is no such fact."""
        return values_of(self._now.knowledge.facts[fact_id])

    def number(self, fact_id: str) -> int:
        """The number of the revision that a fact stands at; 0 is the fact base's own."""
        return self._now.knowledge.numbers.get(fact_id, 0)

    def amended(self, reply: Reply, question: str, turns: Sequence[Turn], amendment: Amendment) -> Reply:
        """A sent `reply` as it reads after the `amendment` of a fact."""
        return self._now.amended(reply, question, turns, amendment)

    def answer(self, text: str, turns: Sequence[Turn] = ()) -> Outcome:
        """The reply to `text` after `turns`, with what led to it."""
        return self._now.answer(text, turns)

    def fact(self, fact_id: str) -> Reply:
        """The answer that a button or a deep link asks for; LookupError where there is no such fact."""
        return self._now.fact(fact_id)

    def source(self, fact_ids: Sequence[str]) -> Reply:
        """Where facts come from; LookupError where one is not known."""
        return self._now.source(fact_ids)

    def menu(self, data: str) -> Reply:
        """A page of the list of facts; LookupError where there is no such page."""
        return self._now.menu(data)

    def drawing(self) -> Drawing:
        """The picture of the deal with its facts as they are now; those under review show no figure."""
        return self._now.drawing()

    def say(self, key: str, **values: str) -> Reply:
        """One of the bot's own sentences; LookupError where there is none."""
        return self._now.say(key, **values)

    def _amended(self, nets: Mapping[str, Net]) -> Knowledge:
        return self._base.knowledge.amended(self._load(nets), nets) if nets else self._base.knowledge

    def _fitting(self, nets: Mapping[str, Net]) -> dict[str, Net]:
        """Those of `nets` that the fact base takes together, one fact after the other."""
        kept: dict[str, Net] = {}
        for fact, one in nets.items():
            try:
                self._load({**kept, fact: one})
                kept[fact] = one
            except PackError as error:
                log.error("the revisions of %s do not fit the fact base, it stays as written there: %s", fact, error)
        return kept
