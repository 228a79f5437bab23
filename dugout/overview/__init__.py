"""One account or one person, read across everything: the snapshot and Today. Changes nothing."""
