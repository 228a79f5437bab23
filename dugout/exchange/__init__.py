"""Data in and out: imports by a mapping, exports as a stream."""
