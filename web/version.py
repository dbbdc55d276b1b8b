"""Which version of Soziallotse this is, as its package says."""

from importlib.metadata import version

VERSION = version("soziallotse")
