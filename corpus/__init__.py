"""What the city has written down, and where it is kept."""
