from pathlib import Path

from corpus.document import TextSource
from corpus.reading.limits import Limits
from corpus.reading.reader import read

SCAN = Path(__file__).parents[4] / "shared/data/reports/freiburg_migrantinnenbeiratswahl_2020_scan.pdf"


def test_a_scan_says_when_text_recognition_is_switched_off() -> None:
    reading = read(SCAN, Limits(ocr_page_seconds=0))
    assert {page.source for page in reading.pages} == {TextSource.NONE}
    assert "LOTSE_OCR_SECONDS=0" in reading.warnings[0].text
