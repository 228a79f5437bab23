"""The pages of selling: the board, one sale, and the small forms that its gates ask for."""
