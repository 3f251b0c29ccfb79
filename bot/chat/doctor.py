"""What may keep the bot from its work, found out and not yet worded: whoever shows it has the words."""

from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from telegram import Bot, ChatFullInfo, ChatMember, ChatMemberAdministrator, ChatMemberRestricted, WebhookInfo
from telegram.error import TelegramError

from bot.chat.fitness import TOO_OLD, Boxes
from bot.chat.ports import Clock, Doors
from bot.core.records.access import Budget, Standing
from bot.core.records.policy import MODERATED, Mode, Policy
from bot.core.records.record import Depths, Seat

MANY = 100
"""Updates that wait at Telegram when something is wrong with the webhook."""
MUTE = "cannot_send"
"""The finding that the bot may not write in a chat."""
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


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the doctor looks at; `room` tells which chat the moderators have, if any, `budget` what a day allows."""

    bot: Bot
    boxes: Boxes
    room: Callable[[], Awaitable[int | None]]
    doors: Doors
    budget: Budget
    clock: Clock


@dataclass(frozen=True, slots=True)
class Here:
    """A group, and what the bot is in it."""

    chat: ChatFullInfo
    member: ChatMember

    @property
    def admin(self) -> ChatMemberAdministrator | None:
        """Its rights as an admin; None where it is none."""
        return self.member if isinstance(self.member, ChatMemberAdministrator) else None

    def rights(self) -> Iterator[Finding]:
        """Say what the bot may do there."""
        yield _right("send", self._may_send())
        yield _right("pin", self.admin is not None and bool(self.admin.can_pin_messages))
        yield _right("delete", self.admin is not None and bool(self.admin.can_delete_messages))

    def topics(self, policy: Policy) -> Finding:
        """Say in which topics the bot speaks."""
        values = {"topics": str(len(policy.topics))}
        if not self.chat.is_forum and not policy.reaches(None):
            return Finding(False, "topics_gone", "topics", values)
        if self.chat.is_forum and policy.topics:
            return Finding(True, "topics_some", "", values)
        return Finding(True, "topics_all" if self.chat.is_forum else "topics_off")

    def _may_send(self) -> bool:
        if isinstance(self.member, ChatMemberRestricted):
            return self.member.can_send_messages
        allowed = self.chat.permissions is None or bool(self.chat.permissions.can_send_messages)
        return self.admin is not None or allowed


async def examine(around: Surroundings, chat_id: int | None) -> list[Finding]:
    """Look at what concerns every chat and, where `chat_id` is given, at that group."""
    now, desk = around.clock(), await around.room()
    room = Finding(True, "desk_set") if desk is not None else Finding(False, "desk_none", "desk")
    general = [*boxes(await around.boxes.depths(now)), room]
    if chat_id is None:
        return [*await _telegram(around, None), *general]
    standing = await around.doors.standing(Seat(chat_id, None, None), now, around.budget)
    group = [*chosen(standing, seen=desk not in {None, chat_id}), quota(around.budget, standing)]
    return [*await _telegram(around, (chat_id, standing.policy)), *general, *group]


async def _telegram(around: Surroundings, group: tuple[int, Policy] | None) -> list[Finding]:
    bot, here = around.bot, None
    try:
        me, hook = await bot.get_me(), await bot.get_webhook_info()
        if group is not None:
            here = Here(await bot.get_chat(group[0]), await bot.get_chat_member(group[0], me.id))
    except TelegramError as error:
        # What cannot be asked is a finding too.
        return [Finding(False, "telegram_away", "telegram", {"error": type(error).__name__})]
    reads_all = me.can_read_all_group_messages or (here is not None and here.admin is not None)
    about = reach(reads_all, hook, around.clock())
    return about if here is None or group is None else [*about, *here.rights(), here.topics(group[1])]


def reach(reads_all: bool, hook: WebhookInfo, now: datetime) -> list[Finding]:
    """Say which messages reach the bot, and how."""
    privacy = Finding(True, "reads_all") if reads_all else Finding(False, "reads_some", "privacy")
    return [privacy, *webhook(hook, now)]


def chosen(standing: Standing, seen: bool) -> Iterator[Finding]:
    """Say what a chat's admins chose; `seen` where moderators elsewhere look at what it holds back."""
    policy = standing.policy
    if standing.paused:
        yield Finding(False, "paused", "paused")
    if policy.mode is Mode.OFF:
        yield Finding(False, "mode_off", "mode_off")
    elif policy.mode in MODERATED and not seen:
        yield Finding(False, "unseen", "desk")
    else:
        yield Finding(True, f"mode_{policy.mode.value}")


def quota(budget: Budget, standing: Standing) -> Finding:
    """Say how much of a day's questions a chat has used."""
    values = {"used": str(standing.asked_here), "most": str(budget.chat), "person": str(budget.person or "∞")}
    if not budget.chat:
        return Finding(True, "quota_open", "", values)
    spent = standing.asked_here >= budget.chat
    return Finding(not spent, "quota_spent" if spent else "quota_left", "quota" if spent else "", values)


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


def _right(name: str, granted: bool) -> Finding:
    return Finding(granted, f"can_{name}" if granted else f"cannot_{name}", "" if granted else name)
