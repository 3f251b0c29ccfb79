"""Lets a scenario happen in the sandbox: a demonstration for people, a test for machines."""

import threading
from collections.abc import Mapping, Sequence
from enum import StrEnum

from bot.sandbox.model import Chat, Json, Message, Person
from bot.sandbox.scenario import Cast, Step
from bot.sandbox.server import SandboxServer

PATIENCE = 30.0
"""Seconds for which is waited for what is to be seen."""


class State(StrEnum):
    """How far a play is."""

    READY = "ready"
    PLAYING = "playing"
    DONE = "done"
    FAILED = "failed"


class Scenery:
    """A cast, brought into a server's world."""

    def __init__(self, server: SandboxServer, cast: Cast) -> None:
        """Let everybody and every place of the cast be there."""
        self.cast = cast
        self.people: dict[str, Person] = {
            key: server.add_person(part.name, part.username, started=True) for key, part in cast.people.items()
        }
        self.places: dict[str, Chat] = {}
        for key, place in cast.places.items():
            self.places[key] = self._group(server, key) if place.type == "group" else self._channel(server, key)

    def _group(self, server: SandboxServer, key: str) -> Chat:
        place = self.cast.places[key]
        admins, members = (tuple(self.people[who] for who in keys) for keys in (place.admins, place.members))
        group = server.add_group(place.title, admins=admins, members=members, topics=bool(place.topics))
        for topic in place.topics:
            server.add_topic(group, topic)
        return group

    def _channel(self, server: SandboxServer, key: str) -> Chat:
        place = self.cast.places[key]
        channel = server.add_channel(place.title, discussion=self.places.get(place.discussion))
        channel.members |= {self.people[who].id: "administrator" for who in place.admins}
        channel.members |= {self.people[who].id: "member" for who in place.members}
        return channel

    @property
    def owners(self) -> tuple[int, ...]:
        """The ids of those who own the bot."""
        return tuple(self.people[key].id for key, part in self.cast.people.items() if part.owner)

    def named(self, text: str) -> str:
        """Return a sentence with the ids of those whom it names by key: {mo}."""
        for key, person in self.people.items():
            text = text.replace(f"{{{key}}}", str(person.id))
        return text

    def inauguration(self) -> tuple[Step, ...]:
        """What the owner does before anything else: appoints the moderators and says where they meet."""
        owner = next((key for key, part in self.cast.people.items() if part.owner), "")
        mods = [key for key, part in self.cast.people.items() if part.moderator]
        desks = [key for key, place in self.cast.places.items() if place.desk]
        told = [Step(0, owner, say=f"/mod add {{{key}}}", see="版主") for key in mods]
        return (*told, *(Step(0, owner, at=key, say="/modchat", see="送到这里") for key in desks)) if owner else ()


class Play:
    """One scenario, played once at a time, in a thread of its own."""

    def __init__(self, server: SandboxServer, scenery: Scenery, steps: Sequence[Step], pace: float) -> None:
        """A play with `pace` seconds between its steps."""
        self._server = server
        self._scenery = scenery
        self._steps = steps
        self._pace = pace
        self._thread: threading.Thread | None = None
        self._stop = threading.Event()
        self._state, self._at, self._note, self._error = State.READY, 0, "", ""

    def progress(self) -> Json:
        """Return how far it is, for whoever watches."""
        shown = {"state": self._state.value, "step": self._at, "of": len(self._steps)}
        return shown | {"note": self._note, "error": self._error}

    def start(self) -> None:
        """Begin, unless it is playing already."""
        if self._state is not State.PLAYING:
            self._state = State.PLAYING
            self._thread = threading.Thread(target=self.run, name="play", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """End it before the next step."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join()

    def run(self) -> bool:
        """Play from the first step to the last; False where something is not to be seen that should be."""
        self._error = ""
        try:
            for number, step in enumerate(self._steps, 1):
                if self._stop.wait(self._pace if number > 1 else 0):
                    break
                self._tell(number, step.note)
                self._act(step)
        except (LookupError, TimeoutError) as error:
            self._state, self._error = State.FAILED, f"step {self._at} (line {step.line}): {error}"
        else:
            self._state = State.DONE
        self._tell(self._at, "")
        return self._state is State.DONE

    @property
    def error(self) -> str:
        """Why it failed; empty where it did not."""
        return self._error

    def _tell(self, number: int, note: str) -> None:
        # Whoever watches sees it as a change of the world.
        with self._server.world.change():
            self._at, self._note = number, note or self._note

    def _act(self, step: Step) -> None:
        if not step.who:
            return
        person = self._scenery.people[step.who]
        where = self._scenery.places[step.at] if step.at else person
        before = {message.id: message.text for message in self._server.messages(where)}
        if step.say:
            target = self._latest(where, step.reply) if step.reply else None
            self._say(person, where, self._scenery.named(step.say), target)
        elif step.press:
            message, data = self._button(where, step.press)
            self._server.press(person, message, data)
        elif step.edit:
            mine = [m for m in self._server.messages(where) if m.sender.id == person.id]
            self._server.edit(mine[-1], step.edit)
        if step.see:
            self._see(where, step.see, before)
        if step.has:
            self._see(where, step.has, {})

    def _say(self, person: Person, where: Chat | Person, text: str, target: Message | None) -> None:
        if isinstance(where, Chat) and where.type == "channel":
            self._server.post(where, text)
        else:
            self._server.say(person, where, text, reply_to=target)

    def _see(self, where: Chat | Person, words: str, before: Mapping[int, str]) -> None:
        """Wait for a message with these words; what stood there `before` does not count."""

        def seen() -> bool:
            new = [m for m in self._server.messages(where) if before.get(m.id) != m.text]
            return any(words in message.text for message in new)

        try:
            self._server.wait_for(seen, PATIENCE)
        except TimeoutError:
            last = " / ".join(message.text for message in self._server.said(where)[-3:])
            raise TimeoutError(f"{words!r} is not to be seen; the bot's last words there: {last}") from None

    def _latest(self, where: Chat | Person, words: str) -> Message:
        found = [message for message in self._server.messages(where) if words in message.text]
        if not found:
            raise LookupError(f"no message says {words!r}")
        return found[-1]

    def _button(self, where: Chat | Person, label: str) -> tuple[Message, str]:
        for message in reversed(self._server.messages(where)):
            for text, data in message.buttons.items():
                if text.startswith(label):
                    return message, data
        raise LookupError(f"no button begins with {label!r}")
