"""Accounts: the welcome of a first start, signing in, the list of accounts, signing out."""
