from pathlib import Path

from corpus.document import TextSource
from corpus.reading.limits import Limits
from corpus.reading.reader import read

SCAN = Path(__file__).parents[4] / "shared/data/reports/freiburg_migrantinnenbeiratswahl_2020_scan.pdf"


def test_a_scan_says_what_editors_can_do_and_whom_to_ask_when_text_recognition_is_switched_off() -> None:
    reading = read(SCAN, Limits(ocr_page_seconds=0))
    assert {page.source for page in reading.pages} == {TextSource.NONE}
    told = reading.warnings[0].text
    assert "Am besten fügen Sie die Datei als durchsuchbares PDF hinzu." in told
    assert "bitten Sie den Betrieb, die Texterkennung einzuschalten (LOTSE_OCR_SECONDS, jetzt 0)" in told
    assert "entfernen Sie das Dokument und fügen es noch einmal hinzu" in told
