"""The phone book's files: vCard and CSV, read and written, and what an import did."""
