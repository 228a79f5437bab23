"""What Dugout takes for its main requests, beside two floors over the same rows, in one interleaved run."""
