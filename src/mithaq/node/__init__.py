"""One agency's installation: store, exchange, officers, audit, retention, jobs."""
