"""The recipe of the model that chooses the lines of an answer."""
