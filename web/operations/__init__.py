"""What keeps the service healthy: measures, logs, limits, caching."""
