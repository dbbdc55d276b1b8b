"""The lists of needs and areas that a city keeps itself, and the forms for their entries."""
