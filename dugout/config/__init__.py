"""Settings, root urls, the WSGI entry and what is gathered at start-up. On top: may know everything."""
