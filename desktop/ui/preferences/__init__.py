"""The preferences: one model for all of the window, and their page."""
