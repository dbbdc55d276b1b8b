"""From a German question to what it asks of the figures."""

import re
from collections.abc import Collection

from assistant.figure_answer import STATUS, FigureQuestion, Order, Term, Wanted, area_key
from assistant.figure_levels import areas_named
from assistant.figure_words import same
from assistant.place_names import whole_city
from corpus.figures.areas import AreaNames, folded
from corpus.figures.indicators import indicators
from index.german import fold, terms, tokens

YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d{2}(?!\d|[.,]\d)")
SPAN = re.compile(r"(?:von|zwischen)?\s*((?:19|20)\d{2})\s*(?:bis|und|[-–])\s*((?:19|20)\d{2})")
SINCE = re.compile(r"\b(?:seit|ab)\s(?:dem Jahr\s)?((?:19|20)\d{2})", re.IGNORECASE)
DEVELOPMENT = re.compile(
    r"\b(?:entwickel\w*|Entwicklung|Verlauf|Zeitreihe|Trend|veränder\w*|Veränderung seit|gestiegen"
    r"|gesunken|zugenommen|abgenommen|im Laufe)\b",
    re.IGNORECASE,
)
COMPARISON = re.compile(
    r"\b(?:höher als|niedriger als|größer als|kleiner als|mehr als in|weniger als in|im Vergleich|verglichen"
    r"|Vergleich|gegenüber der|Unterschied zwischen|(?:über|unter) dem (?:Schnitt|Durchschnitt))\b",
    re.IGNORECASE,
)
RANKING = re.compile(
    r"\b(?:Rangfolge|Rangliste|Ranking|welche[rsnm]? (?:Sozialr\w+|Stadtteil\w*|Stadtbezirk\w*"
    r"|Sozialquartier\w*|Quartier\w*|Gebiet\w*)"
    r"|am (?:höchsten|niedrigsten|meisten|wenigsten|größten|kleinsten|stärksten)|in welche[mn]"
    r"|wo (?:ist|sind|gibt|leben|wohnen))",
    re.IGNORECASE,
)
ASKED = r"\b(?:wie viele?n?|welche[nrs]?)\s"  # a unit right behind is the one that is asked for
UNITS = (
    (re.compile(r"\bProzentpunkte?n?\b|%-Punkte", re.I), "Prozentpunkte"),
    (re.compile(r"\bKorrelation", re.I), "Korrelation"),
    (re.compile(r"\bPunkten?\b|Kommunalbarometer", re.I), "Punkte"),
    (re.compile(r"\bwie alt\b|\bwie lange\b|Durchschnittsalter", re.I), "Jahre"),
    (re.compile(r"\bIndex(?:wert\w*)?\b|index\b", re.I), "Index"),
    (re.compile(r"\bRang(?:platz)?\b|\bPlatz\b", re.I), "Rang"),
    (re.compile(ASKED + r"(?:qm\b|m²|Quadratmeter|\w*[Ff]läche\b)", re.I), "qm"),
    (re.compile(ASKED + r"Jahren?\b", re.I), "Jahre"),
    (re.compile(ASKED + r"(?:Euro\b|€)", re.I), "Euro"),
    (re.compile(r"\bwie viel Prozent|\bProzent\b|\bAnteil|%|\w*quote\b", re.I), "Prozent"),
    (re.compile(r"\bwie viele[nr]?\b|\bAnzahl\b|\bZahl der\b|\babsolut\b", re.I), "Anzahl"),
    (
        re.compile(
            r"\bEuro\b|€|\bkostet\b|\bBetrag\b|\bverdien|\binvestier|\bg[ae]ben\b.*\baus\b|\bzahl(?:en|t|ten)\b|\bGeld\b",
            re.I,
        ),
        "Euro",
    ),
    (re.compile(r"\bqm\b|m²|Quadratmeter", re.I), "qm"),
)
CHANGE = re.compile(
    r"\b(?:um wie viel|wie stark|Veränder\w*|Anstieg|Rückgang|Zuwachs|Zunahme|Abnahme|Steigerung)",
    re.IGNORECASE,
)
NUMBERED = re.compile(r"\b([A-ZÄÖÜ][a-zäöüß]{4,})\s(\d{1,2})(?![\d.,\-–]|\s?(?:bis|Prozent|%|Euro|€))")
GROWN = re.compile(r"\b[Uu]m wie viele?\b|\b(?:gestiegen|gesunken|gewachsen|zugenommen|abgenommen)\b")
DAY = re.compile(r"\b\d{1,2}\.\s?\d{1,2}\.\s?(?:19|20)?\d{2}\b")
COUNT_WORDS = ("zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf")
COUNT_WORD = re.compile(rf"\b(?:{'|'.join(COUNT_WORDS)})\b", re.IGNORECASE)
PARTED_VERB = re.compile(r"\b(ab|an|auf|aus|bei|ein|hin|mit|nach|um|vor|weg|zurück)zu(\w{3,}en)\b")
BOUND_NUMBER = re.compile(r"(\d)-(?=[A-Za-zÄÖÜäöü]|\s|$)")
WHOLE = "Gesamtstadt"
PRINTED = re.compile(r"\b(?:(Grafik|Abb(?:ildung|\.)|Schaubild|Diagramm)|Tab(?:elle|\.))(?:\s[A-Z]?\d+)?\b")
TURNING = frozenset({"ohne", "nicht", "kein", "keine", "nein", "ja", "sehr", "eher", "teils"})
GENERAL = frozenset(  # nouns that name nobody in particular; nothing is missed where they do not stand
    fold(stem)
    for word in (
        "Person",
        "Mensch",
        "Leute",
        "Befragte",
        "Befragung",
        "Gruppe",
        "Umfrage",
        "Bürger",
        "Einwohner",
        "Angabe",
    )
    for stem in terms(word).stems or (word,)
)
PEOPLE = frozenset(
    stem for word in tokens("Person Mensch Leute Bürger Einwohner") for stem in terms(word).stems
)
RESIDENTS = PEOPLE | {  # "Wie viele Menschen leben in …" asks for nothing but all of them
    stem for word in tokens("lebt leben wohnt wohnen gelebt gewohnt") for stem in terms(word).stems
}
POPULATION = "einwohner"  # the indicator of all who live in an area
PARTS_FIRST = re.compile(  # "Anteil der Familien an den Befragten": counted first, and then what it is of
    r"\bAnteil\b.*?\s(?:(?:an|unter) (?:den|der|allen|dem)|in der Gruppe)\s"
    r"|\bAnteil\b.*?\sbei\s[^,]*\b[A-ZÄÖÜ][\w-]+\s?\??$"
    r"|\bProzent [A-ZÄÖÜ][\w-]+\b.*\b(?:in|unter|bei|an) (?:der|den|dem|allen)\s"
)
SHARE = re.compile(r"\bProzent\b|\bAnteil|%", re.IGNORECASE)
AGES = frozenset({"jahrig", "jahr", "alter"})
ASKING = frozenset(
    fold(word)
    for word in tokens(
        "wie hoch viel viele war waren ist sind wurde wurden gab gibt es welche welcher welches welchen "
        "hatte hatten hat haben groß im in der die das den dem des von vom zu zum zur bei für auf an am "
        "aus mit nach und oder laut jahr durchschnitt durchschnittlich prozent anteil euro wert zahl "
        "anzahl betrug beträgt lag liegt insgesamt stark tabelle grafik schaubild wo wer was pro je seit "
        "bis stadt höher niedriger entwickelt entwicklung rangfolge vergleich gesamtstadt schnitt"
    )
)


