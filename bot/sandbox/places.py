"""How the sandbox's world comes to be and changes: people, groups, channels, topics, who is in them."""

from bot.sandbox import privacy, render
from bot.sandbox.model import (
    ADMINISTRATOR,
    ADMINS,
    ANONYMOUS_ADMIN,
    CHANNEL_BOT,
    CREATOR,
    KICKED,
    LEFT,
    MEMBER,
    TELEGRAM,
    Chat,
    Json,
    Message,
    Person,
)
from bot.sandbox.world import World

_LARGE_ID = -1_000_000_000_000


class Places:
    """Sets the scene. What Telegram would tell the bot about a change, it tells the bot."""

    def __init__(self, world: World) -> None:
        self.world = world
        for person in (ANONYMOUS_ADMIN, CHANNEL_BOT, TELEGRAM):
            world.people[person.id] = person

    def add_person(self, name: str, username: str = "", *, started: bool = False, language: str = "zh-hans") -> Person:
        """Someone; until they start the bot, it cannot write to them."""
        with self.world.change():
            person = Person(5_000_000 + self.world.number(), name, username, language)
            self.world.people[person.id] = person
            chat = Chat(person.id, "private", username=username, bot=MEMBER if started else LEFT)
            chat.members[person.id] = MEMBER
            self.world.chats[person.id] = chat
            return person

    def add_group(
        self,
        title: str,
        *,
        admins: tuple[Person, ...] = (),
        members: tuple[Person, ...] = (),
        topics: bool = False,
        basic: bool = False,
        bot: str = MEMBER,
        username: str = "",
    ) -> Chat:
        """A supergroup, with topics if wanted, or a basic group; the first admin owns it."""
        with self.world.change():
            number = 1000 + self.world.number()
            chat = Chat(-number if basic else _LARGE_ID - number, "group" if basic else "supergroup", title, username)
            chat.forum, chat.bot = topics, bot
            chat.members |= dict.fromkeys((p.id for p in members), MEMBER)
            chat.members |= dict.fromkeys((p.id for p in admins), ADMINISTRATOR)
            chat.members |= dict.fromkeys((p.id for p in admins[:1]), CREATOR)
            self.world.chats[chat.id] = chat
            return chat

    def add_channel(
        self, title: str, *, discussion: Chat | None = None, bot: str = ADMINISTRATOR, username: str = ""
    ) -> Chat:
        """A channel, whose posts go on into its discussion group."""
        with self.world.change():
            chat = Chat(_LARGE_ID - 1000 - self.world.number(), "channel", title, username, bot=bot)
            self.world.chats[chat.id] = chat
            if discussion:
                chat.linked, discussion.linked = discussion.id, chat.id
            return chat

    def add_topic(self, group: Chat, title: str, by: Person | None = None) -> int:
        """Open a topic; its thread id is the id of the message that opened it."""
        with self.world.change():
            opened = self._service(group, by, {"forum_topic_created": {"name": title, "icon_color": 7322096}})
            opened.thread, opened.in_topic = opened.id, True
            group.topics[opened.id] = title
            self._announce_service(group, opened)
            return opened.id

    def delete_topic(self, group: Chat, thread: int) -> None:
        """Remove a topic with all that was said in it."""
        with self.world.change():
            del group.topics[thread]
            for message in self.world.messages(group.id):
                message.gone = message.gone or message.thread == thread

    def migrate(self, group: Chat) -> Chat:
        """Turn a basic group into a supergroup: another id, told by a service message on either side."""
        with self.world.change():
            new = Chat(_LARGE_ID - 1000 - self.world.number(), "supergroup", group.title, bot=group.bot)
            new.members = dict(group.members)
            self.world.chats[new.id] = new
            group.migrated_to = new.id
            for chat, extra in (
                (group, {"migrate_to_chat_id": new.id}),
                (new, {"migrate_from_chat_id": group.id}),
            ):
                self._announce_service(chat, self._service(chat, ANONYMOUS_ADMIN, extra))
            return new

    def join(self, person: Person, group: Chat) -> None:
        """Come into a group."""
        with self.world.change():
            self._set_member(person, group, MEMBER)
            joined = self._service(group, person, {"new_chat_members": [render.user(person)]})
            self._announce_service(group, joined)

    def set_member(self, person: Person, group: Chat, status: str) -> None:
        """Make someone administrator, member, left or kicked."""
        with self.world.change():
            self._set_member(person, group, status)

    def set_bot(self, chat: Chat | Person, status: str, by: Person | None = None) -> None:
        """Add, promote or kick the bot; in a private chat, kicked means blocked."""
        with self.world.change():
            where = self.world.chats[chat.id]
            old, where.bot = where.bot, status
            self._member_update("my_chat_member", where, self.world.bot, (old, status), by)

    def silence(self, group: Chat, silenced: bool = True) -> None:
        """Let only admins write in a group, or everybody again."""
        with self.world.change():
            self.world.chats[group.id].silenced = silenced

    def block(self, person: Person) -> None:
        """Block the bot."""
        self.set_bot(person, KICKED, person)

    def unblock(self, person: Person) -> None:
        """Let the bot write again."""
        self.set_bot(person, MEMBER, person)

    def _set_member(self, person: Person, group: Chat, status: str) -> None:
        old, group.members[person.id] = group.members.get(person.id, LEFT), status
        if group.bot in ADMINS:
            # Who is in a chat, only its admins are told.
            self._member_update("chat_member", group, person, (old, status), person)

    def _member_update(self, kind: str, chat: Chat, who: Person, change: tuple[str, str], by: Person | None) -> None:
        self.world.updates.add(
            kind,
            {
                "chat": render.chat(self.world, chat),
                "from": render.user(by or ANONYMOUS_ADMIN),
                "date": self.world.now(),
                "old_chat_member": render.member(who, change[0]),
                "new_chat_member": render.member(who, change[1]),
            },
        )

    def _service(self, chat: Chat, by: Person | None, extra: Json) -> Message:
        sender = by or ANONYMOUS_ADMIN
        message = Message(chat.id, self.world.next_id(chat), self.world.now(), sender, service=True, extra=extra)
        message.sender_chat = chat.id if sender is ANONYMOUS_ADMIN else None
        return self.world.keep(message)

    def _announce_service(self, chat: Chat, message: Message) -> None:
        if privacy.reaches_bot(self.world, chat, message):
            self.world.updates.add("message", render.message(self.world, message))
