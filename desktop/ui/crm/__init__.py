"""What CRMs offer beside texts: snippets, texts for a time, a shared inbox, adding people."""