def understood(text: str, known_areas: Collection[str], names: AreaNames) -> FigureQuestion:
    """Read a question; `known_areas` are names that figures carry, `names` those of the city's own areas."""
    shown = PRINTED.search(text)
    asked, text = text, whole_city().sub(WHOLE, PRINTED.sub(" ", text))
    years = _years(text)
    since = SINCE.search(text)
    span = SPAN.search(text)
    wanted = wanted_of(text)
    if span:
        years = list(range(int(span[1]), int(span[2]) + 1)) if int(span[2]) - int(span[1]) < 60 else years  # noqa: PLR2004
    if since and wanted is Wanted.VALUE and since[0].lower().startswith("seit"):
        years = [year for year in years if year != int(since[1])]
    named = areas_named(text, names)
    level = next((one.level for one in named if one.level), "")
    for one in reversed(named):
        text = one.without_level(text)
    content = asked_terms(_without_areas(text, known_areas, names))
    unit = next((unit for pattern, unit in UNITS if pattern.search(text)), None)
    living = bool(content) and all(term.stem in RESIDENTS for term in content)
    areas = _areas(text, known_areas, names)
    if wanted is Wanted.COMPARISON:  # "higher than the whole city?" asks for the part
        areas = tuple(area for area in areas if area not in _wholes(names)) or areas
    return FigureQuestion(
        text=asked,
        wanted=wanted,
        terms=content,
        areas=areas,
        years=tuple(years),
        since=int(since[1]) if since else None,
        unit=unit,
        indicators=(POPULATION,) if living and unit == "Anzahl" else tuple(indicators().mentioned(text)),
        turning=frozenset(f"!{word}" for token in tokens(text) if (word := fold(token)) in TURNING),
        change=CHANGE.search(text) is not None,
        grown=GROWN.search(text) is not None,
        order=_order(text),
        numbered=tuple((found[1].lower(), found[2]) for found in NUMBERED.finditer(text)),
        focus=frozenset(term.stem for term in asked_terms(text.partition(":")[2])),
        printed="" if shown is None else "chart" if shown[1] else "table",
        level=level,
    )


