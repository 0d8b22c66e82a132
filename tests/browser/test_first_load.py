"""What a browser fetches before it shows the first figures."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.test_journey import visit

MOST = 4_000_000


def test_first_load_is_small(demo: str, page: Page) -> None:
    """The results page of a browser that was never here comes in less than 4 MB, as transferred."""
    fetched: list[float] = []
    watch = page.context.new_cdp_session(page)
    watch.send("Network.enable")
    watch.on("Network.loadingFinished", lambda event: fetched.append(event["encodedDataLength"]))
    visit(page, demo)
    expect(page.locator(".st-key-figure button").nth(4)).to_be_visible()
    expect(page.locator(".js-plotly-plot .xtick").first).to_be_attached()
    page.wait_for_load_state("networkidle")
    assert 0 < sum(fetched) < MOST, f"{len(fetched)} requests, {sum(fetched):,.0f} bytes"
