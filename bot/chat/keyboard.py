"""Buttons as Telegram takes them."""

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.core.model import Button, Reply


def keyboard(reply: Reply) -> InlineKeyboardMarkup | None:
    """Return the keyboard under a reply, or None where it has none."""
    rows = [[_button(button) for button in row] for row in reply.buttons if row]
    return InlineKeyboardMarkup(rows) if rows else None


def _button(button: Button) -> InlineKeyboardButton:
    if button.url:
        return InlineKeyboardButton(button.label, url=button.url)
    return InlineKeyboardButton(button.label, callback_data=button.data)
