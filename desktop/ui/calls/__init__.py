"""The Calls tab."""
