"""The table of emergencies: which phrases speak of which, in eight languages, and which are harmless."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

from assistant.finding.languages import GERMAN
from assistant.finding.phrases import Phrase, PhraseTable
from assistant.finding.words import all_keys, content_of
from corpus.directory.hotlines import Hotline, load_hotlines
from corpus.yaml_text import read_yaml

FILE = Path(__file__).parent / "data" / "crisis.yaml"
MARKS = {"last": " $", "ordered": " >", "alone": " =", "wide": " ~", "exact": " !"}
SOFTER = "softer"
NO_LONGER, SPOKEN = "nicht mehr", "nimmer"  # the South says it so
_GROUP = re.compile(r"\{(\w+)\}")

Groups = Mapping[str, Mapping[str, list[str]]]


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a phrase speaks of, and whose help it calls for where that is not the help of its situation.

    `soft`: it makes an emergency doubtful, and not surely none.
    """

    situation: str
    needs: tuple[str, ...] | None = None
    soft: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A situation with its titles and texts by language, its numbers, and needs that may help afterwards.

    `vague`: somebody only calls for help.
    """

    id: str
    titles: Mapping[str, str]
    texts: Mapping[str, str]
    hotlines: tuple[Hotline, ...]
    needs: tuple[str, ...]
    vague: bool


@dataclass(frozen=True, slots=True)
class CrisisTable:
    """All rules in their order, the phrases that raise them, and those that excuse such words."""

    rules: tuple[Rule, ...]
    phrases: PhraseTable
    harmless: PhraseTable


@cache
def crisis_table() -> CrisisTable:
    """The table of the file."""
    content = read_yaml(FILE.read_text("utf-8"))
    entries, groups = content["situations"], content["groups"]
    hotlines = load_hotlines()
    rules = tuple(_rule(entry, hotlines) for entry in entries)
    phrases = PhraseTable(_all_phrases(entries, groups, "phrases"))
    excuses = (one for kind in ("unless", SOFTER) for one in _all_phrases(entries, groups, kind))
    return CrisisTable(rules, phrases, PhraseTable(excuses, apart=False))


def _all_phrases(entries: list[Mapping[str, Any]], groups: Groups, kind: str) -> Iterator[Phrase]:
    return (one for entry in entries for one in _phrases(entry, kind, groups))


def _rule(entry: Mapping[str, Any], hotlines: Mapping[str, Hotline]) -> Rule:
    numbers = tuple(hotlines[id_] for id_ in entry["numbers"])
    texts = {code: _kept_together(text, hotlines) for code, text in entry["text"].items()}
    return Rule(entry["id"], entry["title"], texts, numbers, tuple(entry["needs"]), "vague" in entry)


def _kept_together(text: str, hotlines: Mapping[str, Hotline]) -> str:
    """A text whose numbers stay on one line; with plain spaces Arabic would turn their parts around."""
    for number in {hotline.number for hotline in hotlines.values()}:
        text = text.replace(number, number.replace(" ", "\u00a0"))
    return text


def _phrases(entry: Mapping[str, Any], kind: str, groups: Groups) -> Iterator[Phrase]:
    table: Mapping[str, list[str]] = entry.get(kind, {})
    for language, texts in table.items():
        written = {one: text for text in texts for one in written_out(text, groups.get(language, {}))}
        if language == GERMAN:
            written |= {
                one.replace(NO_LONGER, SPOKEN): text for one, text in written.items() if NO_LONGER in one
            }
        for text, template in written.items():
            plain = plain_text(text)
            keys = all_keys(plain) if language == GERMAN else content_of(plain, language)
            meaning = Meaning(entry["id"], _needs_with(entry, template), kind == SOFTER)
            yield Phrase(plain, keys, language, meaning, **{k: text.endswith(m) for k, m in MARKS.items()})


def _needs_with(entry: Mapping[str, Any], template: str) -> tuple[str, ...] | None:
    """The needs of a phrase with one of the groups that call for other help."""
    groups = _GROUP.findall(template)
    others: Mapping[str, list[str]] = entry.get("needs_with", {})
    return next((tuple(needs) for group, needs in others.items() if group in groups), None)


def plain_text(text: str) -> str:
    """A phrase of the table without its mark."""
    return text[:-2] if text.endswith(tuple(MARKS.values())) else text


def written_out(text: str, groups: Mapping[str, list[str]]) -> Iterator[str]:
    """All phrases that a text with groups stands for: »{partner} schlägt« for each partner."""
    names = _GROUP.findall(text)
    for words in product(*(groups[name] for name in names)):
        filling = iter(words)
        yield _GROUP.sub(lambda _match, filling=filling: next(filling), text)  # type: ignore[misc]
