"""Notes questions that found no answer, where the operator has switched it on, and never an emergency."""

from assistant.adviser import Advice
from corpus.feedback import Entry, Verdict
from web.services import Services


def record_unanswered(services: Services, advice: Advice) -> None:
    """Keep the question of an advice that helps nobody, without the person, if the settings allow it."""
    if services.settings.record_unanswered and not advice.helped and not advice.crisis:
        services.feedback.add(entry(Verdict.UNANSWERED, advice))


def entry(verdict: Verdict, advice: Advice) -> Entry:
    """What is kept of an advice: the question as it was understood, with its need and area."""
    found = advice.found
    need = found.needs[0].need.id if found.needs else None
    area = found.area.area.id if found.area else None
    return Entry(verdict, advice.understood.said.text, need, area)
