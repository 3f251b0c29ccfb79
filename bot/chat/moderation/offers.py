"""A proposed revision as a message with its buttons."""

from dataclasses import replace

from bot.chat.ports import Answerer
from bot.core.model import Button, Reply
from bot.core.records.revision import Change, Revision
from bot.core.records.step import Reach

DROP = "drop"
VERBS = (*(reach.value for reach in (Reach.EDIT, Reach.NOTIFY, Reach.SILENT)), DROP)
"""What a button under a proposal can say."""
LABELS = tuple((verb, f"button_{verb}") for verb in VERBS)
NEW_LABELS = ((Reach.SILENT.value, "button_new"), (DROP, f"button_{DROP}"))
"""Of what is new there are no copies to be edited."""


def offer(say: Answerer, revision: Revision) -> Reply:
    """Return what a revision changes, the old and the new beside each other, with the choice whether it shall count."""
    changed = [_changed(key, revision.before.get(key, ""), new) for key, new in revision.fields.items()]
    diff = "\n".join((*changed, *(_changed("ask", "", ask) for ask in revision.asks)))
    shown = say.say(f"offer_{revision.change.value}", fact=revision.fact, diff=diff)
    labels = NEW_LABELS if revision.change is Change.NEW else LABELS
    rows = tuple((Button(say.say(key).text, f"rev:{revision.id}:{verb}"),) for verb, key in labels)
    return replace(shown, buttons=rows)


def _changed(key: str, old: str, new: str) -> str:
    return f"- {key}：{old}\n+ {key}：{new}" if old else f"+ {key}：{new}"
