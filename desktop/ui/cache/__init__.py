"""How the texts on this computer are protected: unlocking them at start, a passphrase, the page of it."""
