"""What may keep the bot from its work, found out and not yet worded: whoever shows it has the words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from telegram import Bot, WebhookInfo

from bot.chat.fitness import TOO_OLD
from bot.chat.ports import Clock
from bot.core.record import Depths

MANY = 100
"""Updates that wait at Telegram when something is wrong with the webhook."""
LATELY = timedelta(hours=1)
"""How long an error of the webhook counts."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at and how it is; `remedy` is the key of what to do, empty where nothing needs doing.

    `grave` is what keeps the bot from working at all; without it, what is not `ok` is a warning.
    """

    ok: bool
    what: str
    remedy: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    grave: bool = False


async def reach(bot: Bot, clock: Clock) -> list[Finding]:
    """Say which messages reach the bot, and how; TelegramError where that cannot be asked."""
    me, hook = await bot.get_me(), await bot.get_webhook_info()
    privacy = Finding(True, "reads_all") if me.can_read_all_group_messages else Finding(False, "reads_some", "privacy")
    return [privacy, *webhook(hook, clock())]


def webhook(info: WebhookInfo, now: datetime) -> Iterator[Finding]:
    """Say how updates come in, and what went wrong with that lately."""
    values = {"pending": str(info.pending_update_count)}
    if not info.url:
        yield Finding(True, "polling", "", values)
        return
    failed = info.last_error_date is not None and now - info.last_error_date < LATELY
    if failed:
        yield Finding(False, "webhook_failed", "webhook", values | {"error": info.last_error_message or "?"})
    if info.pending_update_count > MANY:
        yield Finding(False, "webhook_behind", "webhook", values)
    elif not failed:
        yield Finding(True, "webhook_works", "", values)


def boxes(depths: Depths) -> Iterator[Finding]:
    """Say how much waits to be read and sent, and what could not be."""
    values = {"inbox": str(depths.inbox), "outbox": str(depths.outbox), "dead": str(depths.dead)}
    stuck = max(depths.inbox_age, depths.outbox_age) > TOO_OLD
    yield Finding(not stuck, "queues_stuck" if stuck else "queues_flow", "queues" if stuck else "", values)
    if depths.dead:
        yield Finding(False, "dead_letters", "dead_letters", values)
