"""Errors of the corpus, each with a German message that names the value and the cure.

CorpusError
├── UnreadableFile      the file cannot be read at all (broken, empty, not what its name says)
│   ├── PasswordNeeded  it opens only with a password
│   └── LimitExceeded   it takes more time, memory or pages than allowed
├── InvalidData         a data file (sidecar, mapping, taxonomy) holds a wrong value
├── UnknownDocument     there is no document with this id
├── UnknownInstitution  there is no institution with this id
├── UnknownUpload       no file with this id was handed in
└── UnknownAccount      there is no account with this name
"""


class CorpusError(Exception):
    """Base of all errors of the corpus; its text is German and may be shown to the user."""


class UnreadableFile(CorpusError):
    """A file cannot be read at all."""


class PasswordNeeded(UnreadableFile):
    """A PDF opens only with a password."""


class LimitExceeded(UnreadableFile):
    """A file takes more time, memory or pages than the limits allow."""


class InvalidData(CorpusError):
    """A data file holds a value that cannot be used."""


class UnknownDocument(CorpusError):
    """No document has this id."""


class UnknownInstitution(CorpusError):
    """No institution has this id."""


class UnknownUpload(CorpusError):
    """No file that was handed in has this id."""


class UnknownAccount(CorpusError):
    """No account has this name."""
