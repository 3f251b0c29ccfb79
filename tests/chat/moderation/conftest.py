"""What the tests of the moderators' chat stand on."""

import pytest

from bot.sandbox.model import Person
from bot.sandbox.server import SandboxServer
from tests.chat.harness import Bench
from tests.chat.moderation.house import House


@pytest.fixture
def house(desk: Bench, server: SandboxServer, owner: Person, mod: Person) -> House:
    """A moderators' chat."""
    other = server.add_person("小罗", "luo", started=True)
    room = server.add_group("版主", admins=(owner,), members=(mod, other))
    desk.ask(owner, room, "/modchat")
    for person in (mod, other):
        desk.ask(owner, owner, f"/mod add {person.id}")
    return House(desk, room, owner, mod, other)
