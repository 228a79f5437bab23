from tests.client_document.accounts import account, other_account

__all__ = ["account", "other_account"]
