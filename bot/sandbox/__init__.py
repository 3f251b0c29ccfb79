"""A strict small Bot API server on one's own machine."""

from bot.sandbox.errors import ApiError, too_many_requests
from bot.sandbox.model import Call, Chat, Message, Person, Press
from bot.sandbox.server import SandboxServer

__all__ = ["ApiError", "Call", "Chat", "Message", "Person", "Press", "SandboxServer", "too_many_requests"]
