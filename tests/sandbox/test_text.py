"""How Telegram reads text: HTML, UTF-16 positions, and what it finds by itself."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox import html
from bot.sandbox.errors import ApiError
from bot.sandbox.text import cut, found, trimmed, units
from tests.sandbox.conftest import Api


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("a &lt;b&gt; &amp;amp; &quot;&#39;&#x4e2d; &nbsp; & ", "a <b> &amp; \"'中 &nbsp; & ", []),
        ("😀<b>粗</b>", "😀粗", [("bold", 2, 1)]),
        ("<b>a<i>b</i></b>", "ab", [("bold", 0, 2), ("italic", 1, 1)]),
        ("<STRONG>a</STRONG><em>b</em>", "ab", [("bold", 0, 1), ("italic", 1, 1)]),
        ("<u>a</u><s>b</s><del>c</del>", "abc",
         [("underline", 0, 1), ("strikethrough", 1, 1), ("strikethrough", 2, 1)]),
        ('<tg-spoiler>a</tg-spoiler><span class="tg-spoiler">b</span>', "ab",
         [("spoiler", 0, 1), ("spoiler", 1, 1)]),
        ("<blockquote>a</blockquote><blockquote expandable>b</blockquote>", "ab",
         [("blockquote", 0, 1), ("expandable_blockquote", 1, 1)]),
        ("<code>a</code><pre>b</pre>", "ab", [("code", 0, 1), ("pre", 1, 1)]),
        ("<b></b>x", "x", []),
        ("<b>a</>", "a", [("bold", 0, 1)]),
        ("a > b", "a > b", []),
    ],
)  # fmt: skip
def test_html(source: str, text: str, entities: list[tuple[str, int, int]]) -> None:
    """Tags become entities at UTF-16 positions, and the text is what is left."""
    plain, marks = html.parse(source)
    assert (plain, [(e["type"], e["offset"], e["length"]) for e in marks]) == (text, entities)


def test_html_attributes() -> None:
    """Links carry their address or the person, code blocks their language."""
    assert html.parse('<a href="https://a.b/?x=1">y</a>')[1][0]["url"] == "https://a.b/?x=1"
    assert html.parse('<a href="tg://user?id=7">y</a>')[1][0]["user"]["id"] == 7
    assert html.parse('<a href="https://a.b/?x=1&amp;y=>">y</a>')[1][0]["url"] == "https://a.b/?x=1&y=>"
    assert html.parse("<a>https://a.b</a>")[1][0]["url"] == "https://a.b"
    pre = html.parse('<pre><code class="language-python">x</code></pre>')[1]
    assert pre == [{"type": "pre", "offset": 0, "length": 1, "language": "python"}]


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ("问<x>", 'Unsupported start tag "x" at byte offset 3'),
        ("300 < 600", 'Unclosed start tag at byte offset 4'),
        ("a <b", "Unclosed start tag at byte offset 2"),
        ("<b>a", "Can't find end tag corresponding to start tag \"b\""),
        ("<b>a</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("a</b>", "Unexpected end tag at byte offset 1"),
        ("<b>a</b", "Unclosed end tag at byte offset 4"),
        ('<a href="x>y</a>', "Unclosed start tag at byte offset 0"),
        ("<i =a>b</i>", 'Empty attribute name in the tag "i" at byte offset 0'),
        ("a</", "Unexpected end tag at byte offset 1"),
        ("<span>a</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("a<br>b", 'Unsupported start tag "br" at byte offset 1'),
    ],
)  # fmt: skip
def test_broken_html(api: Api, source: str, complaint: str) -> None:
    """Broken HTML is refused in Telegram's words, with the offset in bytes."""
    error = api.error("sendMessage", chat_id=1, text=source, parse_mode="HTML")
    assert error == (400, f"Bad Request: can't parse entities: {complaint}")


@given(st.text())
def test_escaped_text_comes_back(text: str) -> None:
    """Whatever is escaped arrives as it was written."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert html.parse(escaped) == (text, [])


@given(st.text(alphabet="<>/b &;a\"='"))
def test_any_html_is_read_or_refused(source: str) -> None:
    """No input breaks the parser."""
    with contextlib.suppress(ApiError):
        assert len(html.parse(source)[0]) <= len(source)


@pytest.mark.parametrize(
    ("text", "entities"),
    [
        ("/ask@my_bot 谁", [("bot_command", "/ask@my_bot")]),
        ("看 @my_bot 说", [("mention", "@my_bot")]),
        ("问@my_bot @my_bot谁投的 /ask谁投的", []),
        ("https://a.b/@my_bot", [("url", "https://a.b/@my_bot")]),
        ("买 $NVDA #融资", [("cashtag", "$NVDA"), ("hashtag", "#融资")]),
        ("a/b 1/2 x@y.com #1", []),
    ],
)
def test_found_entities(text: str, entities: list[tuple[str, str]]) -> None:
    """Commands, mentions, links and tags are found; addresses and fractions are none of them."""
    assert [(e["type"], cut(text, e)) for e in found(text, [])] == entities


def test_no_entities_inside_code() -> None:
    """What stands in code is not a mention, what stands in bold is."""
    code, bold = ([{"type": kind, "offset": 0, "length": 7}] for kind in ("code", "bold"))
    assert len(found("@my_bot", code)) == 1
    assert len(found("@my_bot", bold)) == 2


def test_trimmed() -> None:
    """White space around goes, and entities move along or vanish."""
    entities = [{"type": "bold", "offset": 0, "length": 3}, {"type": "code", "offset": 4, "length": 1}]
    assert trimmed("  ab ", entities) == ("ab", [{"type": "bold", "offset": 0, "length": 1}])
    assert units("😀问") == 3
