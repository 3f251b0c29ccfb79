"""The sandbox as somebody sees it who starts it: the program itself, in a real browser."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sync_api = pytest.importorskip("playwright.sync_api", reason="no Playwright here: pip install playwright")
from playwright.sync_api import Browser, expect, sync_playwright  # noqa: E402

from tests.sandbox.browser import PATIENCE, Tab, chromium  # noqa: E402

ROOT = Path(__file__).parents[2]
BOT, GROUP = "船票问答", "票友群"
FACT, OLD, NEW = "nvidia-amount", "英伟达拟出资最高约 300 亿美元", "英伟达打算出资，最高约 300 亿美元。"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser without a window."""
    path = chromium()
    with sync_playwright() as playwright:
        # The browser's own sandbox does not work for root in a container, and it opens nothing but our page.
        yield playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])


@pytest.fixture
def url(tmp_path: Path) -> Iterator[str]:
    """The address of a sandbox that was just started, as its own program."""
    command = [sys.executable, "-m", "bot", "sandbox", "--port", "0", "--no-browser", "--pace", "0"]
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("TELEGRAM_", "DEALBOT_"))}
    with subprocess.Popen(  # noqa: S603
        [*command, "--state", str(tmp_path)], cwd=ROOT, env=kept, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        text=True,
    ) as program:  # fmt: skip
        assert program.stdout is not None
        yield program.stdout.readline().strip()
        program.send_signal(signal.SIGTERM)
        assert program.wait(30) == 0


@pytest.fixture
def tab(browser: Browser, url: str) -> Iterator[Tab]:
    """A tab of its own."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    yield Tab(context.new_page(), url)
    context.close()


def test_ask_and_read(tab: Tab) -> None:
    """A question in the group is answered there, with what led to the answer beside it."""
    tab.go(GROUP)
    tab.say("/ask 老黄这次掏多少")
    answer = tab.says(OLD)
    expect(answer).to_contain_text("不构成投资建议")
    answer.get_by_text("为什么", exact=True).click()
    expect(tab.page.locator("#why table")).to_contain_text(FACT)
    expect(tab.page.locator("#why dl")).to_contain_text("nvidia")


def test_clarify_by_button(tab: Tab) -> None:
    """What may be meant is chosen by a button, and the message becomes the answer."""
    tab.go(BOT)
    tab.say("它投多少")
    asked = tab.says("想问的是哪一个")
    label = asked.locator(".keys button").first.inner_text()
    tab.press(asked, label)
    expect(tab.page.locator("li.bot").last).to_contain_text("来源：")
    expect(tab.page.locator("li.bot").last).to_contain_text("已编辑")


def test_a_correction_is_seen_in_place(tab: Tab, url: str) -> None:
    """While a member reads, a moderator in another tab corrects a fact, and the member's message changes."""
    tab.go(BOT)
    tab.say("英伟达投多少")
    answer = tab.says(OLD)
    other = Tab(tab.page.context.new_page(), url)
    other.be("群主欧姐")
    other.go(BOT)
    other.say(f"/set {FACT}\nsay: {NEW}")
    other.press(other.says("要改"), "生效，并更正")
    expect(answer).to_contain_text("⚠️ 更正")
    expect(answer).to_contain_text(NEW)
    answer.locator("summary").click()
    expect(answer.locator("details")).to_contain_text(OLD)
    other.says("更正完成")


def test_keyboard_alone(tab: Tab) -> None:
    """Without a mouse: to the input with a slash, sent with Enter, changed with the arrow, a button with Enter."""
    keys = tab.page.keyboard
    tab.page.locator("body").press("/")
    keys.type("/ask 600亿是谁出的")
    keys.press("Enter")
    answer = tab.says("600")
    keys.press("ArrowUp")
    expect(tab.page.locator("#about")).to_contain_text("修改自己的消息")
    keys.press("Escape")
    expect(tab.page.locator("#about")).to_be_hidden()
    answer.locator(".keys button", has_text="来源").focus()
    keys.press("Enter")
    expect(tab.page.locator("li.bot")).to_have_count(2)


def test_narrow(tab: Tab) -> None:
    """On a telephone's width nothing sticks out, and one pane is seen at a time."""
    tab.go(GROUP)
    tab.say("/ask 微软为什么不多投一点")
    answer = tab.says("来源：")
    tab.page.set_viewport_size({"width": 390, "height": 800})
    for pane in ("会话", "聊天", "为什么"):
        tab.page.get_by_role("button", name=pane, exact=True).first.click()
        box = tab.page.locator("body").bounding_box()
        assert box is not None
        assert tab.page.locator("html").evaluate("root => root.scrollWidth") <= 390
    expect(answer).to_be_hidden()
    tab.page.get_by_role("button", name="聊天", exact=True).click()
    expect(answer).to_be_visible()


def test_dark(browser: Browser, url: str) -> None:
    """Where the machine is set to dark the page is dark, and a button makes it light."""
    with browser.new_context(color_scheme="dark") as context:
        tab = Tab(context.new_page(), url)
        ground = "root => getComputedStyle(document.body).backgroundColor"
        dark = tab.page.locator("html").evaluate(ground)
        tab.page.get_by_label("切换深浅色").click()
        assert tab.page.locator("html").evaluate(ground) != dark
        assert dark == "rgb(14, 22, 33)"


def test_the_scenario(tab: Tab) -> None:
    """A group's day plays itself to its end, and what was said wrong at its beginning is corrected in place."""
    tab.go(GROUP)
    tab.page.get_by_role("button", name="▶ 演一遍").click()
    expect(tab.page.locator("#play")).to_have_attribute("data-state", "done", timeout=10 * PATIENCE)
    expect(tab.page.locator("li.bot").first).to_contain_text("⚠️ 更正")
    expect(tab.page.locator("li.bot", has_text="现在能答了").first).to_be_visible()
