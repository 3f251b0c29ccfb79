"""Buttons as Telegram takes them."""

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.core.model import Reply


def keyboard(reply: Reply) -> InlineKeyboardMarkup | None:
    """Return the keyboard under a reply, or None where it has none."""
    rows = [[InlineKeyboardButton(b.label, callback_data=b.data) for b in row] for row in reply.buttons if row]
    return InlineKeyboardMarkup(rows) if rows else None
