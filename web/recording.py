"""Notes questions that found no answer, where the operator has switched it on, and nothing private."""

from assistant.adviser import Advice
from assistant.discretion import may_be_noted
from corpus.feedback import Entry, Verdict
from web.services import Services


def record_unanswered(services: Services, advice: Advice) -> None:
    """Keep the question of an advice that helps nobody, without the person, if the settings allow it.

    Rather too little than too much: see `assistant/discretion.py` for what is never kept. Places that stand
    beside a question for figures do not answer it.
    """
    unanswered = not advice.helped or (advice.understood.counts and advice.answer.abstained)
    wanted = services.settings.record_unanswered and unanswered and not advice.found.delicate
    if wanted and may_be_noted(advice.understood.said.text):
        services.feedback.add(entry(Verdict.UNANSWERED, advice))


def entry(verdict: Verdict, advice: Advice) -> Entry:
    """What is kept of an advice: the question as it was understood, with its need and area."""
    found = advice.found
    need = found.needs[0].need.id if found.needs else None
    area = found.area.area.id if found.area else None
    return Entry(verdict, advice.understood.said.text, need, area)
