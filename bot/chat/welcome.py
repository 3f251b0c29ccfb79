"""What is done once at start: the command lists that Telegram shows, and a look at privacy mode."""

import logging

from telegram import (
    Bot,
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
)
from telegram.error import TelegramError

from bot.chat.ports import Answerer

EVERYWHERE = ("facts", "chart", "sources", "about", "help", "forget")
SWITCH = ("pause", "resume")
ADMINS = (*SWITCH, "settings", "doctor")
SCOPES: tuple[tuple[BotCommandScope, tuple[str, ...]], ...] = (
    (BotCommandScopeAllPrivateChats(), ("start", *EVERYWHERE, "corrections", *SWITCH)),
    (BotCommandScopeAllGroupChats(), ("ask", *EVERYWHERE)),
    (BotCommandScopeAllChatAdministrators(), ("ask", *EVERYWHERE, *ADMINS)),
)
log = logging.getLogger(__name__)


async def publish_commands(bot: Bot, answerer: Answerer) -> None:
    """Tell Telegram which commands to offer where; the bot works without."""
    for scope, names in SCOPES:
        commands = [BotCommand(name, answerer.say(f"command_{name}").text) for name in names]
        try:
            await bot.set_my_commands(commands, scope)
        except TelegramError as error:
            log.warning("the command list for %s was not taken: %s", scope.type, error)


def warn_of_privacy_mode(bot: Bot) -> None:
    """Warn where Telegram will keep mentions from the bot."""
    if not bot.bot.can_read_all_group_messages:
        log.warning(
            "privacy mode is on: mentions in groups may not reach the bot. Turn it off "
            "(BotFather, /setprivacy, Disable) and add the bot to its groups again, or make it an admin there"
        )
