"""The window. The only folder, besides app.py and tour.py, that imports Qt."""
