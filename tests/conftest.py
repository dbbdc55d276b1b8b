"""What all tests share."""

import os

# Tests take the small encoder, which loads in no time; the default one has tests of its own. Set here and
# not in a fixture, since settings are read once, and some are read while tests are collected.
os.environ["LOTSE_ENCODER"] = "static"
