"""What a bot may know of a chat: getChat, getChatMember, getChatAdministrators; and leaveChat."""

from bot.sandbox import access, render
from bot.sandbox.errors import bad_request
from bot.sandbox.model import ADMINS, LEFT, Chat, Json, Person
from bot.sandbox.world import World


def get_chat(world: World, params: Json) -> Json:
    """The chat in full."""
    return render.full_chat(world, access.present(world, params["chat_id"]))


def get_member(world: World, params: Json) -> Json:
    """What someone is in the chat."""
    chat = access.present(world, params["chat_id"])
    person = world.people.get(params["user_id"])
    if person is None:
        raise bad_request("user not found")
    return render.member(person, status(world, chat, person))


def get_administrators(world: World, params: Json) -> list[Json]:
    """Who runs the chat: people, and the bot itself where it is one of them."""
    chat = access.present(world, params["chat_id"])
    if chat.private:
        raise bad_request("there are no administrators in the private chat")
    return [
        render.member(person, status(world, chat, person))
        for person in world.people.values()
        if status(world, chat, person) in ADMINS
    ]


def leave(world: World, params: Json) -> bool:
    """Go."""
    chat = access.present(world, params["chat_id"])
    if chat.private:
        raise bad_request("chat member status can't be changed in private chats")
    chat.bot = LEFT
    return True


def status(world: World, chat: Chat, person: Person) -> str:
    """What someone is in a chat; in a private one both are members."""
    if person.id == world.bot.id:
        return chat.bot
    return chat.members.get(person.id, LEFT)
