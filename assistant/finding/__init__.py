"""The steps of the finder: from a sentence to needs, area and wishes, and from institutions to an order."""
