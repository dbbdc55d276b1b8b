"""What all tests share."""

import os

from hypothesis import settings

# Tests take the small encoder, which loads in no time; the default one has tests of its own. Set here and
# not in a fixture, since settings are read once, and some are read while tests are collected.
os.environ["LOTSE_ENCODER"] = "static"

# A busy machine is no fault: no test may fail for taking long.
settings.register_profile("soziallotse", deadline=None)
settings.load_profile("soziallotse")
