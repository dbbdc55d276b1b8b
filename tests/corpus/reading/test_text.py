import pytest

from corpus.reading.hyphens import joined
from corpus.reading.text import mended


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("Pﬂege und Eﬀekt, ﬁnanziell, Oﬃzier, Haﬅung", "Pflege und Effekt, finanziell, Offizier, Hastung"),
        ("Ha\u0308user fu\u0308r A\u0308ltere", "Häuser für Ältere"),
        ("f¨ur J¨ungere", "für Jüngere"),
        ("fu¨r Ha¨user", "für Häuser"),
        ("So\u00adzial\u200bamt", "Sozialamt"),
        ("½ m² § 5 €", "½ m² § 5 €"),
    ],
)
def test_letters_are_mended(broken: str, whole: str) -> None:
    assert mended(broken) == whole


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["Die Arbeits-", "losigkeit sinkt."], "Die Arbeitslosigkeit sinkt."),
        (["Das Sozial-", "und Gesundheitswesen"], "Das Sozial- und Gesundheitswesen"),
        (["Land Baden-", "Württemberg"], "Land Baden-Württemberg"),
        (["Die BK-", "Vorlage"], "Die BK-Vorlage"),
        (["Kinder-, Jugend-", "oder Familienhilfe"], "Kinder-, Jugend- oder Familienhilfe"),
        (["gut –", "und günstig"], "gut – und günstig"),
        (["Covid-", "19"], "Covid-19"),
        (["eins", "zwei"], "eins zwei"),
    ],
)
def test_words_are_rejoined_across_lines_and_hyphens_that_belong_stay(lines: list[str], text: str) -> None:
    assert joined(lines) == text
