"""A number as a Chinese sentence may write it."""

_DIGITS = "零一二三四五六七八九"
_POWERS = ((1000, "千"), (100, "百"), (10, "十"), (1, ""))


def spellings(value: float) -> tuple[str, ...]:
    """200, 二百; 7500, 7,500, 七千五百, 七千五: digits first."""
    plain = f"{value:g}" if value < 1_000_000 else f"{value:.0f}"
    if value != int(value):
        return (plain,)
    number = int(value)
    forms = [plain, f"{number:,}"]
    if 0 < number < 10_000:
        words = _hanzi(number)
        forms += [words, words.replace("二百", "两百").replace("二千", "两千"), _short(words)]
    return tuple(dict.fromkeys(forms))


def _hanzi(number: int) -> str:
    words, skipped = "", False
    for power, name in _POWERS:
        digit, number = divmod(number, power)
        if digit:
            words += ("零" if skipped and words else "") + _DIGITS[digit] + name
        skipped = not digit
    return words.removeprefix("一") if words.startswith("一十") else words


def _short(words: str) -> str:
    """七千三百 said as 七千三: the last power goes without saying."""
    follows = {"千": "百", "百": "十"}
    fits = len(words) == 4 and follows.get(words[1]) == words[3]
    return words[:3] if fits else words
