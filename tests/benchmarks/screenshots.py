"""Pictures of every page for docs/bilder, from a service that holds the sample data.

Usage: python tests/benchmarks/screenshots.py http://127.0.0.1:8000 docs/bilder [NAME PASSWORD]

With an account of the administration it also takes pictures of the pages for staff.
"""

import io
import os
import sys
from pathlib import Path
from typing import Any

import httpx
from PIL import Image
from playwright.sync_api import Page, sync_playwright

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
SIZES: dict[str, dict[str, Any]] = {
    "breit": {"viewport": {"width": 1280, "height": 900}},
    "handy": {"viewport": {"width": 390, "height": 844}},
}
LONGEST = 1400  # pixels of a picture's height; what is below says nothing new
COLOURS = 32
PAGES = {
    "fragen": "/",
    "antwort": "/?q=Was+wird+für+Alleinerziehende+in+Osterfeld+empfohlen",
    "suche": "/suche?q=Alleinerziehende+Empfehlung",
    "quelle": "{source}&q=Alleinerziehende",
    "aehnlich": "/aehnlich/{passage}",
    "dokumente": "/dokumente",
    "dokument": "/dokumente/{document}",
    "hilfe": "/hilfe?q=Schulden+in+Osterfeld",
    "einrichtung": "/hilfe/{institution}",
    "merkzettel": "/hilfe/{institution}/merkzettel",
    "angebote": "/angebote?q=Wie+viele+Angebote+für+Alleinerziehende+je+Sozialraum",
    "zahlen": "/zahlen?q=SGB-II-Quote",
    "matrix": "/zahlen/matrix",
    "sozialindex": "/zahlen/sozialindex",
    "dossier": "/dossier?zahl={figure}&zitat={passage}",
    "sozialraeume": "/sozialraeume",
    "sozialraum": "/sozialraeume/sr-osterfeld",
    "notfall": "/notfall",
    "anleitung": "/anleitung",
    "leichte-sprache": "/leichte-sprache",
    "barrierefreiheit": "/barrierefreiheit",
    "datenschutz": "/datenschutz",
    "impressum": "/impressum",
    "gestaltung": "/gestaltung",
    "schnittstelle": "/docs",
    "anmelden": "/anmelden",
    "abgemeldet": "/abgemeldet",
}
STAFF = {
    f"verwaltung-{name}".removesuffix("-"): f"/verwaltung{address}"
    for name, address in {
        "": "",
        "hochladen": "/hochgeladen",
        "dokumente": "/dokumente",
        "dokument": "/dokumente/{document}",
        "qualitaet": "/qualitaet?alle=true",
        "zahlen": "/zahlen",
        "zahl": "/zahlen/{figure}",
        "einrichtungen": "/einrichtungen",
        "einrichtung": "/einrichtungen/neu",
        "verzeichnis": "/korrekturen",
        "fragen": "/fragen",
        "themen": "/themen",
        "thema": "/listen/themen/schuldnerberatung",
        "konten": "/konten",
        "konto": "/konten/redaktion",
        "nutzung": "/nutzung",
    }.items()
}


def main(base: str, folder: Path, *account: str) -> None:
    """Write a picture of each page there is, in both sizes."""
    folder.mkdir(parents=True, exist_ok=True)
    hit = httpx.get(f"{base}/api/search", params={"q": "Alleinerziehende", "k": 1}).json()["hits"][0]
    asked = httpx.get(f"{base}/api/figures", params={"q": "SGB-II-Quote in Osterfeld 2022"}).json()
    figure = (asked["figures"] or asked["nearest"])[0]["id"]
    place = httpx.get(f"{base}/api/find", params={"q": "Schulden in Osterfeld"}).json()["institutions"][0]
    names = {
        "source": hit["url"],
        "document": hit["document"]["id"],
        "passage": hit["passage"],
        "figure": figure,
        "institution": place["id"],
    }
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        for size, how in SIZES.items():
            context = browser.new_context(base_url=base, locale="de-DE", **how)
            page = context.new_page()
            for name, address in PAGES.items():
                keep(page, address.format(**names), name, folder, size)
            if account:
                sign_in(page, *account)
                for name, address in STAFF.items():
                    keep(page, address.format(**names), name, folder, size)
            context.close()
        browser.close()
    listed = [name for name in PAGES | STAFF if (folder / f"{name}-breit.png").exists()]
    (folder / "README.md").write_text("\n".join(["# Alle Seiten", *map(entry, listed), ""]), "utf-8")
    print(f"{sum(path.stat().st_size for path in folder.iterdir()) / 1024:.0f} KiB in {folder}")


def entry(name: str) -> str:
    """A page in the list of pictures."""
    pictures = " ".join(f"![{name}, {size}]({name}-{size}.png)" for size in SIZES)
    return f"\n## {name.capitalize()}\n\n`{(PAGES | STAFF)[name]}`\n\n{pictures}"


def sign_in(page: Page, name: str, password: str) -> None:
    """Sign in with an account."""
    page.goto("/anmelden")
    page.get_by_label("Name").fill(name)
    page.get_by_label("Kennwort").fill(password)
    page.get_by_role("button", name="Anmelden").click()
    page.wait_for_url("**/verwaltung")


def keep(page: Page, address: str, name: str, folder: Path, size: str) -> None:
    """Keep a page as it stands when everything has come, in few colours, if there is such a page."""
    answer = page.goto(address)
    if not answer or not answer.ok:
        return
    page.wait_for_load_state("networkidle")
    with Image.open(io.BytesIO(page.screenshot(full_page=True))) as picture:
        part = picture.crop((0, 0, picture.width, min(picture.height, LONGEST)))
    part.convert("RGB").quantize(COLOURS).save(folder / f"{name}-{size}.png", optimize=True)


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"), Path(sys.argv[2]), *sys.argv[3:])
