"""Update -> Question or Press: what somebody wants, free of Telegram's types."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from telegram import InlineKeyboardMarkup, Message, Update

from bot.chat.addressing import Address, Me, read_address
from bot.core.model import Reply
from bot.core.records.record import Entry, Origin, Seat

A_SECOND = timedelta(seconds=1)
"""Telegram says in which second something was asked, not when within it."""


@dataclass(frozen=True, slots=True)
class Question:
    """A message of a person, `asked` then and taken up `at`.

    `replied_to` is the bot's message that it replies to, if any. `at_large` is what somebody says to nobody in
    particular: their own words, to no one by reply or name. `name` is the first name of who wrote it, `replied_person`
    is who wrote what it replies to.
    """

    update_id: int
    at: datetime
    asked: datetime
    seat: Seat
    message_id: int
    text: str
    command: str
    private: bool
    anonymous: bool
    addressed: bool
    replied_to: int | None
    at_large: bool = False
    name: str = ""
    replied_person: int | None = None

    def entry(self, reply: Reply, origin: Origin) -> Entry:
        """Return the ledger's entry for a reply to this message."""
        return Entry(
            update_id=self.update_id,
            at=self.at,
            origin=origin,
            chat_id=self.seat.chat_id,
            topic_id=self.seat.topic_id,
            person_id=self.seat.person_id,
            message_id=self.message_id,
            reply=reply,
            asked=min(self.asked + A_SECOND, self.at),
        )


@dataclass(frozen=True, slots=True)
class Press:
    """A pressed button. The presser is always a real person, `name` their first name, `label` what they saw."""

    update_id: int
    at: datetime
    seat: Seat
    message_id: int
    query_id: str
    data: str
    label: str
    name: str = ""

    def entry(self, reply: Reply) -> Entry:
        """Return the ledger's entry for a message that the press brings."""
        return Entry(
            update_id=self.update_id,
            at=self.at,
            origin=Origin.BUTTON,
            chat_id=self.seat.chat_id,
            topic_id=self.seat.topic_id,
            person_id=self.seat.person_id,
            message_id=self.message_id,
            text=self.label,
            evidence={"text": self.label} if self.label else {},
            trigger=self.data,
            reply=reply,
        )


def read_question(update: Update, me: Me, at: datetime) -> Question | None:
    """Return what a message asks, or None where it is not a person's own message."""
    message = update.message or update.edited_message
    if message is None or not _from_person(message, me):
        return None
    address = read_address(message, me)
    private = message.chat.type == message.chat.PRIVATE
    replied_to = _reply_to_me(message, me)
    return Question(
        update_id=update.update_id,
        at=at,
        asked=message.edit_date or message.date,
        seat=Seat(message.chat_id, _topic(message), _person(message)),
        message_id=message.message_id,
        text=address.text or _quoted(message),
        command=address.command,
        private=private,
        anonymous=message.sender_chat is not None,
        addressed=private or _is_addressed(address, replied_to),
        replied_to=replied_to,
        at_large=not private and _is_at_large(message, address),
        name=message.from_user.first_name if message.from_user else "",
        replied_person=_reply_to_person(message),
    )


def read_press(update: Update, at: datetime) -> Press | None:
    """Return what a press asks for, or None where the message it belongs to is out of reach."""
    query = update.callback_query
    if query is None or query.message is None or query.data is None:
        return None
    message = query.message
    seen = message if isinstance(message, Message) else None
    return Press(
        update_id=update.update_id,
        at=at,
        seat=Seat(message.chat.id, _topic(seen) if seen else None, query.from_user.id),
        message_id=message.message_id,
        query_id=query.id,
        data=query.data,
        label=_label(seen.reply_markup, query.data) if seen else "",
        name=query.from_user.first_name,
    )


def _is_addressed(address: Address, replied_to: int | None) -> bool:
    if address.command:
        return address.command == "ask" and address.command_is_mine
    # A sticker or picture in reply is a reaction, not a question.
    return address.for_me or (replied_to is not None and not address.for_others and bool(address.text))


def _is_at_large(message: Message, address: Address) -> bool:
    original = message.reply_to_message
    in_reply = original is not None and not original.forum_topic_created
    to_somebody = in_reply or address.command or address.for_me or address.for_others
    anothers = message.sender_chat or message.forward_origin or message.via_bot or message.external_reply
    return bool(message.text) and not to_somebody and not anothers


def _from_person(message: Message, me: Me) -> bool:
    if message.via_bot is not None and message.via_bot.id == me.id:
        return False
    if message.is_automatic_forward or message.from_user is None:
        return False
    if message.sender_chat is not None:
        # An anonymous admin speaks as the group itself; any other chat is a channel.
        return message.sender_chat.id == message.chat_id
    return not message.from_user.is_bot


def _person(message: Message) -> int | None:
    # All anonymous admins of a group share one account, so the group stands for whoever it was.
    sender = message.sender_chat or message.from_user
    return sender.id if sender else None


def _topic(message: Message) -> int | None:
    # Plain replies carry a thread id too, but only topics take one when sending.
    return message.message_thread_id if message.is_topic_message else None


def _reply_to_me(message: Message, me: Me) -> int | None:
    original = message.reply_to_message
    if original is None or original.from_user is None or original.from_user.id != me.id:
        return None
    # In a topic every message seems to reply to the service message that opened it.
    return None if original.forum_topic_created else original.message_id


def _reply_to_person(message: Message) -> int | None:
    original = message.reply_to_message
    if original is None or original.from_user is None or original.sender_chat is not None or original.from_user.is_bot:
        return None
    return original.from_user.id


def _quoted(message: Message) -> str:
    """Return what a bare mention or /ask points at: somebody else's words that it replies to."""
    original = message.reply_to_message
    if original is None or original.from_user is None or original.from_user.is_bot:
        return ""
    return message.quote.text if message.quote else original.text or original.caption or ""


def _label(keyboard: InlineKeyboardMarkup | None, data: str) -> str:
    rows = keyboard.inline_keyboard if keyboard else ()
    return next((button.text for row in rows for button in row if button.callback_data == data), "")
