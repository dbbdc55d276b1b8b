"""The JSON side of the contract."""
