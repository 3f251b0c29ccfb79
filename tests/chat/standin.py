"""A small core of two facts, so that these tests are about Telegram and not about the deal."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from bot.core.model import Button, Kind, Reply, Turn
from bot.core.records.revision import Revision
from bot.core.replies.amend import Amendment
from bot.core.replies.drawing import Drawing

FACTS = {"tea": "茶每年三月采。", "salt": "盐从海水来。"}
TEXTS = {"flood": "慢一点，{seconds} 秒后再问。"}


@dataclass(frozen=True)
class Outcome:
    """What the stand-in concluded."""

    text: str
    turns: tuple[Turn, ...]
    reply: Reply
    scores: tuple[tuple[str, float], ...]

    def evidence(self) -> dict[str, object]:
        """Return the question and how many turns were known."""
        return {"text": self.text, "turns": len(self.turns)}


class StandIn:
    """Knows tea and salt, asks back when it hears neither, and follows up on 「再说说」."""

    def __init__(self, texts: Mapping[str, str] = TEXTS) -> None:
        """A core that says `texts`, and of others their key."""
        self._texts = texts

    def answer(self, text: str, turns: Sequence[Turn] = ()) -> Outcome:
        """Answer by the words 茶 and 盐."""
        if "崩溃" in text:
            raise RuntimeError("x" * 10_000)
        found = tuple(fact for fact, word in (("tea", "茶"), ("salt", "盐")) if word in text)
        if "再说说" in text and turns:
            found = turns[-1].fact_ids
        reply = self._broken() if "坏格式" in text else self._reply(found)
        return Outcome(text, tuple(turns), reply, tuple((fact, 1.0) for fact in found))

    def fact(self, fact_id: str) -> Reply:
        """Return one fact; raises KeyError where there is none."""
        if fact_id == "crash":
            raise RuntimeError(fact_id)
        said = FACTS[fact_id]
        other = "salt" if fact_id == "tea" else "tea"
        buttons = ((Button(f"那{other}呢", f"ask:{other}"),), (Button("来源", f"src:{fact_id}"),))
        return Reply(Kind.ANSWER, said, f"<b>{escape(said)}</b>", (fact_id,), buttons)

    def title(self, fact_id: str) -> str:
        """Call a fact by its id."""
        return fact_id

    def checking(self, reply: Reply, day: str) -> Reply:
        """Put a word above a reply."""
        return reply.below(f"[checking {day}]", f"[checking {day}]")

    def main_facts(self) -> list[str]:
        """Return the facts that come first."""
        return list(FACTS)

    def source(self, fact_ids: Sequence[str]) -> Reply:
        """Return where facts come from; raises KeyError where there is none."""
        said = "出处：" + "".join(FACTS[fact] for fact in fact_ids)
        return Reply(Kind.ANSWER, said, said, tuple(fact_ids))

    def follow(self, revisions: Sequence[Revision]) -> None:
        """Change nothing: these facts are what they are."""

    def objections(self, revisions: Sequence[Revision]) -> list[str]:
        """Refuse every change."""
        return [f"{revision.fact} stays as it is" for revision in revisions]

    def merged(self, revisions: Sequence[Revision]) -> list[int]:  # noqa: ARG002 - no file knows them
        """Return none."""
        return []

    def standing(self, name: str) -> str:
        """Return the name."""
        return name

    def owner(self, text: str) -> str:  # noqa: ARG002 - nothing is taught here
        """Claim nothing."""
        return ""

    def values(self, fact_id: str) -> dict[str, str]:
        """Return what a fact says; raises KeyError where there is none."""
        return {"say": FACTS[fact_id]}

    def number(self, fact_id: str) -> int:  # noqa: ARG002 - no fact here has a revision
        """Return the number of what never changes."""
        return 0

    def post(self, recipe: str, link: str) -> Reply:
        """Say a recipe and a link; raises KeyError where it is not the table."""
        said = {"table": f"[table {link}]", "chart": "[chart]"}[recipe]
        return Reply(Kind.ABOUT_BOT, said, escape(said))

    def topics(self) -> dict[str, str]:
        """Return the only one."""
        return {"food": "吃的"}

    def drawing(self) -> Drawing:
        """Draw nothing."""
        return Drawing("", "", (), (), "", "", "", ())

    def amended(self, reply: Reply, fresh: Reply | None, amendment: Amendment) -> Reply:  # noqa: ARG002
        """Leave a reply as it is."""
        return reply

    def rewritten(self, reply: Reply, text: str, day: str) -> Reply:  # noqa: ARG002
        """Say what a moderator says."""
        return Reply(Kind.ANSWER, text, escape(text))

    def withdrawn(self, reply: Reply, day: str) -> Reply:  # noqa: ARG002
        """Leave a reply as it is."""
        return reply

    def name(self, entry: str) -> str:
        """Return an id: here they are names."""
        return entry

    def template(self, near: str) -> tuple[str, dict[str, str]]:
        """Offer nothing to fill in."""
        return near, {}

    def draft(self, text: str) -> tuple[dict[str, str], tuple[str, ...]]:
        """Take a text as what a fact says."""
        return {"say": text}, ()

    def menu(self, data: str) -> Reply:
        """Return a page; raises KeyError where there is none."""
        if data not in {"menu", "menu:topic:food:0"}:
            raise KeyError(data)
        button = Button("下一页", "menu:topic:food:0") if data == "menu" else Button("茶", "ask:tea")
        return Reply(Kind.ABOUT_BOT, f"目录 {data}", f"目录 {data}", (), ((button,),))

    def say(self, key: str, **values: str) -> Reply:
        """Return a sentence; most are their key."""
        said = self._texts.get(key, f"[{key}]").format_map(defaultdict(lambda: "此处", values))
        buttons = ((Button("看目录", "menu"),),) if key == "start" else ()
        return Reply(Kind.ABOUT_BOT, said, escape(said), (), buttons)

    def _reply(self, found: tuple[str, ...]) -> Reply:
        if found:
            return self.fact(found[0])
        choices = (Button("茶", "pick:tea", asker_only=True),), (Button("都不是", "none", asker_only=True),)
        return Reply(Kind.CLARIFY, "问茶还是盐？", "问茶还是盐？", (), choices)

    def _broken(self) -> Reply:
        return Reply(Kind.ANSWER, "茶 < 盐", "<b>茶 < 盐", ("tea",))
