"""The messages that people read: found in code, kept in catalogues, looked over."""
