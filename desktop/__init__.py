"""Linedesk: one desktop window for the business numbers that live at telephony services."""

__version__ = "0.1.0"
