"""A real browser at the sandbox's page, as somebody would use it."""

import shutil

import pytest
from playwright.sync_api import Locator, Page, expect

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PATIENCE = 20_000
"""Milliseconds for what is to be seen."""
expect.set_options(timeout=PATIENCE)


def chromium() -> str:
    """Return the path of the browser, or skip the test where there is none."""
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    return found or pytest.skip("no Chromium here: apt-get install chromium fonts-wqy-microhei")


class Tab:
    """One tab, and what a person does in it."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        page.set_default_timeout(PATIENCE)
        page.goto(url)
        page.locator("#chats button").first.wait_for(state="attached")

    def be(self, name: str) -> None:
        """Speak as somebody from now on."""
        self.page.get_by_label("以谁的身份说话").select_option(label=name)

    def go(self, chat: str) -> None:
        """Open a chat."""
        self.page.locator("#chats button", has_text=chat).first.click()
        expect(self.page.locator("#title strong")).to_have_text(chat)

    def say(self, text: str) -> None:
        """Write something and send it with Enter."""
        self.page.get_by_label("消息", exact=True).last.fill(text)
        self.page.keyboard.press("Enter")

    def says(self, words: str) -> Locator:
        """Wait for the bot's latest message with these words."""
        message = self.page.locator("li.bot", has_text=words).last
        expect(message).to_be_visible()
        return message

    def press(self, message: Locator, label: str) -> None:
        """Press a button under a message."""
        message.locator(".keys button", has_text=label).first.click()
