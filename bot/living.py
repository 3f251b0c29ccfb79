"""The answerer as it is right now: the fact base with every live revision, exchanged as a whole when one is added."""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from bot.core.answer import Answerer, Outcome
from bot.core.knowledge import Knowledge
from bot.core.model import Pack, Reply, Turn
from bot.core.records.draft import Frame
from bot.core.records.merging import merged
from bot.core.records.revision import Net, Revision, net, values_of
from bot.core.replies.amend import Amendment
from bot.core.replies.drawing import Drawing
from bot.facts.problems import PackError, Problem

Load = Callable[[Mapping[str, Net]], Pack]
log = logging.getLogger(__name__)


class Living:
    """Answers from the fact base and the revisions it was last told of."""

    def __init__(self, base: Answerer, load: Load) -> None:
        """An answerer on `base`; `load` gives the pack with live revisions written into it, or PackError."""
        self._base = base
        self._read = load
        self._now = base
        self._last: tuple[Mapping[str, Net], Pack] = ({}, base.knowledge.pack)

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
        """What would be wrong if these were all revisions, one sentence each, as moderators read it."""
        try:
            self._load(net(revisions))
        except PackError as error:
            return [self._explained(problem) for problem in error.problems]
        return []

    def merged(self, revisions: Sequence[Revision]) -> list[int]:
        """The ids of those live revisions that the files of the fact base say themselves."""
        return merged(revisions, self._base.knowledge.facts)

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

    def standing(self, name: str) -> str:
        """How certain something is, in words; the name itself where the fact base has no words for it."""
        return self._now.knowledge.pack.deal.standings.get(name, name)

    def amended(self, reply: Reply, fresh: Reply | None, amendment: Amendment) -> Reply:
        """A sent `reply` as it reads after the `amendment` of a fact; `fresh` is what it would say if made now."""
        return self._now.amended(reply, fresh, amendment)

    def rewritten(self, reply: Reply, text: str, day: str) -> Reply:
        """A moderator's `text` instead of a `reply`; one that stands tells the `day` of it, a held one has none."""
        return self._now.rewritten(reply, text, day)

    def withdrawn(self, reply: Reply, day: str) -> Reply:
        """What stands where a withdrawn `reply` was."""
        return self._now.withdrawn(reply, day)

    def name(self, entry: str) -> str:
        """The name of a fact, a gap, somebody or a subject by its id; the id where it has none."""
        return self._now.name(entry)

    def template(self, near: str) -> tuple[str, dict[str, str]]:
        """The lines of a draft, filled in as in the fact `near` (or any), and what may stand under its keys."""
        pack = self._now.knowledge.pack
        frame = Frame.of(pack)
        return frame.template(self._now.knowledge.facts.get(near, pack.facts[0])), frame.choices()

    def draft(self, text: str) -> tuple[dict[str, str], tuple[str, ...]]:
        """The fields of a new fact and its phrasings as a moderator wrote them; DraftError says what is wrong."""
        return Frame.of(self._now.knowledge.pack).read(text)

    def answer(self, text: str, turns: Sequence[Turn] = ()) -> Outcome:
        """The reply to `text` after `turns`, with what led to it."""
        return self._now.answer(text, turns)

    def fact(self, fact_id: str) -> Reply:
        """The answer that a button or a deep link asks for; LookupError where there is no such fact."""
        return self._now.fact(fact_id)

    def title(self, fact_id: str) -> str:
        """What a fact is called; empty where there is none by now."""
        return self._now.title(fact_id)

    def checking(self, reply: Reply, day: str) -> Reply:
        """A reply below the warning that it is being checked since `day`."""
        return self._now.checking(reply, day)

    def main_facts(self) -> list[str]:
        """The facts that most people ask for first."""
        return self._now.main_facts()

    def source(self, fact_ids: Sequence[str]) -> Reply:
        """Where facts come from; LookupError where one is not known."""
        return self._now.source(fact_ids)

    def menu(self, data: str) -> Reply:
        """A page of the list of facts; LookupError where there is no such page."""
        return self._now.menu(data)

    def post(self, recipe: str, link: str) -> Reply:
        """A message made from a recipe; LookupError where nothing can be made of it."""
        return self._now.post(recipe, link)

    def topics(self) -> dict[str, str]:
        """The topics that have facts, by id, each with its name."""
        return self._now.topics()

    def drawing(self) -> Drawing:
        """The picture of the deal with its facts as they are now; those under review show no figure."""
        return self._now.drawing()

    def say(self, key: str, **values: str) -> Reply:
        """One of the bot's own sentences; LookupError where there is none."""
        return self._now.say(key, **values)

    def _amended(self, nets: Mapping[str, Net]) -> Knowledge:
        return self._base.knowledge.amended(self._load(nets), nets) if nets else self._base.knowledge

    def _load(self, nets: Mapping[str, Net]) -> Pack:
        """The pack with what `nets` write into its files; the last one is kept: what was checked is followed next."""
        written = {fact: replace(one, number=0, paused=False) for fact, one in nets.items() if one.written}
        if not written:
            return self._base.knowledge.pack
        if self._last[0] != written:
            self._last = (written, self._read(written))
        return self._last[1]

    def _explained(self, problem: Problem) -> str:
        words = dict(problem.words) or {"message": problem.message}
        return self._base.say(f"problem_{problem.kind}", **words).text

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
