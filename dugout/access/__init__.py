"""Who may do what: the one table. Pages, API and command line ask it before they call a command."""
