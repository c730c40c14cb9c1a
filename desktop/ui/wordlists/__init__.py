"""The page on which the lists of words that carriers filter are edited (B21)."""
