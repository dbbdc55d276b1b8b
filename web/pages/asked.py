"""What the address of the question page says: a question, the talk before it, and what was corrected."""

from typing import Annotated
from urllib.parse import urlencode

from fastapi import Request
from pydantic import BaseModel, Field, StringConstraints

from assistant.inquiry import Inquiry, Wording
from index.hit import Filters
from web.access import visibilities
from web.api.questions import MOST_EARLIER
from web.errors import InvalidRequest
from web.filters import filters
from web.texts import text

YEAR_DIGITS = 4
WORDINGS = {"woertlich": Wording.DOCUMENTS, "umformuliert": Wording.REPHRASED, "einfach": Wording.PLAIN}

Plain = Annotated[str, StringConstraints(strip_whitespace=True)]


class Asked(BaseModel):
    """The parameters of the question page; the whole conversation lives in them, the server keeps nothing."""

    q: str = ""
    jahr: Plain = ""
    art: list[Plain] = []
    gebiet: list[Plain] = []
    frueher: list[str] = Field([], max_length=MOST_EARLIER)
    anliegen: Plain = ""
    ort: Plain = ""
    zeit: Plain = ""
    kennzahl: Plain = ""
    sprache: Plain = ""
    worte: Plain = ""

    def inquiry(self) -> Inquiry:
        """The question as the assistant takes it; raises InvalidRequest for a year that is none."""
        if self.zeit and not (self.zeit.isdecimal() and len(self.zeit) == YEAR_DIGITS):
            raise InvalidRequest(text("error.year", year=self.zeit))
        return Inquiry(
            self.q,
            tuple(self.frueher),
            self.anliegen or None,
            self.ort or None,
            self.zeit or None,
            self.kennzahl or None,
            WORDINGS.get(self.worte),
            self.sprache or None,
        )

    def narrowed(self, request: Request) -> Filters:
        """What narrows the documents, for whoever sent the request."""
        return filters(self.jahr or None, self.art, self.gebiet, visibilities(request))

    def address(self, **changed: str) -> str:
        """The address of this question with some parameters changed."""
        values = self.model_dump() | changed
        return "/?" + urlencode({name: value for name, value in values.items() if value}, doseq=True)

    @property
    def onward(self) -> str:
        """The question as the end of the address of a place, from where it leads back."""
        return urlencode({"antwort": self.address().partition("?")[2]})

    def kept(self, *names: str) -> list[tuple[str, str]]:
        """The parameters of these names as hidden fields of a form."""
        values = self.model_dump()
        return [
            (name, one)
            for name in names
            for one in (values[name] if isinstance(values[name], list) else [values[name]])
            if one
        ]
