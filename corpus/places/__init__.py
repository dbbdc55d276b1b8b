"""The parts of the city: their names, how they lie in and beside each other, and their borders."""
