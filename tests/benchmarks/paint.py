"""How soon a page shows on a slow phone, and how soon a picture of a page comes.

Usage: python tests/benchmarks/paint.py http://127.0.0.1:8000 [PAGE ...]
The service should hold the sample data. Slow phone: a processor four times as slow, 1.6 Mbit/s, 150 ms to the
service, nothing kept from before. Each page is opened five times, the middle one counts.
"""

import os
import sys
import time
from statistics import median
from typing import Any

import httpx
from playwright.sync_api import Browser, sync_playwright

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
TIMES = 5
PICTURES = 20
BITS = 1_600_000
LINE = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": BITS / 8,
    "uploadThroughput": BITS / 16,
}
PAINTED = "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? null"
BYTES = """() => [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
    .filter(one => !one.name.includes('.png')).reduce((sum, one) => sum + one.transferSize, 0)"""
PAGES = (
    "/",
    "/?q=In+welchem+Sozialraum+ist+die+SGB-II-Quote+am+höchsten",
    "/suche?q=Alleinerziehende+Empfehlung",
    "/dokumente",
    "/hilfe",
    "/hilfe?q=Schulden+in+Osterfeld",
    "/zahlen",
    "/sozialraeume",
    "/notfall",
    "/leichte-sprache",
)


def main(base: str, pages: tuple[str, ...]) -> None:
    """Print a line for each page and one for pictures."""
    print(f"{'page':60} {'paint ms':>9} {'KiB':>6}")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        for page in pages:
            if httpx.get(base + page).is_success:
                seen = [opened(browser, base + page) for _ in range(TIMES)]
                print(f"{page:60} {median(ms for ms, _ in seen):9.0f} {seen[0][1] / 1024:6.0f}")
        browser.close()
    cold, warm = picture_times(base)
    print(f"picture of a page, marked: first {cold:.0f} ms, later {warm:.0f} ms (median of {PICTURES})")


def opened(browser: Browser, address: str) -> tuple[float, float]:
    """Milliseconds to the first paint of content on the slow phone, and the bytes without pictures."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="de-DE")
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", LINE)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page.goto(address, wait_until="load")
    while page.evaluate(PAINTED) is None:  # wait_for_function needs eval, which pages forbid
        page.wait_for_timeout(10)
    found = float(page.evaluate(PAINTED)), float(page.evaluate(BYTES))
    context.close()
    return found


def picture_times(base: str) -> tuple[float, float]:
    """Milliseconds for the first marked picture of a document, and for its other pages in the middle."""
    hits: list[dict[str, Any]] = httpx.get(f"{base}/api/search", params={"q": "Osterfeld", "k": 100}).json()[
        "hits"
    ]
    times = []
    with httpx.Client(base_url=base) as client:
        for hit in hits[: PICTURES + 1]:
            started = time.perf_counter()
            address = f"/api/documents/{hit['document']['id']}/pages/{hit['page']}.png"
            client.get(address, params={"passage": hit["passage"]}).raise_for_status()
            times.append(1000 * (time.perf_counter() - started))
    return times[0], median(times[1:])


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"), tuple(sys.argv[2:]) or PAGES)
