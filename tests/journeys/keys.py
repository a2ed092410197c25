"""Somebody who has a keyboard and nothing else: Tab, Shift+Tab, arrows, space, Enter, letters (acceptance 1).

Never a click, a `fill` or a focus set by a script. `look` goes round each page once: every stop shows its ring, the way
goes down the page as the eye does, and it leads out again at the end.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from tests.journeys.conftest import Seen, axe
from tests.journeys.walk import ID

STOPS = 150
"""More stops than any page has: whoever needs more is caught in a circle."""

HERE = """() => {
  const e = document.activeElement;
  if (!e || e === document.body || e === document.documentElement) return null;
  const shown = e.matches('input[type=file], [type=radio], [type=checkbox]') && e.labels && e.labels[0] || e;
  const ring = [e, shown, e.parentElement].map((one) => getComputedStyle(one)).some((style) =>
    style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 || style.boxShadow !== 'none');
  const box = shown.getBoundingClientRect();
  if (!window.__stops) window.__stops = [];
  let number = window.__stops.indexOf(e);
  if (number < 0) number = window.__stops.push(e) - 1;
  return {number, ring, bottom: box.bottom + scrollY, again: e.matches('main, [data-error-summary]'),
          seen: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight,
          fixed: Boolean(e.closest('dialog, .nb-skip, .nb-leave')),
          what: e.outerHTML.slice(0, 140)};
}"""
REST = """() => window.__stops.filter((e) => e !== document.activeElement && e.isConnected).filter((e) => {
  const style = getComputedStyle(e);
  return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
}).map((e) => e.outerHTML.slice(0, 140))"""
AHEAD = """(wanted) => {
  const e = document.activeElement;
  if (e === wanted) return 'there';
  if (!e || e === document.body) return 'on';
  return e.compareDocumentPosition(wanted) & Node.DOCUMENT_POSITION_PRECEDING ? 'back' : 'on';
}"""


class Keys:
    """One page and ten fingers."""

    def __init__(self, page: Any, look: Callable[[Any], None]) -> None:
        self.page, self.look = page, look

    def press(self, key: str) -> None:
        """One key."""
        self.page.keyboard.press(key)

    def to(self, target: Any) -> None:
        """Tab until this element, or a radio of its group, has the focus."""
        wanted = target.first
        wanted.wait_for(state="attached")
        handle = wanted.element_handle()
        group = wanted.evaluate("e => e.type === 'radio' ? e.name : ''")
        for _ in range(STOPS):
            way = self.page.evaluate(AHEAD, handle)
            if way == "there":
                return
            if group and self.page.evaluate("n => document.activeElement.name === n", group):
                break
            self.press("Shift+Tab" if way == "back" else "Tab")
        else:
            raise AssertionError(f"{self.page.url}: no way with Tab to {wanted.evaluate('e => e.outerHTML')[:300]}")
        for _ in range(STOPS):
            self.press("ArrowDown")
            if self.page.evaluate(AHEAD, handle) == "there":
                return
        raise AssertionError(f"{self.page.url}: no arrow leads to {wanted.evaluate('e => e.outerHTML')[:300]}")

    def type(self, target: Any, text: str) -> None:
        """Go to a field and type; what stood there is typed over."""
        self.to(target)
        self.press("ControlOrMeta+a")
        self.page.keyboard.type(text)

    def choose(self, target: Any) -> None:
        """Tick a box or take one of several answers."""
        self.to(target)
        if not target.first.is_checked():
            self.press("Space")
        assert target.first.is_checked(), target.first.evaluate("e => e.outerHTML")

    def enter(self, target: Any) -> None:
        """Go to a link or button and press Enter; the next page is there when this returns."""
        self.to(target)
        with self.page.expect_navigation(wait_until="load"):
            self.press("Enter")

    def file(self, target: Any, files: list[dict[str, Any]]) -> None:
        """Open the system's own window for files with the space bar and take some.

        On a busy machine the browser may not be listening for the window yet when the key comes: then it is pressed
        again, as a person would, but only if the focus has stayed where it was.
        """
        self.to(target)
        chosen: list[Any] = []

        def keep(chooser: Any) -> None:
            chosen.append(chooser)

        self.page.on("filechooser", keep)
        for _ in range(4):
            self.press("Space")
            for _ in range(20):
                if chosen:
                    self.page.remove_listener("filechooser", keep)
                    chosen[0].set_files(files)
                    return
                self.page.wait_for_timeout(200)
            stays = target.first.evaluate("e => e === document.activeElement && !e.disabled")
            assert stays, f"{self.page.url}: the field for files lost the focus"
        raise AssertionError(f"{self.page.url}: the space bar opens no window for files")


class Round:
    """Looks at each page once: axe, valid HTML, a way round it with Tab, and whether it is in the language it says."""

    def __init__(self, language: str, folder: str = "", *, js: bool = True) -> None:
        self.language, self.folder, self.js = language, folder, js
        self.seen: set[str] = set()
        self.findings: list[str] = []

    @staticmethod
    def place(page: Any) -> str:
        """The address without what differs from one application to the next."""
        return re.sub(ID, "…", urlsplit(page.url).path)

    def __call__(self, page: Any, *, axe_too: bool = True) -> None:
        path = self.place(page)
        if path in self.seen:
            return
        self.seen.add(path)
        Seen.add(page)
        if axe_too and self.js:
            self.findings += axe(page)
        self.findings += [f"{path}: {text}" for text in around(page)]
        self.findings += [f"{path}: {text}" for text in tongue(page, self.language)]
        if self.folder:
            Path(self.folder).mkdir(parents=True, exist_ok=True)
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme=scheme)
                name = f"{self.language}-{path.strip('/').replace('/', '-') or 'start'}-{scheme}.png"
                page.screenshot(path=str(Path(self.folder) / name), full_page=True)
            page.emulate_media(color_scheme="light")


def around(page: Any) -> list[str]:
    """Tab from the focus to the end of the page and out of it; each stop once, visible, further down than before."""
    found: list[str] = []
    last, stops = -1.0, set[int]()
    page.evaluate("() => { window.__stops = []; document.activeElement.blur(); getSelection().removeAllRanges(); }")
    for _ in range(STOPS):
        page.keyboard.press("Tab")
        here = page.evaluate(HERE)
        if here is None:
            break
        if here["number"] in stops:
            if here["number"] and not here["again"]:  # the first stop again: once round, nobody is caught
                found.append(f"Tab comes back before the page is over: {here['what']}")
            break
        stops.add(here["number"])
        if not here["ring"]:
            found.append(f"no ring around {here['what']}")
        if not here["seen"]:
            found.append(f"out of sight: {here['what']}")
        if not here["fixed"]:
            if here["bottom"] < last - 30:
                found.append(f"the way goes up to {here['what']}")
            last = here["bottom"]
    else:
        found.append(f"no end after {STOPS} stops")
    return found + [f"a ring stays around {what}" for what in page.evaluate(REST)]


GERMAN = r"\b(?:der|die|das|und|oder|nicht|Sie|[Ww]ir|Ihr|Ihren?|ist|sind|für|eine?|noch|seit|bis|Tage?|heute|Uhr)\b"
LEFT_OVER = """([german]) => {
  const main = document.querySelector('main'), found = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const wrong = new RegExp(german), money = /\\d,\\d\\d\\s?€/, day = /\\d{1,2}\\.\\s?\\d{1,2}\\.\\s?\\d{4}/;
  for (let node; (node = walk.nextNode());) {
    const e = node.parentElement;
    if (!e.checkVisibility() || e.closest('script, style, [lang]:not([lang=ar])')) continue;
    const text = node.textContent.trim(), apart = e.closest('bdi, [dir=ltr], input, textarea, .nb-code');
    if (!apart && !e.closest('blockquote') && wrong.test(text)) found.push('German words: ' + text.slice(0, 90));
    if (!apart && !/[\\u2066-\\u2068]/.test(text) && (money.test(text) || day.test(text)))
      found.push('a figure that is not set apart: ' + text.slice(0, 90));
  }
  if (main.lang === 'de' && main.dir !== 'ltr') found.push('German from right to left');
  return found;
}"""


def tongue(page: Any, language: str) -> list[str]:
    """What of the page is not in the language that it says it is in."""
    root = page.evaluate("[document.documentElement.lang, document.documentElement.dir]")
    if language == "de":
        return [] if root == ["de", "ltr"] else [f"language and direction are {root}"]
    found = [] if root == [language, "rtl"] else [f"language and direction are {root}"]
    return found + list(page.evaluate(LEFT_OVER, [GERMAN]))
