"""Matrix: two Synapse homeservers that federate over loopback."""
