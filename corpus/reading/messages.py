"""What reading says to people, in German: what is wrong and what to do about it."""

from collections.abc import Mapping

NO_KIND = "Dateien der Art {kind!r} werden nicht gelesen. Möglich sind: {kinds}."
NO_FILE = "Die Datei ist nicht da oder darf nicht gelesen werden. Bitte Pfad und Rechte prüfen."
EMPTY = "Die Datei ist leer (0 Bytes). Bitte erneut herunterladen oder exportieren."
TOO_LARGE = "Die Datei hat {size} MiB, erlaubt sind {limit} MiB. Bitte aufteilen."
DAMAGED = "Die Datei ist beschädigt oder nicht von der Art, die ihr Name sagt. Bitte neu ausgeben."
NO_PDF = (
    "Die Datei ist kein lesbares PDF (beschädigt, unvollständig oder etwas anderes). "
    "Bitte aus dem Ursprungsprogramm neu als PDF ausgeben."
)
NO_PAGES = "Das PDF hat keine Seiten. Bitte prüfen, ob die Datei vollständig ist."
TOO_MANY_PAGES = (
    "Das PDF hat {count} Seiten, erlaubt sind {limit}. "
    "Bitte aufteilen. Oder bitten Sie den Betrieb, mehr zu erlauben (LOTSE_MAX_PAGES)."
)
LOCKED = (
    "Die PDF-Datei ist durch ein Kennwort geschützt. "
    "Bitte fügen Sie sie noch einmal hinzu und geben Sie dabei das Kennwort an."
)
LOCKED_OTHERWISE = (
    "Das Kennwort der PDF-Datei stimmt nicht. "
    "Bitte fügen Sie sie noch einmal hinzu und geben Sie dabei das richtige an."
)
OPENING_OVERDUE = (
    "Das Öffnen der Datei braucht mehr als {seconds:g} Sekunden. Bitte die Datei neu ausgeben oder aufteilen."
)
OPENING_FAILED = (
    "Das Öffnen der Datei bricht ab oder braucht mehr als {memory} MiB Speicher. "
    "Bitte die Datei neu ausgeben oder aufteilen."
)
TOO_MANY_LOST = "Mehr als {count} Seiten der Datei sind nicht lesbar. Bitte die Datei neu als PDF ausgeben."
ALL_LOST = "Keine Seite der Datei ist lesbar. {why}"
PAGE_OVERDUE = (
    "Seite {page} wurde ausgelassen: Sie braucht mehr als {seconds:g} Sekunden. Bitte neu ausgeben."
)
PAGE_FAILED = (
    "Seite {page} wurde ausgelassen: Sie bringt das Lesen zum Absturz oder braucht zu viel Speicher. "
    "Bitte neu ausgeben."
)
HIDDEN = "Unsichtbarer Text wurde nicht übernommen: {words} Wörter auf {pages}."
NO_TEXT = (
    "Ohne lesbaren Text (wohl Scan oder Bild): {pages}. Am besten fügen Sie die Datei als durchsuchbares PDF "
    "hinzu. Oder bitten Sie den Betrieb um Texterkennung (tesseract-ocr-deu und das Extra »ocr«). Ist sie "
    "da, entfernen Sie das Dokument und fügen es noch einmal hinzu."
)
NO_TEXT_SOUGHT = (
    "Ohne lesbaren Text (wohl Scan oder Bild): {pages}. Am besten fügen Sie die Datei als durchsuchbares PDF "
    "hinzu. Oder bitten Sie den Betrieb, die Texterkennung einzuschalten (LOTSE_OCR_SECONDS, jetzt 0). Ist "
    "sie an, entfernen Sie das Dokument und fügen es noch einmal hinzu."
)
RECOGNISED = "Text durch Texterkennung gelesen, Fehler sind möglich: {pages}."
NO_TEXT_AT_ALL = "Die Datei enthält keinen lesbaren Text. Bitte prüfen, ob es die richtige Datei ist."
TOO_MUCH_TEXT = (
    "Die Datei enthält {count} Zeichen Text, erlaubt sind {limit}. Bitte in mehrere Dateien aufteilen."
)
NO_TEXT_FILE = (
    "Die Datei ist keine Textdatei, obwohl ihr Name das sagt. Bitte als Text (UTF-8) neu speichern."
)
NO_DOCX = "Die Datei ist keine lesbare DOCX-Datei. Bitte in der Textverarbeitung öffnen und neu speichern."
DOCX_BOMB = (
    "Die DOCX-Datei ist entpackt {size} MiB groß, erlaubt sind {limit} MiB. "
    "Bitte Bilder verkleinern oder die Datei aufteilen."
)
NO_PRINT = "Nur von PDF-Dateien gibt es Bilder der Seiten."
NO_SUCH_PAGE = "Die Seite {page} gibt es nicht; die Datei hat {count}."
NO_PICTURE = "Seite {page} lässt sich nicht als Bild zeigen. Bitte die Datei neu als PDF ausgeben."
SIDECAR_BROKEN = "{file} ist kein gültiges YAML: {problem}. Bitte berichtigen oder entfernen."
SIDECAR_FIELD = "{file}: das Feld {field!r} gibt es nicht. Möglich sind: {fields}."
SIDECAR_VALUE = "{file}: {field} kann nicht {value!r} sein. Erwartet wird {expected}."

SHOWN = 10  # page numbers that a message names


def pages(numbers: list[int]) -> str:
    """Page numbers in words: "Seite 3" or "Seiten 3, 4, 9 …"."""
    named = ", ".join(map(str, numbers[:SHOWN])) + (" …" if len(numbers) > SHOWN else "")
    return f"Seite {named}" if len(numbers) == 1 else f"{len(numbers)} Seiten ({named})"


def failed(request: Mapping[str, object]) -> str:
    """What to say where a page cannot be drawn, or a locked file cannot be opened."""
    return NO_PICTURE.format(page=request["page"]) if "page" in request else NO_PDF
