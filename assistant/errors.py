"""Errors of the assistant, each with a German message that names the value and the cure.

AssistantError
├── UnusableQuestion       the question is empty or too long
├── UnreadableQuestions    a file of questions is not in the layout it should have
└── ModelUnavailable       the language model is slow, gone or talks nonsense
"""


class AssistantError(Exception):
    """Base of all errors of the assistant; its text is German and may be shown to the user."""


class UnusableQuestion(AssistantError):
    """The question is empty or longer than a question may be."""


class UnreadableQuestions(AssistantError):
    """A file of questions cannot be read or lacks a field."""


class ModelUnavailable(AssistantError):
    """The language model's server is slow, gone or does not keep to the protocol."""
