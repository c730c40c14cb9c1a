"""Servers that speak a service's dialect, each written from that service's documents, over one carrier.

``python -m tests.providers.fakes NAME --port N`` serves one; ``serving.serving`` runs one inside a test.
"""
