"""What the Telegram edge needs of the rest of the house."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from bot.core.model import Reply, Turn
from bot.core.records.access import Budget, Standing
from bot.core.records.policy import Policy
from bot.core.records.record import Act, Action, Entry, Item, Pace, Parcel, Place, Seat

Clock = Callable[[], datetime]


class Outcome(Protocol):
    """An answer with the reasons for it."""

    @property
    def reply(self) -> Reply:
        """What is said."""
        ...

    @property
    def scores(self) -> tuple[tuple[str, float], ...]:
        """The candidates and how near they were."""
        ...

    def evidence(self) -> dict[str, object]:
        """Return everything that explains the answer, as JSON can hold it."""
        ...


class Answerer(Protocol):
    """The core: text in, reply out. An id or a menu that does not exist raises LookupError."""

    def answer(self, text: str, turns: Sequence[Turn] = ()) -> Outcome:
        """Answer a question, given the turns before it, oldest first."""
        ...

    def fact(self, fact_id: str) -> Reply:
        """Return the answer that a button or a deep link asks for."""
        ...

    def title(self, fact_id: str) -> str:
        """Return what a fact is called; empty where there is none."""
        ...

    def main_facts(self) -> Sequence[str]:
        """Return the facts that the pack itself puts first."""
        ...

    def source(self, fact_ids: Sequence[str]) -> Reply:
        """Return where these facts come from."""
        ...

    def checking(self, reply: Reply, day: str) -> Reply:
        """Return a reply below the warning that it is being checked since `day`."""
        ...

    def menu(self, data: str) -> Reply:
        """Return a page of the list of facts."""
        ...

    def post(self, recipe: str, link: str) -> Reply:
        """Return the message made from a recipe, without buttons; `link` and a fact's id are where it is answered."""
        ...

    def topics(self) -> Mapping[str, str]:
        """Return the names of the topics that have facts, by id."""
        ...

    def say(self, key: str, **values: str) -> Reply:
        """Return one of the bot's own sentences."""
        ...


class Ledger(Protocol):
    """The record of what was asked and answered."""

    async def by_answer(self, chat_id: int, answer_id: int) -> Entry | None:
        """Find the entry that stands as this message."""
        ...

    async def by_question(self, chat_id: int, message_id: int) -> Entry | None:
        """Find the entry that answers this message."""
        ...

    async def pressed(self, chat_id: int, message_id: int, trigger: str, since: datetime) -> Entry | None:
        """Find what the same button of the same message already brought."""
        ...

    async def noticed(self, seat: Seat, trigger: str, since: datetime) -> bool:
        """Say whether such a notice was given since then: to this person, or in this chat where it names nobody."""
        ...

    async def by_number(self, update_id: int) -> Entry | None:
        """Find the entry of an update, or of a message of the bot's own by its own number."""
        ...

    async def latest(self, seat: Seat, since: datetime) -> Entry | None:
        """Find the last turn of this person here."""
        ...

    async def conversation(self, entry_id: int, length: int) -> tuple[Turn, ...]:
        """Return an entry and what it follows as turns, oldest first."""
        ...

    async def overheard(self, chat_id: int, since: datetime) -> Entry | None:
        """Find the last answer in a chat that nobody asked the bot for."""
        ...

    async def said(self, seat: Seat, reply: Reply, since: datetime) -> Entry | None:
        """Find where the same words stand as an answer in the topic of a seat."""
        ...


class Chats(Protocol):
    """What a chat's admins chose."""

    async def paused(self, chat_id: int) -> bool:
        """Say whether the bot is to be quiet there."""
        ...

    async def pause(self, chat_id: int, paused: bool) -> None:
        """Make the bot quiet there, or let it speak again."""
        ...

    async def policy(self, chat_id: int) -> Policy:
        """Return what its admins chose."""
        ...

    async def choose(self, chat_id: int, policy: Policy) -> None:
        """Keep what its admins chose."""
        ...

    async def migrate(self, old: int, new: int) -> None:
        """Move what is kept of a group to the supergroup it became."""
        ...


class Doors(Protocol):
    """Whether somebody is answered."""

    async def standing(self, seat: Seat, at: datetime, budget: Budget) -> Standing:
        """Return how somebody and a chat stand right now."""
        ...

    async def shut(self, closed: bool, act: Act) -> None:
        """Let the bot be silent everywhere, or speak again."""
        ...


