"""The directory of institutions: needs, opening hours, imports, exports and storage."""
