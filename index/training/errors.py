"""What can go wrong while training.

TrainingError
├── MissingMaterial     a file or package that the recipe reads is not there
└── ForeignCheckpoint   a checkpoint in the output folder belongs to other settings
"""


class TrainingError(Exception):
    """Training cannot go on; the message names the cure."""


class MissingMaterial(TrainingError):
    """A file or package that the recipe reads is not there."""


class ForeignCheckpoint(TrainingError):
    """A checkpoint in the output folder belongs to other settings."""
