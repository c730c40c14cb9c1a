"""The local SQLite cache of a profile, and the only SQL of the program."""
