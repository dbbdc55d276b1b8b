"""Signing in: passwords, cookies, and the city's own sign-in service."""
