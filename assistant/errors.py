"""Errors of the assistant, each with a German message that names the value and the cure.

AssistantError
└── UnusableQuestion    the question is empty or too long
"""


class AssistantError(Exception):
    """Base of all errors of the assistant; its text is German and may be shown to the user."""


class UnusableQuestion(AssistantError):
    """The question is empty or longer than a question may be."""
