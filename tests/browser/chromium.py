"""What a browser test looks at: accessibility, policy, width and targets."""

import json
from dataclasses import dataclass, field
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, ConsoleMessage, Page

PHONE = {"width": 360, "height": 740}
SMALLEST = {"width": 320, "height": 640}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Buttons, tiles and fields: 44 px for main actions. Links inside running text are exempt.
TARGETS = "main .button:not(.link), main .tile, main input:not([type=hidden]), .masthead button"
SMALL_TARGETS = """
(selector) => [...document.querySelectorAll(selector)]
  .filter((e) => e.checkVisibility() && !e.closest("label"))
  .map((e) => [e.textContent.trim() || e.name, e.getBoundingClientRect().height])
  .filter(([, height]) => height > 0 && height < 44)
"""


@dataclass
class Visit:
    """One page in one browser tab, with what the browser complained about."""

    page: Page
    complaints: list[str] = field(default_factory=list)

    @classmethod
    def in_tab_of(cls, context: BrowserContext) -> "Visit":
        visit = cls(context.new_page())
        visit.page.on("console", visit._hear)
        visit.page.on("pageerror", lambda error: visit.complaints.append(str(error)))
        return visit

    def settle(self) -> None:
        """A form that was just sent has its page, whether by script or by the browser."""
        self.page.locator("form[data-sent]").first.wait_for(state="detached")
        self.page.wait_for_load_state()

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(message.text)

    def barriers(self) -> list[str]:
        """What axe finds wrong, one line each: rule, place."""
        options = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
        found = Axe().run(self.page, options=json.loads(json.dumps(options)))
        violations: list[dict[str, Any]] = found.response["violations"]
        return [f"{v['id']}: {node['target']}" for v in violations for node in v["nodes"]]

    def overflow(self) -> int:
        """Pixels by which the page is wider than the screen.

        Not `innerWidth`: a phone zooms out until too wide a page fits, and that grows with it.
        """
        root = "document.documentElement"
        self.settle()
        return int(self.page.evaluate(f"{root}.scrollWidth - {root}.clientWidth"))

    def small_targets(self) -> list[Any]:
        """Controls lower than 44 px."""
        return list(self.page.evaluate(SMALL_TARGETS, TARGETS))
