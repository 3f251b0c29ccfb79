"""The buttons under a reply: related questions, the source, choices."""

from itertools import islice

from bot.core.knowledge import Knowledge
from bot.core.model import Button

MOST_RELATED = 3


def ask(fact_id: str, knowledge: Knowledge) -> Button:
    """A button that asks for a fact; anyone may press it."""
    return Button(knowledge.facts[fact_id].title, f"ask:{fact_id}")


def fact_buttons(facts: tuple[str, ...], knowledge: Knowledge, source: str) -> tuple[tuple[Button, ...], ...]:
    """Related questions, one a row, and the source."""
    if not facts:
        return ()
    rows = [(ask(fact_id, knowledge),) for fact_id in related(facts, knowledge)]
    return (*rows, (Button(source, f"src:{facts[0]}"),))


def choices(facts: tuple[str, ...], knowledge: Knowledge, none: str) -> tuple[tuple[Button, ...], ...]:
    """What may be meant, for the asker alone, and none of these."""
    rows = [(Button(knowledge.facts[i].title, f"pick:{i}", asker_only=True),) for i in facts]
    return (*rows, (Button(none, "none", asker_only=True),))


def related(facts: tuple[str, ...], knowledge: Knowledge) -> list[str]:
    """The facts nearest to the first of `facts` by subject, place and concepts, without those already said."""
    others = (fact for fact in knowledge.kin[facts[0]] if fact not in facts)
    return list(islice(others, MOST_RELATED))
