"""Units as heads, labels and captions name them."""

import re

UNIT_WORDS = (
    (re.compile(r"%-Punkte|Prozentpunkte|Prozent-Punkte"), "Prozentpunkte"),
    (re.compile(r"[Kk]orrelation"), "Korrelation"),
    (re.compile(r"^(?:Durchschnittsalter|Alter|Wohndauer)$|\bin Jahren\b"), "Jahre"),
    (re.compile(r"^Rang(?:platz)?\b"), "Rang"),
    (re.compile(r"in %|\(%\)|%|\bProzent\b|Anteile?\b|[Qq]uote\b"), "Prozent"),
    (re.compile(r"\bEuro\b|€|\bEUR\b"), "Euro"),
    (re.compile(r"\bm²|\bqm\b|Quadratmeter"), "qm"),
    (re.compile(r"\bje 1[. ]?000\b"), "je 1.000"),
    (re.compile(r"[Kk]ommunalbarometer|\bPunkte\b"), "Punkte"),
    (re.compile(r"\b[Ii]ndex|\w+index\b|Score\b"), "Index"),
    (re.compile(r"\b(?:Zahl|Anzahl|absolut|Personen|insgesamt)\b"), "Anzahl"),
)
UNIT_ONLY = re.compile(
    r"^(?:Angaben? )?(?:Anteile? |Mittelwerte? |Durchschnitt )?\(?(?:in )?(?:%|Prozent|€|Euro|EUR|qm|m²"
    r"|absolut|Anzahl|Personen|Zahl)(?: \(%\))?\)?$"
)
UNIT_NOTE = re.compile(
    r"\s*[(\[](?:Anteile? )?(?:in|Angaben in)?\s?(?:%-Punkte|%|Prozent|€|Euro|qm|m²|absolut|Anzahl)[)\]]"
)


def unit_in(text: str) -> str:
    """The unit that a text names, or ""."""
    return next((unit for pattern, unit in UNIT_WORDS if pattern.search(text)), "")
