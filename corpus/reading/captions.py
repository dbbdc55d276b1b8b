"""Captions of tables and pictures."""

import re

CAPTION = re.compile(
    r"(?:Tabelle|Tab\.|Grafik|Abbildung|Abb\.|Karte|Schaubild|Diagramm|Übersicht|Anlage)"
    r"\s+[A-Z]?\d[\w.\-]*\s*[:.]?(?:\s|$)"
)
CAPTION_LEVEL = 900  # below all headings of text
NOTE_LEVEL = 950  # a note in the margin
LEAD_LEVEL = 940  # a speaker's name
