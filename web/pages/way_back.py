"""The way back from a place to the list or answer that named it: it lies in the address, in no cookie."""

from dataclasses import dataclass
from typing import Annotated
from urllib.parse import parse_qsl, urlencode

from fastapi import Depends

from web.pages.help_query import HelpQuery, help_query


@dataclass(frozen=True, slots=True)
class WayBack:
    """The page that named a place, always one of this service, and how the address of the place holds it.

    `question` is what was asked there.
    """

    address: str = ""
    query: str = ""
    question: str = ""
    to_answer: bool = False


def way_back(query: Annotated[HelpQuery, Depends(help_query)], antwort: str = "") -> WayBack:
    """The way that an address holds; without one both its addresses are empty."""
    if said := parse_qsl(antwort):
        asked = urlencode(said)
        question = dict(said).get("q", "")
        return WayBack(f"/?{asked}", urlencode({"antwort": asked}), question, to_answer=True)
    return WayBack(query.shown, query.onward, query.q) if query.asks else WayBack()


WaysBack = Annotated[WayBack, Depends(way_back)]
