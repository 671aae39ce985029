"""An indicator fetched from its declared source: over HTTP, read, compared, and only then put in place."""
