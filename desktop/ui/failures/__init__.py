"""The failure inbox: texts that failed and that nobody has dealt with, grouped by what has to be done."""
