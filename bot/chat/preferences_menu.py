"""How the menu of /settings reads: a page for what is chosen, further ones for what has more than two states."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from bot.chat.ports import Answerer
from bot.core.model import Button, Reply
from bot.core.records.choices import COLLAPSES, COOLDOWNS, SWITCHES
from bot.core.records.policy import GENERAL, Mode, Policy

PAGES = ("mode", "quiet", "cooldown", "collapse", "topics")
HOME, QUIET, ENDS = "home", "quiet", "quiet_end"
HOURS = 24
IN_A_ROW = 6
A_MINUTE = 60
Rows = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where the menu stands: its topic, if it is in one."""

    topic_id: int | None


class PreferencesMenu:
    """The pages; each button says what is to hold afterwards."""

    def __init__(self, say: Answerer) -> None:
        self._say = say
        self._pages: Mapping[str, Callable[[Policy, Place], Rows]] = {
            HOME: self._home,
            "mode": self._modes,
            QUIET: self._begins,
            "cooldown": lambda policy, _: self._numbers("cooldown", COOLDOWNS, policy.cooldown),
            "collapse": lambda policy, _: self._numbers("collapse", COLLAPSES, policy.collapse),
            "topics": self._topics,
        }

    def say(self, key: str) -> Reply:
        """One sentence."""
        return self._say.say(key)

    def page(self, name: str, policy: Policy, place: Place) -> Reply:
        """A page of the menu, `quiet-23` the one after an hour is chosen; LookupError where there is no such page."""
        kind, _, hour = name.partition("-")
        if kind == QUIET and hour:
            return self._with(ENDS, self._ends(_hour(hour)), policy)
        return self._with(kind, self._pages[kind](policy, place), policy)

    def _with(self, name: str, rows: Rows, policy: Policy) -> Reply:
        back = () if name == HOME else ((self._button("settings_back", f"go:{HOME}"),),)
        return replace(self._say.say(f"settings_{name}", **self._states(policy)), buttons=(*rows, *back))

    def _home(self, policy: Policy, _: Place) -> Rows:
        states = self._states(policy)
        pages = [f"go:{name}" for name in PAGES]
        switches = [f"do:{name}:{'off' if getattr(policy, name) else 'on'}" for name in SWITCHES]
        rows = [(self._button(f"settings_to_{data.split(':')[1]}", data, **states),) for data in (*pages, *switches)]
        return (*rows, (self._button("settings_close", "close"),))

    def _modes(self, policy: Policy, _: Place) -> Rows:
        return tuple((self._option(self._word(f"mode_{mode.value}"), f"do:mode:{mode.value}", mode is policy.mode),)
                     for mode in reversed(Mode))  # fmt: skip

    def _begins(self, policy: Policy, _: Place) -> Rows:
        begin = policy.quiet[0] if policy.quiet else None
        hours = [self._option(str(hour), f"go:quiet-{hour}", hour == begin) for hour in range(HOURS)]
        return (*_lines(hours), (self._button("settings_quiet_none", "do:quiet:none"),))

    def _ends(self, begin: int) -> Rows:
        hours = (hour % HOURS for hour in range(begin + 1, begin + HOURS))
        return _lines([self._option(f"{begin}–{end}", f"do:quiet:{begin}-{end}", False) for end in hours])

    def _numbers(self, name: str, offered: tuple[int, ...], chosen: int) -> Rows:
        amount = self._seconds if name == "cooldown" else self._minutes
        return _lines([self._option(amount(n), f"do:{name}:{n}", n == chosen) for n in offered])

    def _topics(self, policy: Policy, place: Place) -> Rows:
        here = place.topic_id or GENERAL
        if here in policy.topics:
            toggle = self._button("settings_topic_remove", f"do:topic:-{here}")
        else:
            toggle = self._button("settings_topic_also" if policy.topics else "settings_topic_add", f"do:topic:{here}")
        return ((toggle,), (self._button("settings_topic_all", "do:topic:all"),))

    def _states(self, policy: Policy) -> dict[str, str]:
        switches = {name: self._word("settings_on" if getattr(policy, name) else "settings_off") for name in SWITCHES}
        quiet = f"{policy.quiet[0]}–{policy.quiet[1]}" if policy.quiet else self._word("settings_none")
        topics = [str(t) if t != GENERAL else self._word("settings_topic_general") for t in policy.topics]
        return {
            **switches,
            "mode": self._word(f"mode_{policy.mode.value}"),
            "quiet": quiet,
            "cooldown": self._seconds(policy.cooldown),
            "collapse": self._minutes(policy.collapse),
            "topics": "、".join(topics) or self._word("settings_topic_all"),
        }

    def _seconds(self, seconds: int) -> str:
        if seconds and seconds % A_MINUTE == 0:
            return self._minutes(seconds // A_MINUTE)
        return self._word("settings_seconds", number=str(seconds)) if seconds else self._word("settings_none")

    def _minutes(self, minutes: int) -> str:
        return self._word("settings_minutes", number=str(minutes)) if minutes else self._word("settings_none")

    def _option(self, label: str, data: str, chosen: bool) -> Button:
        return Button(f"● {label}" if chosen else label, f"set:{data}")

    def _button(self, key: str, data: str, **values: str) -> Button:
        return Button(self._word(key, **values), f"set:{data}")

    def _word(self, key: str, **values: str) -> str:
        return self._say.say(key, **values).text


def _hour(text: str) -> int:
    if text not in set(map(str, range(HOURS))):
        raise LookupError(text)
    return int(text)


def _lines(buttons: list[Button]) -> Rows:
    return tuple(tuple(buttons[at : at + IN_A_ROW]) for at in range(0, len(buttons), IN_A_ROW))
