"""A follow-up put as a question that stands alone, with what it takes over from the one before."""

import re
from collections.abc import Sequence

from assistant.adding import beside
from assistant.finding.languages import GERMAN, languages_of
from assistant.finding.spoken import in_language, wished_language, with_other_language, without_language
from assistant.following import COMPLETE, asks_openly, new_words, points_back, rules
from assistant.place_names import WORD, in_place, named_places
from assistant.question import Asks
from assistant.understanding import YEAR, asks
from assistant.wording import content_words, folded
from corpus.places.areas import Places

ENGLISH = "en"
HEAD = re.compile(r"wie (?:hoch|groß|stark|viele?)(?: (?:ist|sind|war|waren)\b)?", re.IGNORECASE)
COUNTED = re.compile(r"(Wie viele) (?:[a-zäöüß]+e )?[A-ZÄÖÜ][\w-]*")
OTHER_COUNT = re.compile(r"(?:wie viele )?((?:[a-zäöüß]+e )?[A-ZÄÖÜ][\w-]*)")
PART_OF_PARAGRAPH = re.compile(r"(Absatz|Abs\.|Satz|Nummer|Nr\.)\s\d+\w?")
TOLD_WHOLE = 25  # words of a sentence that is taken over as it stands
VERB_FIRST = re.compile(r"^\w+(?=\s(?:ich|wir|man|er|sie|es|jemand)\b)")  # »Bekomme ich …?«
WHAT_OF_IT = re.compile(r"(?:und|auch)\s(?:was|wie) ist (?:es |das )?mit\s", re.IGNORECASE)
PARAGRAPH = re.compile(r"§+\s*\d+(?:\s?[a-z]\b)?")
NOUN = r"[A-ZÄÖÜ][\w/-]*"
PHRASE = rf"\s(?:[a-zäöüß]+\s){{0,3}}{NOUN}(?:\sund\s{NOUN})?"
LOCATED = re.compile(r"\b(?:im|in der|in)\s+$", re.IGNORECASE)
AS_SOMEBODY = re.compile(rf"als\s(?:[a-zäöüß]+\s)?{NOUN}", re.IGNORECASE)
LIKE_A_PLACE = re.compile(rf"in\s{NOUN}")
MOST = r"\s[a-zäöüß]+sten\b"
OF_TIME = re.compile(r"(?:in|im)\s(?:Jahr|den Jahren)\b")
SPAN_OF_TIME = re.compile(r"(?:seit|ab|bis|vor|nach|zwischen)\b.*\d{4}", re.IGNORECASE)


def continued(plain: str, before: str, places: Places) -> str:
    """The question before with another place, year or topic, or its topic put to the new question."""
    opening = re.match(rules()["also_for"], plain, re.IGNORECASE)
    opening = opening or re.match(rules()["and"], plain, re.IGNORECASE)
    rest = plain[opening.end() if opening else 0 :].strip(" ?!.")
    if WHAT_OF_IT.match(plain) and asks(before) is not Asks.HOW_MUCH and not named_places(rest, places):
        return f"Was ist mit {rest}{COMPLETE}{_topic_for(rest, before, places)}?"
    return (
        _another_paragraph(rest, before)
        or _another_year(rest, before)
        or with_other_language(before, rest)
        or _another_place(plain, before, places)
        or _as_somebody(rest, before)
        or _another_phrase(rest, before, places)
        or _another_topic(rest, before, places, bool(opening))
        or f"{_capital(rest)}{COMPLETE}{_topic_for(rest, before, places)}?"
    )


def topic_of(question: str) -> str:
    """The nouns and years of a question, or else its telling words, each as it is written."""
    return " ".join(nouns(question) or _telling_words(question))


def _telling_words(question: str) -> list[str]:
    """The words that carry content; everyday verbs and fillers only where nothing else is left."""
    told = {*content_words(question)} - {*rules()["asking"].split()}
    written = dict.fromkeys(word for word in WORD.findall(question) if folded(word) in told)
    idle = {*rules()["idle"].split()}
    return [word for word in written if folded(word) not in idle] or list(written)


