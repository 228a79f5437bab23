"""The lives of the accounts, one function each; see `dugout.demo.playing` for how they are told."""
