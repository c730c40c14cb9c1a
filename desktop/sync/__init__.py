"""The long-running work between the store and the services: sending, pulling, settling."""
