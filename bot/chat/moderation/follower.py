"""Keeps what this program answers at the revisions that are in the database, whoever put them there."""

import asyncio
import logging

from bot.chat.moderation.ports import Facts, Revisions, Versions
from bot.core.records.record import StorageError
from bot.core.records.revision import VERSION

LOOK_AGAIN = 0.2
"""Seconds between looks at the version, which is all that a look costs."""
log = logging.getLogger(__name__)


class Follower:
    """Looks for new revisions and hands them to the answerer."""

    def __init__(self, versions: Versions, revisions: Revisions, facts: Facts) -> None:
        self._versions = versions
        self._revisions = revisions
        self._facts = facts
        self._seen = 0
        self._one_at_a_time = asyncio.Lock()

    async def merge(self) -> None:
        """Let what an editor has written into the files count no more here: what the files say later outranks it."""
        ids = self._facts.merged(await self._revisions.all())
        if ids:
            await self._revisions.merge(ids)
            log.info("%s revisions are in the files of the fact base by now, and count no more", len(ids))

    async def run(self) -> None:
        """Follow for ever."""
        while True:
            try:
                await self.catch_up()
            except StorageError as error:
                log.warning("the revisions cannot be read: %s", error)
            await asyncio.sleep(LOOK_AGAIN)

    async def catch_up(self) -> None:
        """Follow what is new; when this returns, answers are as the database says."""
        async with self._one_at_a_time:
            version = (await self._versions.current()).get(VERSION, 0)
            if version != self._seen:
                await asyncio.to_thread(self._facts.follow, await self._revisions.all())
                self._seen = version
