"""Days that a message names, held against those that a fact does: 是3月5号的吧."""

import re

_DAY = re.compile(r"(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]")


def same_day(text: str, say: str) -> bool | None:
    """Whether `text` names a day that `say` names too; None where one of them names none."""
    named, known = set(_DAY.findall(text)), set(_DAY.findall(say))
    return named <= known if named and known else None
