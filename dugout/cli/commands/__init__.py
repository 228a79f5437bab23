"""One module a group of commands; importing it registers them."""
