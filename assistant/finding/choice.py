"""What somebody chose with clicks or options, beside or instead of words."""

from dataclasses import dataclass, replace

from assistant.finding.spoken import ANY
from assistant.finding.wishes import LANGUAGE, Wishes
from assistant.inquiry import Inquiry
from corpus.institution import Institution, Wheelchair

MOST_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Choice:
    """Chosen values win over the sentence; filters hide only what is known not to fit, never what is unknown.

    `dropped` are wishes of the sentence that were not meant, `spoken` is a language that only orders the
    results; `first` and `most` cut out a page of results.
    """

    needs: tuple[str, ...] = ()
    area: str | None = None
    open_now: bool = False
    language: str | None = None
    wheelchair: bool = False
    free: bool = False
    anonymous: bool = False
    dropped: frozenset[str] = frozenset()
    first: int = 0
    most: int = MOST_SHOWN
    spoken: str | None = None

    def fits(self, institution: Institution) -> bool:
        """Whether nothing that is known of an institution speaks against the filters, its hours aside."""
        spoken = institution.languages
        against = (
            self.language and spoken and self.language not in spoken,
            self.wheelchair and institution.wheelchair is Wheelchair.NO,
            self.free and institution.free is False,
            self.anonymous and institution.anonymous is False,
        )
        return not any(against)

    def wishes(self, read: Wishes) -> Wishes:
        """The wishes of a sentence without the dropped ones, and with the chosen ones."""
        kept = read.without(self.dropped)
        chosen = replace(
            kept,
            open_now=kept.open_now or self.open_now,
            wheelchair=kept.wheelchair or self.wheelchair,
            free=kept.free or self.free,
            anonymous=kept.anonymous or self.anonymous,
        )
        language = self.language or self.spoken
        return replace(chosen, language=language, language_asked=True) if language else chosen


NO_CHOICE = Choice()


def chosen_in(inquiry: Inquiry) -> Choice:
    """What somebody chose beside a question."""
    needs, spoken = (inquiry.need,) if inquiry.need else (), inquiry.language
    if spoken == ANY:
        return Choice(needs, inquiry.area, dropped=frozenset({LANGUAGE}))
    return Choice(needs, inquiry.area, spoken=spoken)