class Inbox(Protocol):
    """Updates, kept before they are acknowledged."""

    async def put(self, items: Sequence[Item], now: datetime) -> int:
        """Keep updates and return how many of them are new."""
        ...

    async def claim(self, limit: int, now: datetime, lease: timedelta) -> list[Item]:
        """Take up to `limit` updates, of each chat only the first."""
        ...

    async def done(self, update_id: int) -> None:
        """Note that an update is worked off."""
        ...

    async def failed(self, update_id: int, error: str) -> None:
        """Note that an update cannot be worked on, and why."""
        ...


class Outbox(Protocol):
    """What is to be sent, kept before it is sent."""

    async def post(self, entry: Entry, priority: int) -> int | None:
        """Write an entry with its message to be sent; None where its update has an entry already."""
        ...

    async def publish(self, entry: Entry, act: Act, pinned: bool) -> bool:
        """Write an entry to be sent and perhaps pinned, with its line of the audit log; False where it is known."""
        ...

    async def hold(self, entry: Entry) -> int | None:
        """Write an entry that is not sent unless it is released; None where its update has an entry already."""
        ...

    async def release(self, entry: Entry, priority: int) -> bool:
        """Let a held entry be sent with what it says now; False where it is held no more."""
        ...

    async def rewrite(self, entry: Entry, priority: int) -> None:
        """Write what an entry now says, with its message to be edited; a held one goes on being held."""
        ...

    async def expire(self, before: datetime, notice: Reply, priority: int) -> int:
        """Give up what is held since `before` and let its askers read `notice`; return how many."""
        ...

    async def touch(self, entry_id: int, action: Action, due: datetime) -> None:
        """Have a standing message edited (EDIT) or the buttons below it (COUNT), though its entry stays the same."""
        ...

    async def claim(self, limit: int, now: datetime, lease: timedelta, pace: Pace) -> list[Parcel]:
        """Take up to `limit` messages that may be sent now, of each chat one."""
        ...

    async def sent(self, parcel: Parcel, answer_id: int, took: float | None = None) -> None:
        """Note that a parcel now stands in its chat as this message, so many seconds after it was asked for."""
        ...

    async def later(self, parcel: Parcel, due: datetime, error: str) -> None:
        """Put a parcel back until `due`."""
        ...

    async def delay(self, parcel: Parcel, until: datetime, error: str) -> None:
        """Put a parcel back and let its whole chat wait."""
        ...

    async def dead(self, parcel: Parcel, error: str) -> None:
        """Note that a parcel will not be sent, and why."""
        ...


class Copies(Protocol):
    """Messages of the bot that people sent where it is not."""

    async def find(self, inline_id: str) -> Entry | None:
        """Return the copy of that id; None where it is not known."""
        ...

    async def keep(self, entry: Entry) -> Entry | None:
        """Write a copy into the ledger and return it; None where it is there already."""
        ...

    async def popular(self, since: datetime) -> Sequence[str]:
        """Return the facts that were asked for most since then, most often first."""
        ...

    async def offered(self, facts: Sequence[tuple[str, int]]) -> None:
        """Count that facts, each as of a revision, were offered once more."""
        ...


class Places(Protocol):
    """The chats that the bot is in, and where it may post."""

    async def all(self) -> list[Place]:
        """Return where the bot may post and the chat's admins let it speak, channels first."""
        ...

    async def arrive(self, chat_id: int, place: Place | None, welcome: Entry | None) -> None:
        """Keep that the bot is in a chat, where it may post (`place`) or may not; a chat that is new gets `welcome`."""
        ...

    async def leave(self, chat_id: int, why: str) -> None:
        """Forget a chat that the bot is not in any more, and give up what waits to be sent there."""
        ...


class Meters(Protocol):
    """What is counted of the bot's work."""

    def answered(self, kind: str) -> None:
        """Count an answer of a kind."""
        ...

    def delivered(self, after: timedelta) -> None:
        """Count a message that stands, so long after it was asked for."""
        ...

    def refused(self, error: str) -> None:
        """Count a request that Telegram did not take."""
        ...


class Audit(Protocol):
    """The log of who decided what."""

    async def log(self, act: Act) -> None:
        """Add a line."""
        ...


class Privacy(Protocol):
    """Erasing what a person left."""

    async def forget(self, person_id: int) -> int:
        """Erase what one person left, everywhere; return the number of entries."""
        ...
