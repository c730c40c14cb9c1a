"""The Messages tab: conversation list, thread, composer."""
