"""What tests of a chat's settings do over and over."""

from bot.sandbox.model import Chat, Message, Person
from tests.chat.harness import Bench

TEA = "茶每年三月采。"


def choose(bench: Bench, person: Person, chat: Chat, *choices: str, thread: int | None = None) -> Message:
    """Open the menu and choose; return it as it then stands."""
    menu = bench.ask(person, chat, "/settings", thread=thread)
    for choice in choices:
        assert bench.press(person, menu, f"set:do:{choice}", stale=True) == ""
    return menu


def silent(bench: Bench, person: Person, messages: list[Message]) -> bool:
    """Whether messages of one chat got no reply; a chat's updates are worked on in order."""
    bench.ask(person, bench.server.world.chats[messages[0].chat_id], "/help")
    return not [reply for message in messages for reply in bench.server.replies(message)]
