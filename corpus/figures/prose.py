"""Figures that a sentence states, each with the year and area that it is said of."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from corpus.figure import Method
from corpus.figures.fractions import FRACTION, FRACTION_VALUES
from corpus.figures.numbers import PERIOD, UNITS, Number, Period, decimal, period_of, unmarked
from corpus.figures.units import unit_in
from corpus.reading.sentences import sentences

WHOLE = r"(?:\d{1,3}(?:[.\u00a0\u2009\u202f ]\d{3})+(?!\d)|\d+)"
VALUE = re.compile(
    rf"(?<![\w.,§/])(?P<sign>[+\-–−](?=\d))?(?P<whole>{WHOLE})(?:,(?P<part>\d+))?(?![\d/])"
    r"(?P<scale>\s?(?:Millionen|Milliarden|Mio\.?|Mrd\.?|Tausend|Tsd\.))?"
    r"(?:\s?(?P<unit>%-Punkte|%punkte?|%|Prozentpunkten?|Prozent|Punkten?|Euro|€|EUR|qm|m²"
    r"|Quadratmetern?|DM|Hektar|Kilometern?|Tonnen)(?!\w))?"
)
SCALES = {"Mio": 10**6, "Millionen": 10**6, "Mrd": 10**9, "Milliarden": 10**9, "Tausend": 1000, "Tsd": 1000}
NOT_A_VALUE = re.compile(
    r"(?:Tabellen?|Tab\.|Grafik(?:en)?|Abb\.|Abbildung(?:en)?|Karten?|Kapiteln?|Kap\.|Seiten?|S\.|Nr\.|Nummer|Absatz|Abs\."
    r"|Satz|Art\.|Artikel|§§?|Position|Platz|Band|Teil|Ziffer|Stufe|Cluster|Cluster|Anlage|Heft|Rn\.|Rz\.|Frage|TOP|SGB"
    r"|Randzeichen|Paragraf|Drucksache|Telefon|Tel\.|PLZ|vom|am|Uhr|Klasse|und|bis|oder|[A-Z]-)\s?$"
)
AGE_AFTER = re.compile(
    r"\s?(?:-|–|bis|Jahren?\b|-?[Jj]ährig|und älter|und mehr"
    r"|\.\s?(?:Quartil|Lebensjahr|Sitzung|Januar|Februar|März|April"
    r"|Mai|Juni|Juli|August|September|Oktober|November|Dezember|[A-Za-zäöüß])|:\d|\.\d|/\d|\s?Uhr|\s?Monate?n?\b|\s?Tagen?\b"
    r"|\s?Jahre|\s?Stunden|\)?\s?SGB)"
)
AGE_BEFORE = re.compile(
    r"(?:unter|ab|über|bis|von|zwischen|mindestens|vor|nach|seit|im|mit|der"
    r"|älter als|jünger als)\s(?:den\s)?$"
)
CHANGE = re.compile(
    r"\bum\s(?:rund\s|etwa\s|ca\.\s|knapp\s|fast\s|gut\s|nur\s|über\s|insgesamt\s|mehr als\s)?$"
    r"|\b(?:Veränderung|Anstieg|Zunahme|Zuwachs|Steigerung|Rückgang|Abnahme)\s(?:von|um)\s(?:rund\s|etwa\s)?$"
)
ABOUT = re.compile(
    r"(?:rund|etwa|ca\.|circa|knapp|fast|gut|über|mehr als|weniger als|ungefähr|annähernd"
    r"|bis zu|mindestens|höchstens)\s$"
)
NOUN = re.compile(r"\s(?:[a-zäöüß]+e[nr]?\s)?[A-ZÄÖÜ][\w-]{2,}")
FROM_TO = re.compile(
    r"\bvon\s(?:\w+\s)?(?P<first>[+\-]?\d[\d.,\u00a0]*\s?(?:%|Prozent|€|Euro)?)(?:\s\w+)?\sauf\s(?:\w+\s)?[+\-]?\d"
)
CLAUSE = re.compile(r"[;:]|,\s(?=(?:während|in|im|bei|die|der|das|wobei|hinzu|gefolgt)\b)|\s[–-]\s")
RUNS_ON = re.compile(r"[^.!?:;\s]$")
GOES_ON = re.compile(r"[a-zäöüß(]")
BEFORE_NUMBER = re.compile(r"\b(?:von|auf|um|bei|mit|und|rund|etwa|circa|über|fast|knapp|etwa|nur)$")
BEFORE_NOUN = re.compile(
    r"[a-zäöü] (?:der|die|das|den|dem|des|und|sowie|von|mit|im|in|zur?|zum|für|auf|bei|nach|als|eine[rnms]?)$"
)
CUT = re.compile(r"[a-zäöüß]-$")
SCALE = re.compile(r"\bbis\s$|Skala[^.]{0,40}$")
TO = re.compile(r"\s(?:\([^)]*\)\s)?bis\b")
DURATION = re.compile(
    r"(?:[Aa]lter|[Dd]auer|[Ll]ebenserwartung)\b[^.;]*\b(?:beträgt|betrug|liegt|lag|mit|von|bei)\s(?:\w+\s){0,2}$"
    r"|\b(?:seit|durchschnittlich)\s$"
)
YEARS_AFTER = re.compile(r" Jahre|(?: und| bzw\.) (?:bei |für )?\w+ \d{2} Jahre")
LATER = {
    "kommenden": 1,
    "nächsten": 1,
    "darauffolgenden": 2,
    "vergangenen": -1,
    "letzten": -1,
    "laufenden": 0,
}
AGO = re.compile(r"\bvor (zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn) Jahren\b")
AGO_YEARS = ("zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn")
RELATIVE = re.compile(rf"\sim ({'|'.join(LATER)})(?: Jahr\b|\s?(?:und|,)\s)")
LISTED = re.compile(r"\b(?:und|oder)\s?$")  # the last of a list: "7.078 Zuzüge und 9.205 Wegzüge"
POINTS_BACK = re.compile(
    r"^(?:Hier|Dies\w*|Davon|Damit|Darunter|Dabei|Dazu|Sie|Er|Es|Ihr\w*|Deren|Dort)\b|\b(?:diese[rnms]?|ihre?[rnms]?|deren|dessen)\s[A-ZÄÖÜ]"
)
HEADING = re.compile(r"(?:[\d.]+\s)?[A-ZÄÖÜ„][^\t]{3,80}$")
SHORT = 90  # letters; so short a sentence goes on with the one before
NOWADAYS = re.compile(r"\b(?:heute|derzeit|aktuell|inzwischen|mittlerweile|gegenwärtig|momentan)\b")
ITEM = re.compile(r"(?:\d{1,2}[.)]|[a-z]\)|[•–▪-])\s")  # of a list that the sentence before opens
NUMBERED = re.compile(r"^(\d{1,2}[.)]|[a-z]\)|[•–▪-])\t")
MEASURED = re.compile(r"\b(?:\w*[Ii]ndex|Wert|\w*[Qq]uote|Rate)\b[^.]{0,60}\bbei\s$")
CORRELATED = re.compile(r"\b[Kk]orrelation")
SINCE = re.compile(r"\bseit(?: dem Jahr)?\s$")  # the beginning of what is counted, not the year of a value
FEWEST_WORDS = 4
COMPARED = re.compile(r"\b(?:als|gegenüber|verglichen mit|anders als)\s(?:im Jahr\s|noch\s)*$")
LONGEST = 600  # letters of a sentence that is read
ROUNDED, SURE, LOOSE = 0.5, 0.85, 0.6


@dataclass(frozen=True, slots=True)
class Saying:
    """A value as a sentence states it, with the words around it."""

    indicator: str
    number: Number
    unit: str
    period: Period | None
    line: str
    start: int
    approximate: bool
    change: bool
    confidence: float
    method: Method = Method.PROSE
    later: int | None = None  # years after the document's own: "im kommenden Jahr"
    undated: bool = False  # of an earlier year that is not told: the first of "stieg von 16 auf 18 Prozent"
    context: str = ""  # the sentence before, where this one points back to it or is an item of its list


def sayings(text: str) -> Iterator[Saying]:
    """The figures in running text; `start` is the place of the sentence in the text."""
    text = _run_on(text)
    before = opening = heading = ""
    for start, end in sentences(text):
        sentence = NUMBERED.sub(r"\1 ", text[start:end])
        previous = before
        item = ITEM.match(sentence) is not None
        opening = opening if item else sentence
        if len(sentence) > LONGEST or "\t" in sentence or not (item or _is_sentence(sentence)):
            heading, before = (sentence if HEADING.match(sentence) else heading), ""
            continue
        back = POINTS_BACK.search(sentence) is not None or len(sentence) < SHORT
        named = opening if item else f"{heading} {previous}".strip() if back else ""
        context = named if len(named) < LONGEST else heading
        before = f"{previous} {sentence}".strip() if back and len(previous) < SHORT else sentence
        for saying in _of_sentence(sentence, start, list(PERIOD.finditer(sentence))):
            yield replace(saying, context=context)


def _run_on(text: str) -> str:
    """The text with sentences whole that a page sets in two columns or around a note."""
    out: list[str] = []
    for printed in text.split("\n"):
        line = printed.replace("\t", " ") if _stretched(printed) else printed
        last = out[-1] if out else ""
        goes_on = GOES_ON.match(line) or (BEFORE_NUMBER.search(last) and line[:1].isdigit())
        goes_on = goes_on or (BEFORE_NOUN.search(last) and line[:1].isalpha())
        if out and RUNS_ON.search(out[-1]) and goes_on and "\t" not in out[-1] + line:
            out[-1] = out[-1][:-1] + line if CUT.search(out[-1]) else f"{out[-1]} {line}"
        else:
            out.append(line)
    return "\n".join(out)


def _stretched(line: str) -> bool:
    """Whether a line is running text that is set so wide that its words stand apart like cells."""
    parts = line.split("\t")
    return len(parts) > 1 and "," in line and all(re.search(r"[A-Za-zäöüß]{2}", part) for part in parts)


def _of_sentence(sentence: str, start: int, found: list[re.Match[str]]) -> Iterator[Saying]:
    values = [match for match in VALUE.finditer(sentence) if _is_value(sentence, match, found)]
    dated = [one for one in found if not SINCE.search(sentence, 0, one.start())]
    for index, match in enumerate(values):
        previous = values[index - 1].end() if index else 0
        following = values[index + 1].start() if index + 1 < len(values) else len(sentence)
        begins, since = _begins(sentence, match), [one for one in found if one not in dated]
        period = _period(sentence, match, dated, previous, following)
        period = period_of(since[0]) if begins and since and not period else period
        scale = SCALES.get((match["scale"] or "").strip().rstrip("."), 1)
        value = decimal(match["sign"] or "", match["whole"], match["part"]) * scale
        before = sentence[: match.start()]
        yield Saying(
            indicator=_clause(sentence, match),
            number=Number(value, match[0].strip()),
            unit=_unit(match, before),
            period=period,
            line=sentence,
            start=start,
            approximate=bool(ABOUT.search(before)) or scale > 1,
            change=bool(CHANGE.search(before)),
            confidence=SURE if match["unit"] else LOOSE,
            later=_later(sentence, match, previous, following),
            undated=begins and not period,
        )
    for match in FRACTION.finditer(sentence):
        yield Saying(
            _clause(sentence, match),
            Number(FRACTION_VALUES[match["part"].lower()], match[0]),
            "Prozent",
            _period(sentence, match, found, 0, len(sentence)),
            sentence,
            start,
            approximate=True,
            change=False,
            confidence=ROUNDED,
        )


def _is_sentence(text: str) -> bool:
    """Whether a line is running text, not the label of a chart or a line of a table."""
    words = sum(word[:1].isalpha() for word in text.split())
    return words >= FEWEST_WORDS and (text[-1:] in ".!?:)" or len(text) > 80)  # noqa: PLR2004


def _unit(match: re.Match[str], before: str) -> str:
    if match["unit"]:
        printed = match["unit"].replace("%punkt", "Prozentpunkt")
        return UNITS.get(printed, printed)
    if DURATION.search(before):
        return "Jahre"
    if match["part"] and match["whole"] == "0" and CORRELATED.search(match.string):
        return "Korrelation"
    named = unit_in(before)
    if not match["part"]:
        return "Index" if named == "Index" and (match["sign"] or before.endswith("bei ")) else "Anzahl"
    return named if named in {"Index", "Korrelation"} else ""


def _is_value(sentence: str, match: re.Match[str], found: list[re.Match[str]]) -> bool:
    """Whether a number states something, rather than a year, an age, a page or a paragraph."""
    if any(period.start() <= match.start() < period.end() for period in found):
        return False
    before, after = sentence[: match.start()], sentence[match.end() :]
    if match["unit"] or match["scale"] or _signed(match, before, after) or _in_years(before, after):
        return True
    if (
        (NOT_A_VALUE.search(before) and not (LISTED.search(before) and NOUN.match(after)))
        or AGE_AFTER.match(after)
        or (AGE_BEFORE.search(before) and not NOUN.match(after))
    ):
        return False
    whole = re.sub(r"\D", "", match["whole"])
    bracketed = before.endswith("(") and after[:1] in {")", ",", ";"}
    stated = re.search(
        r"(?:bei|betrug|auf|von|um|=|noch|nur|Wert|insgesamt|lag|sank|stieg|[a-zäöüß]:)\s?(?:\w+\s)?$", before
    )
    if match["part"] or match["sign"] or (stated and MEASURED.search(before)):
        return True
    return (len(whole) > 2 and (bool(NOUN.match(after)) or bool(stated) or bracketed)) or (  # noqa: PLR2004
        bool(NOUN.match(after)) and len(whole) > 1
    )


def _signed(match: re.Match[str], before: str, after: str) -> bool:
    """Whether a number has a sign and is not the end of a scale ("von -100 bis +100")."""
    return bool(match["sign"]) and not SCALE.search(before) and not TO.match(after)


def _in_years(before: str, after: str) -> bool:
    """Whether an age or a duration is stated: "Das Durchschnittsalter beträgt 24 Jahre"."""
    return bool(YEARS_AFTER.match(after) and DURATION.search(before))


def _period(
    sentence: str, match: re.Match[str], found: list[re.Match[str]], previous: int, following: int
) -> Period | None:
    """The year that a value is said of: right behind it in brackets, else the nearest; none for "heute"."""
    behind = [p for p in found if 0 <= p.start() - match.end() <= 14 and p.start() < following]  # noqa: PLR2004
    for period in behind:
        between = sentence[match.end() : period.start()]
        if re.fullmatch(
            r"[\w %€.]{0,8}\s?\(|\s(?:im Jahr |in |Ende |Anfang )?|[^,;.(]{0,6}\((?:\w+ )?", between
        ):
            return period_of(period)
    if NOWADAYS.search(sentence, previous, match.start()):
        return None
    if _begins(sentence, match):
        told = len(found) > 1 or (found and found[0].lastgroup == "span")
        return period_of(found[0]) if told and found[0].start() < match.start() else None
    single = [p for p in found if p.lastgroup != "span"]
    before = [p for p in single if previous <= p.start() < match.start()]
    before = [p for p in before if not COMPARED.search(sentence[: p.start()])]
    if before:
        return period_of(before[-1])
    after = [p for p in single if match.end() <= p.start() < following]
    if after and not re.search(r"[,;]", sentence[match.end() : after[0].start()]):
        return period_of(after[0])
    earlier = [p for p in found if p.start() < match.start()]
    near = earlier or found
    return period_of(near[-1] if earlier else near[0]) if near else None


def _begins(sentence: str, match: re.Match[str]) -> bool:
    """Whether a value is the first of "von 16,3 auf 18,6 Prozent": its year is not that of the second."""
    pair = FROM_TO.search(sentence)
    return bool(pair and pair.start("first") <= match.start() < pair.end("first"))


def _later(sentence: str, match: re.Match[str], previous: int, following: int) -> int | None:
    """How many years after the document's own a value is of, where the words before or behind it say so."""
    said = RELATIVE.match(sentence, match.end(), following)
    if said:
        return LATER[said[1]]
    ago = AGO.search(sentence, previous, match.start())
    return -2 - AGO_YEARS.index(ago[1]) if ago else None


def _clause(sentence: str, match: re.Match[str]) -> str:
    """The part of the sentence that speaks of a value."""
    cuts = [0, *(cut.end() for cut in CLAUSE.finditer(sentence)), len(sentence)]
    begin = max((cut for cut in cuts if cut <= match.start()), default=0)
    end = min((cut for cut in cuts if cut >= match.end()), default=len(sentence))
    if end - begin < 45:  # noqa: PLR2004  too short to say what is meant
        begin = max((cut for cut in cuts if cut < begin), default=0)
    return unmarked(sentence[begin:end].strip(" ,;:–-"))
