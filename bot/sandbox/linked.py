"""A channel's discussion group: each post appears there by itself, as an automatic forward."""

from bot.sandbox import privacy, render
from bot.sandbox.model import TELEGRAM, Message
from bot.sandbox.world import World


def forward(world: World, post: Message) -> None:
    """Let a channel's post go on into its discussion group, where it has one, and tell the bot where it may know."""
    channel = world.chats[post.chat_id]
    if channel.type != "channel" or not channel.linked:
        return
    group = world.chats[channel.linked]
    message = Message(group.id, world.next_id(group), world.now(), TELEGRAM)
    message.text, message.entities, message.sender_chat = post.text, post.entities, channel.id
    message.photo, message.picture = post.photo, post.picture
    origin = {"type": "channel", "date": post.date, "chat": render.chat(world, channel), "message_id": post.id}
    message.extra = {"is_automatic_forward": True, "forward_origin": origin}
    world.keep(message)
    if privacy.reaches_bot(world, group, message):
        world.updates.add("message", render.message(world, message))
