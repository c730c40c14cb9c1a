"""One module per telephony service, and the only outgoing HTTP of the program."""
