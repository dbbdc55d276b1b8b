"""Captions of tables and pictures."""

import re

CAPTION = re.compile(
    r"(?:Tabelle|Tab\.|Grafik|Abbildung|Abb\.|Karte|Schaubild|Diagramm|Übersicht|Anlage)"
    r"\s+[A-Z]?\d[\w.\-]*\s*[:.]?(?:\s|$)"
)
CAPTION_LEVEL = 900  # below all headings of text
TABLE_LEVEL = 920  # the lines above the first row of a table: its title, its columns
NOTE_LEVEL = 950  # a note in the margin
LEAD_LEVEL = 940  # a speaker's name