def _order(text: str) -> Order:
    """Whether a question for a share names first whose share is meant, or what it is a share in."""
    if not SHARE.search(text):
        return Order.NONE
    return Order.PART_FIRST if PARTS_FIRST.search(text) else Order.BASE_FIRST


def label_terms(text: str) -> frozenset[str]:
    """The terms of a printed label: stems, and the stems of compound parts behind a mark."""
    found: set[str] = set()
    for token in tokens(_parted(text)):
        analysed = terms(token)
        if YEAR.fullmatch(token):
            continue
        found.update(
            same(stem)
            for stem in analysed.stems or ({fold(token)} if token.isdigit() else ())
            if stem not in AGES
        )
        found.update(f"~{same(part)}" for part in analysed.parts if same(part) not in found)
        if fold(token) in TURNING:
            found.add(f"!{fold(token)}")
    return frozenset(found)


def _parted(text: str) -> str:
    """A text with "30-Jährige" in two words, "Schüler_in" in one, "auszugeben" plain and "fünf" as 5."""
    plain = BOUND_NUMBER.sub(r"\1 ", DAY.sub(" ", PARTED_VERB.sub(r"\1\2", text.replace("_", ""))))
    return COUNT_WORD.sub(lambda match: str(COUNT_WORDS.index(match[0].lower()) + 2), plain)


def _years(text: str) -> list[int]:
    return sorted({int(year) for year in YEAR.findall(text)})


def wanted_of(text: str) -> Wanted:
    """What a question wants of the figures: a value, a development, a comparison or a ranking."""
    if RANKING.search(text):
        return Wanted.RANKING
    if COMPARISON.search(text):
        return Wanted.COMPARISON
    if DEVELOPMENT.search(text) and (not _years(text) or SPAN.search(text) or SINCE.search(text)):
        return Wanted.DEVELOPMENT
    return Wanted.VALUE


def asked_terms(text: str) -> tuple[Term, ...]:
    """The content words of a question or of a name."""
    found: dict[str, Term] = {}
    for token in tokens(_parted(text)):
        word = fold(token)
        if word in ASKING or YEAR.fullmatch(token):
            continue
        analysed = terms(token)
        stems = analysed.stems or ((word,) if token.isdigit() else ())
        pieces = stems[:-1] if len(stems) > 1 else stems
        for stem in map(same, pieces):
            if stem not in AGES:
                noun = not token[0].islower() and word != "wie" and stem not in GENERAL
                parts = tuple(map(same, analysed.parts)) if len(pieces) == 1 else ()
                found.setdefault(stem, Term(stem, parts, noun))
    return tuple(found.values())


def _wholes(names: AreaNames) -> tuple[str, ...]:
    return "gesamtstadt", area_key(names.label(names.city))


def _areas(text: str, known: Collection[str], names: AreaNames) -> tuple[str, ...]:
    named = [folded(names.label(area)) for _, _, area in names.mentioned(text)]
    plain = f" {_spaced(text)} "
    found = [area_key(name) for name in known if f" {_spaced(STATUS.sub('', name))} " in plain]
    wholes = _wholes(names)
    if any(name in wholes for name in named):
        named += wholes
    longest = sorted({*named, *found}, key=len, reverse=True)
    return tuple(a for i, a in enumerate(longest) if not any(a in b for b in longest[:i]))


def _without_areas(text: str, known: Collection[str], names: AreaNames) -> str:
    for name in sorted(known, key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", " ", text, flags=re.IGNORECASE)
    for start, end, _ in reversed(names.mentioned(text)):
        text = text[:start] + " " + text[end:]
    return text


def _spaced(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", fold(text)).strip()
