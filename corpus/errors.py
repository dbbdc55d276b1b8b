"""Errors of the corpus, each with a German message that names the value and the cure.

CorpusError
├── UnreadableFile      the file cannot be read at all (broken, empty, not what its name says)
│   ├── PasswordNeeded  it opens only with a password
│   └── LimitExceeded   it takes more time, memory or pages than allowed
├── InvalidData         a data file (sidecar, mapping, taxonomy) holds a wrong value
│   └── BrokenCatalogue the catalogue itself cannot be opened or read
└── Unknown             there is nothing of this name or id
    ├── UnknownDocument     no document
    ├── UnknownInstitution  no institution
    ├── UnknownUpload       no file that was handed in
    └── UnknownAccount      no account
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


class BrokenCatalogue(InvalidData):
    """The catalogue itself cannot be opened or read, which only those who run the service can mend."""


class Unknown(CorpusError):
    """There is nothing of this name or id; `listed` is what a list holds that it could be looked up in.

    Where that list is depends on who asks, so the command line and the pages name it.
    """

    def __init__(self, message: str, listed: str = "") -> None:
        super().__init__(message)
        self.listed = listed


class UnknownDocument(Unknown):
    """No document has this id."""


class UnknownInstitution(Unknown):
    """No institution has this id."""


class UnknownUpload(Unknown):
    """No file that was handed in has this id."""


class UnknownAccount(Unknown):
    """No account has this name."""
