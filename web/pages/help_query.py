"""What the address of a page of »Hilfe finden« says, and the addresses of its neighbours."""

from dataclasses import dataclass, fields, replace
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import Query

from assistant.finder import Finder
from assistant.finding.choice import MOST_SHOWN, Choice
from corpus.directory.languages import language_code

ADDRESS = "/hilfe"
MOST_LETTERS = 1000
MOST_PAGES = 1000
FILTERS = {
    "offen": "jetzt geöffnet",
    "rollstuhl": "rollstuhlgerecht",
    "kostenlos": "kostenlos",
    "anonym": "anonym",
}


@dataclass(frozen=True, slots=True)
class HelpQuery:
    """Words, chosen needs and area, filters, wishes of the words that were not meant, and the page."""

    q: str = ""
    lage: str = ""
    bedarf: tuple[str, ...] = ()
    gebiet: str = ""
    offen: bool = False
    sprache: str = ""
    rollstuhl: bool = False
    kostenlos: bool = False
    anonym: bool = False
    ohne: tuple[str, ...] = ()
    seite: int = 1

    @property
    def asks(self) -> bool:
        """Whether there is anything to find."""
        return bool(self.q.strip() or self.bedarf or (self.gebiet and not self.lage))

    @property
    def shown(self) -> str:
        """The address of the page of results that is or was shown."""
        return self.address(seite=self.seite)

    @property
    def onward(self) -> str:
        """The query as the end of the address of a place, from where it leads back."""
        return self.shown.partition("?")[2]

    def address(self, **changes: Any) -> str:
        """The address with some values changed, from its first page on."""
        changed = replace(self, **{"seite": 1, **changes})
        values = [(field.name, getattr(changed, field.name)) for field in fields(changed)]
        told = [
            (name, int(v) if isinstance(v, bool) else v)
            for name, v in values
            if v and (name, v) != ("seite", 1)
        ]
        return f"{ADDRESS}?{urlencode(told, doseq=True)}" if told else ADDRESS

    def with_known(self, finder: Finder) -> "HelpQuery":
        """The query without needs, area and language that do not exist, so that its links lead on."""
        places, language = finder.places, language_code(self.sprache)
        return replace(
            self,
            bedarf=tuple(one for one in self.bedarf if one in finder.taxonomy.needs),
            gebiet=self.gebiet if places.by_name(self.gebiet) else "",
            sprache=self.sprache if language else "",
        )

    def choice(self) -> Choice:
        """What was chosen, for the finder."""
        return Choice(
            self.bedarf,
            self.gebiet or None,
            self.offen,
            self.sprache or None,
            self.rollstuhl,
            self.kostenlos,
            self.anonym,
            frozenset(self.ohne),
            (self.seite - 1) * MOST_SHOWN,
        )


def help_query(
    q: Annotated[str, Query(max_length=MOST_LETTERS)] = "",
    lage: str = "",
    bedarf: Annotated[list[str] | None, Query()] = None,
    gebiet: str = "",
    offen: bool = False,
    sprache: str = "",
    rollstuhl: bool = False,
    kostenlos: bool = False,
    anonym: bool = False,
    ohne: Annotated[list[str] | None, Query()] = None,
    seite: Annotated[int, Query(ge=1, le=MOST_PAGES)] = 1,
) -> HelpQuery:
    """The query of a request; empty choices of a form count as none."""
    needs = tuple(one for one in bedarf or () if one)
    dropped = tuple(one for one in ohne or () if one)
    spoken = language_code(sprache) or sprache
    return HelpQuery(
        q.strip(), lage, needs, gebiet, offen, spoken, rollstuhl, kostenlos, anonym, dropped, seite
    )
