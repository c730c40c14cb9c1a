"""The Dialpad tab."""
