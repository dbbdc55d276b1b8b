"""The commands of `lotse`, a file for each group."""
