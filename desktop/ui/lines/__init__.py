"""The line bar and what it says of a line."""
