"""The bot's own affairs: who it is, its commands and descriptions, how it gets updates."""

import re

from bot.sandbox import access, render
from bot.sandbox.errors import bad_request
from bot.sandbox.model import Json
from bot.sandbox.world import World

_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_SCOPES = {
    "default": (), "all_private_chats": (), "all_group_chats": (), "all_chat_administrators": (),
    "chat": ("chat_id",), "chat_administrators": ("chat_id",), "chat_member": ("chat_id", "user_id"),
}  # fmt: skip
_LENGTHS = {"description": 512, "short_description": 120}


def get_me(world: World, _params: Json) -> Json:
    """The bot."""
    return render.me(world)


def granted(_world: World, _params: Json) -> bool:
    """Logging out and closing change nothing here."""
    return True


def set_commands(world: World, params: Json) -> bool:
    """The menu for a scope and a language."""
    for command in params["commands"]:
        if not _COMMAND.fullmatch(command["command"]):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(command["description"].strip()) <= 256:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    if len(params["commands"]) > 100:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    world.commands[_menu(world, params)] = params["commands"]
    return True


def get_commands(world: World, params: Json) -> list[Json]:
    """The menu set for exactly that scope and language."""
    return world.commands.get(_menu(world, params), [])


def delete_commands(world: World, params: Json) -> bool:
    """No menu of its own for that scope and language."""
    world.commands.pop(_menu(world, params), None)
    return True


def set_description(world: World, params: Json) -> bool:
    """What people read before they start the bot."""
    return _describe(world, "description", params)


def set_short_description(world: World, params: Json) -> bool:
    """What people read on the bot's profile."""
    return _describe(world, "short_description", params)


def set_webhook(world: World, params: Json) -> bool:
    """Have updates brought; an empty address goes back to polling."""
    url = params["url"]
    if url and not re.match(r"https?://[^\s/]", url):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if not _SECRET.fullmatch(params.get("secret_token", "-")):
        raise bad_request("secret token contains unallowed characters")
    allow_updates(world, params)
    if params.get("drop_pending_updates"):
        world.updates.drop()
    world.updates.use_webhook(params if url else {})
    return True


def delete_webhook(world: World, params: Json) -> bool:
    """Back to polling."""
    if params.get("drop_pending_updates"):
        world.updates.drop()
    world.updates.use_webhook({})
    return True


def webhook_info(world: World, _params: Json) -> Json:
    """How updates reach the bot."""
    hook = world.updates.webhook
    answer: Json = {
        "url": hook.get("url", ""),
        "has_custom_certificate": "certificate" in hook,
        "pending_update_count": world.updates.pending(),
    }
    if hook:
        answer |= {"max_connections": hook.get("max_connections", 40)} | world.updates.failure
    return answer | ({"allowed_updates": world.updates.allowed} if world.updates.allowed else {})


def allow_updates(world: World, params: Json) -> None:
    """Telegram remembers the kinds of updates a bot asked for until it asks for others."""
    if "allowed_updates" in params:
        world.updates.allowed = list(params["allowed_updates"])


def _menu(world: World, params: Json) -> tuple[str, str]:
    scope = params.get("scope", {"type": "default"})
    needed = _SCOPES.get(scope.get("type"))
    if needed is None:
        raise bad_request("can't parse BotCommandScope: unsupported type specified")
    if set(scope) != {"type", *needed}:
        raise bad_request(f"sandbox: scope {scope['type']} takes exactly {list(needed)}")
    if needed:
        access.known(world, scope["chat_id"])
    key = " ".join(str(scope[name]) for name in ("type", *needed))
    return key, params.get("language_code", "")


def _describe(world: World, what: str, params: Json) -> bool:
    text = params.get(what, "")
    if len(text) > _LENGTHS[what]:
        raise bad_request(f"{what.replace('_', ' ')} is too long")
    world.profile[what, params.get("language_code", "")] = text
    return True
