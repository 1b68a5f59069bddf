"""Chromium in words that a test reads well in. What happened behind the page's back is told by `complaints`."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement

from bench.chromium import show

_PATIENCE = 10.0
# Where a request may go: the page itself, what the page made, and what the browser's own first window is made of.
_OWN = ("file:", "data:", "blob:", "chrome:", "chrome-untrusted:")


class Browser:
    """A window of a browser that stays open from test to test."""

    def __init__(self, driver: Chrome) -> None:
        self.driver = driver

    def open(self, path: Path, width: int = 1280, height: int = 860, theme: str = "light") -> None:
        """Show a page, as if for the first time."""
        if self.driver.current_url.startswith("file:"):
            self.run("localStorage.clear()")
        show(self.driver, path, width, height, theme)

    def reload(self) -> None:
        self.driver.refresh()

    def run(self, script: str, *arguments: Any) -> Any:
        """The result of a script."""
        return self.driver.execute_script(script, *arguments)

    def all(self, selector: str) -> list[WebElement]:
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def one(self, selector: str) -> WebElement:
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def click(self, selector: str) -> None:
        self.one(selector).click()

    def text(self, selector: str) -> str:
        return self.one(selector).text

    def texts(self, selector: str) -> list[str]:
        """The words of every such element, also where they are out of sight."""
        return [
            str(words).strip()
            for words in self.run("return [...document.querySelectorAll(arguments[0])].map(e => e.textContent)", selector)
        ]

    def keys(self, keys: str) -> None:
        """Press keys where the focus is."""
        self.driver.switch_to.active_element.send_keys(keys)

    def choose(self, selector: str, value: str) -> None:
        """Set a control, as a user would."""
        script = (
            "arguments[0].value = arguments[1];"
            "for (const name of ['input', 'change']) arguments[0].dispatchEvent(new Event(name, { bubbles: true }))"
        )
        self.run(script, self.one(selector), value)

    def tab(self, name: str) -> None:
        self.click(f"#tab-{name}")

    def mark(self, words: str) -> WebElement:
        """The piece of a marked text that begins with these words."""
        return next(piece for piece in self.all(".text .mark") if piece.text.startswith(words))

    def select_words(self, words: str) -> None:
        """Select words of the article as a mouse would."""
        script = """
            const walk = document.createTreeWalker(document.querySelector('.text'), NodeFilter.SHOW_TEXT);
            while (walk.nextNode()) {
              const at = walk.currentNode.data.indexOf(arguments[0]);
              if (at >= 0) {
                getSelection().setBaseAndExtent(walk.currentNode, at, walk.currentNode, at + arguments[0].length);
                return true;
              }
            }
            return false;"""
        assert self.run(script, words), words

    def wait(self, happened: Callable[[], Any]) -> Any:
        """What `happened` returns, as soon as it is true."""
        end = time.monotonic() + _PATIENCE
        while not (result := happened()):
            assert time.monotonic() < end, "it did not happen"
            time.sleep(0.02)
        return result

    def downloads(self, folder: Path) -> None:
        """Save files into a folder from now on."""
        self.driver.execute_cdp_cmd("Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(folder)})

    def download(self, path: Path) -> bytes:
        """The content of a file that is being saved."""
        self.wait(lambda: path.is_file() and path.stat().st_size)
        return path.read_bytes()

    def complaints(self) -> list[str]:
        """Errors and refusals of the browser, and requests to anywhere else, since the last call."""
        told = [entry["message"] for entry in self.driver.get_log("browser")]
        events = [json.loads(entry["message"])["message"] for entry in self.driver.get_log("performance")]
        sent = [event["params"]["request"]["url"] for event in events if event["method"] == "Network.requestWillBeSent"]
        dialogs = [str(event) for event in events if event["method"] == "Page.javascriptDialogOpening"]
        return told + [f"request to {url}" for url in sent if not url.startswith(_OWN)] + dialogs
