"""The queue of updates, and the one poller that may wait at it."""

import asyncio
from threading import Condition

from bot.sandbox.errors import OTHER_POLLER, WEBHOOK_ACTIVE, conflict
from bot.sandbox.model import Json

# Left out unless asked for by name.
_ON_DEMAND = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


class _Waiting:
    """One getUpdates request; `ended` says why it must give way, once it must."""

    def __init__(self) -> None:
        self.news = asyncio.Event()
        self.ended = ""


class UpdateQueue:
    """Numbered updates, kept until the bot confirms them with a higher offset."""

    def __init__(self, lock: Condition) -> None:
        self.allowed: list[str] = []
        self.webhook: Json = {}
        self.failure: Json = {}
        self.last: Json | None = None
        self.confirmed = 0
        self._lock = lock
        self._next = 700_000_001
        self._queue: list[Json] = []
        self._again: list[Json] = []
        self._closed = False
        self._waiting: _Waiting | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    def attach(self, loop: asyncio.AbstractEventLoop) -> None:
        """Say on which loop the pollers wait; updates come from any thread."""
        self._loop = loop

    def add(self, kind: str, what: Json) -> None:
        """Queue an update, if the bot wants this kind."""
        if kind in self.allowed or (not self.allowed and kind not in _ON_DEMAND):
            self.last = {"update_id": self._next, kind: what}
            self._next += 1
            self._queue.append(self.last)
            self._wake()

    def repeat_last(self) -> None:
        """Deliver the last update once more under the same id, as Telegram may."""
        if self.last is None:
            raise LookupError("no update yet")
        self._again.append(self.last)
        self._wake()

    def drop(self) -> None:
        """Forget what waits."""
        self._queue.clear()
        self._again.clear()

    def pending(self) -> int:
        """How many updates the bot has not confirmed."""
        return len(self._queue) + len(self._again)

    @property
    def waiting(self) -> bool:
        """Whether a poller waits for news."""
        return self._waiting is not None

    def use_webhook(self, webhook: Json) -> None:
        """Deliver there from now on; who polls is sent away. Empty: back to polling."""
        self.webhook, self.failure = webhook, {}
        if webhook:
            self._end_waiting("terminated by setWebhook request")

    def fail(self, error: str, at: int) -> None:
        """Let the last delivery have failed at an epoch second."""
        self.failure = {"last_error_date": at, "last_error_message": error}

    def close(self) -> None:
        """Let a waiting poller go: the server stops."""
        self._closed = True
        self._wake()

    async def poll(self, offset: int, limit: int, seconds: float) -> list[Json]:
        """Wait up to that many seconds for updates from `offset` on; a second poller ends the first."""
        mine = self._take_place()
        clock = asyncio.get_running_loop().time
        until = clock() + seconds
        try:
            while True:
                mine.news.clear()
                if mine.ended:
                    raise conflict(mine.ended)
                batch = self._take(offset, limit)
                left = until - clock()
                if batch or left <= 0 or self._closed:
                    return batch
                await _news(mine.news, left)
        finally:
            if self._waiting is mine:
                self._waiting = None

    def _take_place(self) -> _Waiting:
        if self.webhook:
            raise conflict(WEBHOOK_ACTIVE)
        self._end_waiting(OTHER_POLLER)
        self._waiting = _Waiting()
        return self._waiting

    def _end_waiting(self, why: str) -> None:
        if self._waiting:
            self._waiting.ended = why
            self._wake()

    def _take(self, offset: int, limit: int) -> list[Json]:
        with self._lock:
            if offset < 0:
                self._queue = self._queue[offset:]
            else:
                self._queue = [update for update in self._queue if update["update_id"] >= offset]
                self.confirmed = max(self.confirmed, offset - 1)
            again, self._again = self._again, []
            self._lock.notify_all()
            return (again + self._queue)[:limit]

    def _wake(self) -> None:
        waiting = self._waiting
        if waiting and self._loop and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(waiting.news.set)


async def _news(event: asyncio.Event, seconds: float) -> None:
    try:
        await asyncio.wait_for(event.wait(), seconds)
    except TimeoutError:
        return
