"""What a person wants to know, and what may honestly be said."""
