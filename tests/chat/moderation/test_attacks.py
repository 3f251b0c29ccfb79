"""What somebody who means harm tries on cards, proposals and commands."""

import pytest

from bot.core.records.record import Why
from bot.sandbox.model import Chat, Person
from tests.chat.moderation.house import ASK, FACT, STRANGE, House

FORGED = (
    "card:1:ok", "card:1:to:no-such-fact", "card:1:into:1", "card:1:hush:999999", "card:1:undo", "card:1:pull",
    "card:1:more:company:x:99", "card:-1:ok", "card:999999999999999:ok", "card:x", "card:", "card", "rev:1:edit",
    "rev:99999999999999999999:edit", "rev:1:nothing", "rev", "stats:0:all", "stats:x", "set:do:mode:off", "vote:u:x",
    "why:1", "pick:no-such", "menu:x:y:9", "src:", "ask:", "", "\u202e:☠", "card:1:to:" + "长" * 17,
)  # fmt: skip


def test_forged_data(house: House, wang: Person, group: Chat, caplog: pytest.LogCaptureFixture) -> None:
    """Data that no button has does nothing, whoever sends it and under whatever message, and breaks nothing."""
    answer = house.desk.ask(wang, group, f"/ask {ASK}")
    house.desk.ask(wang, wang, STRANGE)
    card = house.card(STRANGE)
    for data in FORGED:
        house.desk.press(wang, answer, data, stale=True)
        house.desk.press(house.mod, answer, data, stale=True)
        if not data.startswith("card:1:"):
            house.desk.press(house.mod, card, data, stale=True)
    assert house.desk.server.current(card).text == card.text
    assert house.desk.server.current(answer).text == answer.text
    assert "Traceback" not in caplog.text
    assert house.desk.failure is None


def test_words_that_lead_somewhere(house: House, wang: Person) -> None:
    """Neither a card nor a refusal makes a link, a command or a name of what somebody wrote."""
    house.desk.ask(wang, wang, f"{STRANGE} /pause@dealbot_x </a> tg://user?id=5 a.example.com")
    card = house.card("问过")
    refusals = [
        house.desk.ask(house.mod, house.mod, f"{command} @laoli/https://evil.example/{'长' * 200}")
        for command in ("/fact", "/history", "/hold", "/undo")
    ]
    for message in (card, *refusals):
        assert not {entity["type"] for entity in message.entities} & {"bot_command", "url", "mention", "text_link"}
        assert len(message.text) < 600


def test_refusals_are_on_record(house: House, wang: Person) -> None:
    """Whoever wants what they may not do, or not alone, is in the audit log, moderators too."""
    offer = house.desk.ask(house.mod, house.mod, f"/set {FACT}\nmore: 实际是 99 箱。")
    house.desk.press(house.mod, offer, "只对以后生效")
    house.desk.ask(house.mod, house.mod, f"/mute {house.owner.id} 5")
    house.desk.ask(house.mod, house.mod, "/stats all")
    figures = house.desk.ask(house.owner, house.owner, "/stats")
    house.desk.press(wang, figures, next(iter(figures.buttons.values())), stale=True)
    acts = house.acts()
    for tried in (
        f"{house.mod.id} refused button rev:",
        f"{house.mod.id} refused /mute",
        f"{house.mod.id} refused /st",
    ):
        assert tried in acts
    assert f"{wang.id} refused button stats:" in acts


def test_what_is_under_review_is_known(house: House, wang: Person) -> None:
    """A question whose fact is under review is not brought as one that nothing is known of."""
    house.desk.press(house.owner, house.desk.ask(house.owner, house.owner, f"/hold {FACT}"), "只对以后生效")
    assert "正在核实" in house.desk.ask(wang, wang, ASK).text
    house.desk.ask(wang, wang, STRANGE)
    assert STRANGE in house.card("问过").text
    assert not [m for m in house.desk.server.said(house.room) if ASK in m.text.partition("\n答")[0]]


def test_running_precision(house: House, wang: Person, group: Chat) -> None:
    """Where the bot is tried out, each judgement tells how many answers were right so far."""
    for text in (ASK, "远汐航运出多少钱"):
        house.held(house.desk.server.say(wang, group, "随便说说"), text, Why.SHADOW)
    good, bad = house.card(ASK), house.card("远汐航运出多少钱")
    house.desk.press(house.mod, good, "👍 答得对")
    house.until(good, "1 个里 1 个")
    house.desk.press(house.mod, bad, "👎 不对")
    house.until(bad, "2 个里 1 个")