def nouns(question: str) -> list[str]:
    """The nouns of a German question; of another language, which does not mark them, what carries content."""
    told = content_words(VERB_FIRST.sub("", question))
    asking = {*rules()["asking"].split(), "jahr"}
    german = languages_of(question)[0] == GERMAN
    first = next(iter(WORD.findall(question)), "")
    opening = first if folded(first) in rules()["idle"].split() else ""  # »Hab Schulden« begins with a verb
    return [
        word
        for word in WORD.findall(question)
        if not (german and (word[0].islower() or word == opening))
        and folded(word) not in asking
        and folded(word).split("-")[0] in told
    ]


def in_year(text: str, year: str) -> str:
    """The text with another year instead of the first that it names, or at its end."""
    if YEAR.search(text):
        return YEAR.sub(year, text, count=1)
    if languages_of(text)[0] == ENGLISH:
        return f"{text.rstrip('?! .')} in {year}?"
    return f"{text.rstrip('?! .')} im Jahr {year}?"


def _another_paragraph(rest: str, before: str) -> str:
    """»Und § 36?« after a question on another paragraph, »Und Absatz 2?« of the same."""
    named = PARAGRAPH.search(before)
    if named and PARAGRAPH.fullmatch(rest):
        return before[: named.start()] + rest + before[named.end() :]
    if named and (part := PART_OF_PARAGRAPH.fullmatch(rest)):
        kept = re.sub(rf"^\s{part[1]}\s\d+\w?", "", before[named.end() :])
        return f"{before[: named.end()]} {rest}{kept}"
    return ""


def _another_year(rest: str, before: str) -> str:
    """»Und ein Jahr davor?«, »Und seit 2015?«."""
    said, year = folded(rest), YEAR.search(before)
    for rule, step in (("year_before", -1), ("year_after", 1)):
        if year and re.fullmatch(rules()[rule], said):
            return in_year(before, str(int(year[0]) + step))
    if SPAN_OF_TIME.fullmatch(rest):
        return f"{before.rstrip('?! .')} {rest[0].lower()}{rest[1:]}?"
    return ""


def _another_place(plain: str, before: str, places: Places) -> str:
    """»Und in Sterkrade?«, »Und wie war es 2017?«."""
    years, named = YEAR.findall(plain), named_places(plain, places)
    if new_words(plain, places) or not (years or named):
        return ""
    text = before
    for year in years:
        text = in_year(text, year)
    for place in named[:1]:
        text = in_place(text, place.name, places)
    return text


def _another_phrase(rest: str, before: str, places: Places) -> str:
    """»Und für Kinder?« instead of »für Paare«, or added where there is no phrase like it."""
    said = folded(rest)
    before_nouns = f"{rules()['prepositions']} {rules()['english_prepositions']}".split()
    if not said or said.split()[0] not in before_nouns or points_back(rest):
        return ""
    phrase = rest[0].lower() + rest[1:]
    if not re.match(rules()["comparing"], said):
        if replaced := _replaced(phrase, before, places):
            return replaced
        if re.match(rules()["new_matter"], said):
            return _framed(rules()["asked_of"].format(topic=phrase), rest, before, places)
    return beside(before, phrase) if _of_group(phrase, before) else f"{before.rstrip('?! .')} {phrase}?"


def _replaced(phrase: str, before: str, places: Places) -> str:
    """The question before with a phrase instead of the last that begins alike; nothing where none does."""
    kind = MOST if re.match(r"am" + MOST, phrase) else PHRASE
    for group in rules()["alike"]:
        if re.match(rf"(?:{group})\s", phrase):
            found = [one for one in re.finditer(rf"\b(?:{group}){kind}", before) if not OF_TIME.match(one[0])]
            if found and _stays_beside(found[-1][0], phrase):
                return beside(before, phrase)
            if found and (_names_place(phrase, places) or not named_places(found[-1][0], places)):
                return before[: found[-1].start()] + phrase + before[found[-1].end() :]
    return ""


def _stays_beside(old: str, new: str) -> bool:
    """Whether somebody asks for a group among those in need: »für Frauen« after »für Wohnungslose«."""
    needy = any(re.fullmatch(rules()["in_need"], word) for word in folded(old).split())
    return needy and _names_group(new)


