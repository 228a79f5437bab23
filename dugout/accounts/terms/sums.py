"""Who sums up something in the currency of an account's figures."""

from collections.abc import Callable, Collection

from dugout.values.registry import Registry

# Filled at start-up by the packages above. Each makes its sums of these accounts anew.
SUMS: Registry[Callable[[Collection[int]], None]] = Registry("sums in the currency of an account's figures")
