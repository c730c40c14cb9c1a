"""Jumping to anybody, any page and any action by a few letters (Ctrl+K)."""
