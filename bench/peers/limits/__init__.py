"""What Python, its libraries and this machine allow at most: cryptography, storage, HTTP."""
