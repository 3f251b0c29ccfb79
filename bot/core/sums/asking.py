"""A question that may want a sum: the figures that it names, and the reckonings that its words ask for."""

from dataclasses import dataclass
from functools import cached_property

from bot.core.dialogue.reading import Reading
from bot.core.knowledge import Knowledge
from bot.core.language.roles import plays
from bot.core.language.understand import Understanding
from bot.core.model import Fact
from bot.core.referents import company, figures_of, named_by_number, total_of, whole_meant
from bot.core.sums.guessed import guesses
from bot.core.sums.operands import falls_short, of_investor, operands
from bot.core.sums.supposed import supposed

PAIR = 2
_OF_AMOUNTS = frozenset({"pays", "more", "less", "how_much", "superlative_most", "superlative_least", "sum"})
"""Roles of words that say that amounts are compared."""
_PASSING = frozenset({"bound_more_than", "bound_less_than"})
"""Bounds that without a number compare two companies: 甲会不会超过乙."""


@dataclass(frozen=True)
class Asking:
    """A reading with what a sum for it may use."""

    reading: Reading
    knowledge: Knowledge

    @property
    def own(self) -> Understanding:
        """The message itself."""
        return self.reading.own

    @cached_property
    def total(self) -> Fact | None:
        """The figure of the whole, where the pack has one."""
        return total_of(self.knowledge)

    @cached_property
    def every(self) -> list[Fact]:
        """The figures of all investors."""
        return figures_of(self.knowledge.pack.deal.investors, self.knowledge)

    @cached_property
    def given(self) -> dict[str, float]:
        """The amounts that the asker supposes."""
        return supposed(self.reading, self.knowledge)

    @cached_property
    def named(self) -> list[Fact]:
        """The figures that the message names."""
        return operands(self.reading, self.knowledge)

    @cached_property
    def facts(self) -> list[Fact]:
        """The figures to reckon with: those named, and the total that is meant beside a single one of them."""
        alone = self.total and len(self.named) == 1 and self.named[0] is not self.total
        whole = self._meant or (self.total if alone and self.roles & {"this_deal", "collective", "sum"} else None)
        return [*self.named, whole] if whole else self.named

    @property
    def _meant(self) -> Fact | None:
        """The whole that the one share of a message is plainly of, where it is not the total: 甲占4%吧."""
        shares = [amount for amount in self.own.amounts if amount.kind == "share"]
        parts = [fact for fact in self.named if of_investor(fact, self.knowledge)]
        one = len(shares) == len(parts) == 1
        return whole_meant(shares[0], parts[0], self.own, self.knowledge) if one else None

    @cached_property
    def parts(self) -> list[Fact]:
        """Those of the figures to reckon with that are investors'."""
        return [fact for fact in self.facts if of_investor(fact, self.knowledge)]

    @property
    def _says_more(self) -> bool:
        """Whether a message speaks of something else than amounts, if only with a verb: 谁更需要它."""
        verbs = (token for token in self.own.tokens if plays(token, "receives") and len(token.text) > 1)
        return any(verbs) or any(name[0] in "cw" for name in self.reading.features)

    @property
    def _of_one(self) -> bool:
        """Whether a message says of which company something is a part or a multiple: 甲是乙的几倍, 甲占乙几成."""
        ends = (token.end for token in self.own.tokens if company(token, self.knowledge))
        said = any(self.own.text[end:].startswith("的") for end in ends)
        return said or not self.own.roles.isdisjoint({"takes_up", "share", "divide"})

    @cached_property
    def roles(self) -> set[str]:
        """The roles of the message, with the reckonings that its numbers ask for."""
        roles, own = set(self.reading.roles), self.own
        kinds = {amount.kind for amount in own.amounts}
        if "share" in kinds and (roles & {"yesno", "tag"} or own.text.endswith("?")):
            roles.add("share")
        if roles >= {"takes_up", "how_much"}:
            roles.add("share")
        measures = [fact.measured.measure for _, fact in named_by_number(own, self.knowledge)]
        if "compare" in roles and len(measures) == PAIR:
            # 50比700 names nothing but numbers.
            roles.add("ratio" if measures[0] == measures[1] else "share")
        elif "compare" in roles and not roles & _OF_AMOUNTS and self._says_more:
            # 甲和乙比 谁更灵活 is about something else than what they give.
            roles.discard("compare")
        if "who" in roles and roles & {"more", "less"} and len(self.knowledge.investors(own)) == PAIR:
            roles.add("compare")
        if "who" in roles:
            # 谁占大头 asks for a name.
            roles.discard("share")
        if (roles & _PASSING and "money" not in kinds) or falls_short(own, self.knowledge):
            roles.add("compare")
        if roles >= {"compare", "how_much"} and not roles & {"share", "ratio"}:
            roles.add("difference")
        if "+" in own.text and "how_much" in roles and len(self.knowledge.investors(own)) > 1:
            roles.add("sum")
        if "multiple" in kinds or "divide" in roles:
            roles.add("ratio")
        if roles & {"more", "less"} and any(guess.kind == "money" for guess in guesses(own, self.knowledge)):
            roles.add("difference")
        if "ratio" in roles and "share" not in kinds and not self._of_one:
            # 甲和乙差几倍 does not say which is how many times the other: the larger one is.
            roles.add("compare")
        if roles >= {"share", "difference"} and len(self.knowledge.investors(own)) == PAIR:
            roles.discard("share")
        if "enough" in roles and len(self.knowledge.investors(own)) != PAIR:
            # 差多少才够 asks what the total lacks, not what one has more than another.
            roles.discard("difference")
        return roles
