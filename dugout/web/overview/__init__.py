"""One account, read across everything: its page with the snapshot."""
