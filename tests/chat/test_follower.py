"""Several programs on one database."""

import asyncio
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

from bot.answering import load_living
from bot.chat.moderation.follower import Follower
from bot.core.records.revision import Change, Revision, Stage
from bot.settings import load_settings
from bot.storage.store import open_storage
from tests.storage.samples import keep


async def test_another_program_changes_a_fact(tmp_path: Path) -> None:
    """What one program lets count, another one on the same database answers within two seconds."""
    facts = load_living(load_settings({"DEALBOT_PACK": "tests/packs/egret-bay"}))
    url = f"sqlite:///{tmp_path}/dealbot.db"
    revision = Revision(
        "yuanxi-boxes", Change.WORDING, 1, datetime.now(UTC), {"more": "补充一句。"}, (), {}, Stage.LIVE
    )
    with closing(open_storage(url)) as here, closing(open_storage(url)) as there:
        following = asyncio.create_task(Follower(here.versions, here.revisions, facts).run())
        await keep(there, revision)
        async with asyncio.timeout(2):
            while facts.number("yuanxi-boxes") == 0:  # noqa: ASYNC110 - the answerer has no event for it
                await asyncio.sleep(0.02)
        following.cancel()
        with suppress(asyncio.CancelledError):
            await following
    assert facts.values("yuanxi-boxes")["more"] == "补充一句。"
