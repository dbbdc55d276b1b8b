"""Whether a sentence says what is, or what somebody recommends, aims at, plans or thinks."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from assistant.wording import DATA
from corpus.yaml_text import read_yaml

PLAN = "plan"


@dataclass(frozen=True, slots=True)
class _Signs:
    """What tells each kind by its own words and by what is over it, and what tells that there is none."""

    says: Mapping[str, re.Pattern[str]]
    under: Mapping[str, re.Pattern[str]]
    finding: re.Pattern[str]
    facts: re.Pattern[str]
    over_findings: re.Pattern[str]
    of_the_text: re.Pattern[str]
    addressing: re.Pattern[str]
    binding: frozenset[str]


def intention(text: str, over: Sequence[str], kind: str) -> str:
    """»recommendation«, »goal«, »plan« or »opinion«, or nothing for a sentence that says what is or must be.

    `over` are the headings and the lead-in that it stands under, `kind` is that of its document.
    """
    signs = _signs()
    if kind in signs.binding or signs.addressing.search(text) or signs.of_the_text.search(text):
        return ""
    if signs.facts.search(text):
        return ""
    said = next((name for name, words in signs.says.items() if words.search(text)), "")
    if said and said != PLAN:
        return said
    if not said and signs.finding.search(text):
        return ""
    return _under(over) or said


def _under(over: Sequence[str]) -> str:
    """The kind that the nearest telling heading names; one over findings ends the search."""
    signs = _signs()
    for heading in reversed(over):
        if signs.over_findings.search(heading):
            return ""
        for name, words in signs.under.items():
            if words.search(heading):
                return name
    return ""


@cache
def _signs() -> _Signs:
    listed = read_yaml((DATA / "standing.yaml").read_text(encoding="utf-8"))
    return _Signs(
        says=_compiled(listed["says"]),
        under=_compiled(listed["under"]),
        finding=re.compile(listed["finding"]),
        facts=re.compile(listed["facts"]),
        over_findings=re.compile(listed["over_findings"]),
        of_the_text=re.compile(listed["of_the_text"]),
        addressing=re.compile(listed["addressing"]),
        binding=frozenset(listed["binding"]),
    )


def _compiled(patterns: Mapping[str, str]) -> Mapping[str, re.Pattern[str]]:
    return {name: re.compile(pattern) for name, pattern in patterns.items()}
