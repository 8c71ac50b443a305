"""What an officer looks for and finds: words made findable beside the store, asked for, and shown."""
