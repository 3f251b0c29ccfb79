"""Numbers in digits and in Chinese numerals."""

import re

_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "两": 2,
    "俩": 2,
    "壹": 1,
    "贰": 2,
    "叁": 3,
}
_DIGITS |= {"肆": 4, "伍": 5, "陆": 6, "柒": 7, "捌": 8, "玖": 9}
_POWERS = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
_WRITTEN = str.maketrans("0123456789", "零一二三四五六七八九")
HANZI = "".join((*_DIGITS, *_POWERS))


def written(number: int) -> str:
    """A number, digit by digit, in Chinese: 3 is 三."""
    return str(number).translate(_WRITTEN)


def parse_number(text: str) -> float | None:
    """Digits or Chinese numerals as a number: 7,500 · 六百 · 三点五 · 2千5 · 2e9; None where it is neither."""
    if re.fullmatch(r"\de\d+", text, re.ASCII):
        return float(text)
    if re.fullmatch(r"\d[千百]\d百?", text, re.ASCII):
        return _hanzi_number(text.translate(_WRITTEN))
    if re.fullmatch(r"\d[\d,]*(?:\.\d+)?", text, re.ASCII):
        return float(text.replace(",", ""))
    whole, _, part = text.partition("点")
    if not set(whole) <= set(HANZI) or not set(part) <= set(_DIGITS):
        return None
    if part:
        return float(f"{parse_number(whole) or 0:.0f}." + "".join(str(_DIGITS[c]) for c in part))
    if all(c in _DIGITS for c in text):
        return float("".join(str(_DIGITS[c]) for c in text))
    return _hanzi_number(text)


def _hanzi_number(text: str) -> float:
    total, digit, power = 0, 0, 1
    for char in text:
        if char in _POWERS:
            power = _POWERS[char]
            total, digit = total + (digit or 1) * power, 0
        else:
            digit = _DIGITS[char]
    shorthand = digit and power > 10 and "零" not in text[-2:]
    return float(total + (digit * power // 10 if shorthand else digit))