def _of_group(phrase: str, before: str) -> bool:
    """Whether a phrase says for whom a place should be: that is no other need, and no part of a figure."""
    return phrase.startswith("für ") and _names_group(phrase) and asks(before) is not Asks.HOW_MUCH


def _names_group(phrase: str) -> bool:
    return not {*folded(phrase).split()}.isdisjoint(rules()["groups"].split())


def _as_somebody(rest: str, before: str) -> str:
    """»Und als Frau?«: who asks, beside what was asked."""
    return beside(before, rest[0].lower() + rest[1:]) if AS_SOMEBODY.fullmatch(rest) else ""


def _names_place(phrase: str, places: Places) -> bool:
    """Whether a phrase names a place, perhaps one that nobody listed: »in Buxtehude«."""
    like = LIKE_A_PLACE.fullmatch(phrase) or re.fullmatch(rules()["like_a_place"], folded(phrase))
    return bool(like or named_places(phrase, places))


def _another_topic(rest: str, before: str, places: Places, opened: bool) -> str:
    """»Und die Altersarmut?« in the place and year of before; nothing where its topic is needed."""
    first = folded(rest).split()[:1]
    if not opened or asks_openly(rest, places) or points_back(rest) or not first:
        return ""
    if first[0] in {*rules()["conditions"].split(), *rules()["own"].split()}:
        return ""
    if first[0] in rules()["asking"].split() and _needs_its_topic(rest):
        return ""
    if other := _other_count(rest, before):
        return _framed(other, rest, other, places) if named_places(rest, places) else other
    head = HEAD.match(before) if asks(before) is Asks.HOW_MUCH and asks(rest) is not Asks.HOW_MUCH else None
    return _framed(f"{head[0]} {rest}" if head else rest, rest, before, places)


def _needs_its_topic(rest: str) -> bool:
    """Whether a question names no topic of its own, or asks what somebody says about it."""
    about = set(rules()["about_it"].split())
    return not nouns(rest) or not about.isdisjoint(folded(rest).split())


def _other_count(rest: str, before: str) -> str:
    """»Und Jugendliche?« instead of »Kinder« in »Wie viele Kinder leben …?«."""
    counted, other = COUNTED.match(before), OTHER_COUNT.fullmatch(rest)
    return f"{counted[1]} {other[1]}{before[counted.end() :]}" if counted and other else ""


def _framed(text: str, rest: str, before: str, places: Places) -> str:
    """A question in the place and year of the one before, where it names none of its own."""
    for place in [] if named_places(rest, places) else named_places(before, places)[:1]:
        led = LOCATED.search(before[: place.start])
        text += f" {led[0].strip().lower() if led else 'in'} {place.name}"
    for year in [] if YEAR.search(rest) else YEAR.findall(before)[:1]:
        text += f" im Jahr {year}"
    return f"{_capital(text)}?"


def _topic_for(rest: str, before: str, places: Places) -> str:
    """The topic of the question before, without the place or year for which another one is asked."""
    where = asks(rest) is Asks.WHERE and asks(before) is Asks.HOW_MUCH
    if where or named_places(rest, places):
        before = _without(before, [(one.start, one.end) for one in named_places(before, places)])
    if YEAR.search(rest) or re.search(rules()["over_time"], folded(rest)):
        before = YEAR.sub("", before)
    asked, complete, told = before.partition(COMPLETE)
    if complete:
        return " ".join((*nouns(asked), told.strip(" ?")))
    if "?" not in before and asks(before) is Asks.WHETHER and len(before.split()) <= TOLD_WHOLE:
        return before.rstrip(" .!")  # »Mein Mann schlägt mich« says more than its nouns
    language = wished_language(before)
    if not language:
        return topic_of(before)
    topic = topic_of(without_language(before))
    return topic if wished_language(rest) else in_language(topic, language).rstrip("?")


def _without(text: str, spans: Sequence[tuple[int, int]]) -> str:
    for start, end in reversed(spans):
        text = text[:start] + text[end:]
    return text


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
