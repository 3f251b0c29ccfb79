"""What keeps a question from being answered with yes or no, whatever its nearest fact affirms or refutes."""

from bot.core.deciding.case import Case
from bot.core.knowledge import Knowledge
from bot.core.language.roles import plays
from bot.core.language.understand import Understanding
from bot.core.model import Fact
from bot.core.premises.stance import said_as
from bot.core.search.retrieve import Match


def goes_on(case: Case) -> bool:
    """Whether a message only asks the question before of something else, so that neither yes nor no answers: 最少呢."""
    own = case.reading.own
    ends_so = bool(own.tokens) and plays(own.tokens[-1], "continuation")
    return bool(case.reading.facts) and ends_so and own.roles.isdisjoint({"yesno", "tag", "negation"})


def undecided(fact: Fact, known: Knowledge) -> bool:
    """Whether a fact says itself that the material comes to no conclusion, or does not say something."""
    signs = known.pack.language.signs
    return any(sign in fact.say for sign in (*signs["undecided"], *signs["unsaid"]))


def only_ends_so(match: Match, stance: str, case: Case) -> bool:
    """Whether only the denial that a question ends with makes it say what a fact does: 有好处没 is 有好处吗."""
    known, read = case.knowledge, case.reading.whole
    last = read.tokens[-1] if read.tokens else None
    ends_so = last is not None and plays(last, "ending") and plays(last, "negation")
    if last is None or not ends_so or (stance == "refute" and "有" not in read.text[: last.start]):
        return False
    asked = known.reader.read(f"{read.text[: last.start]}吗")
    again = next((m for m in known.index.search(asked.features) if m.entry == match.entry), match)
    return said_as(again, asked, known, False) != stance


def says_no(fact: Fact, known: Knowledge) -> bool:
    """Whether what a fact says begins with a denial: 文章没有说."""
    return fact.say.startswith((*known.pack.language.signs["says_no"],))


def not_yet(read: Understanding, fact: Fact, known: Knowledge) -> bool:
    """Whether a message only asks if what a fact expects has come true: 破纪录了没 is not denied by 落地后会破."""
    open_still = any(word in fact.say for word in known.pack.language.signs["leaves_open"])
    return open_still and any(token.text.startswith("了") or plays(token, "perfective") for token in read.tokens)
