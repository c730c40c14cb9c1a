"""What a person chose: accounts, where their secrets are, preferences, where a profile lives."""
