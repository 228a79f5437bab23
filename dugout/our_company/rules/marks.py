"""The code by which screens colour a department."""

from dugout.our_company.terms import Side


def mark_of(side: str, position_code: str | None) -> str:
    """`am` for account management, else its position's code in small letters; `c` without one."""
    if side == Side.ACCOUNT_MANAGEMENT:
        return "am"
    return position_code.lower() if position_code else "c"
