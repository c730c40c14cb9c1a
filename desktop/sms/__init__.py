"""The rules of texting: parts, numbers, states. Standard library and phonenumbers only."""
