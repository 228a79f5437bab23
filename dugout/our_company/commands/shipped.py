"""The positions and departments with which Dugout ships (book 01 and 06). All editable."""

from dugout.our_company.terms import Side

# The nine positions of the line-up: mark and name, in the order of book 06.
POSITIONS: tuple[tuple[str, str], ...] = (
    ("p", "Pitcher"),
    ("c", "Catcher"),
    ("1b", "First base"),
    ("2b", "Second base"),
    ("ss", "Shortstop"),
    ("3b", "Third base"),
    ("lf", "Left field"),
    ("cf", "Centre field"),
    ("rf", "Right field"),
)

# Name, side, and the position that the department fills ("" for none).
DEPARTMENTS: tuple[tuple[str, Side, str], ...] = (
    ("Outside Sales", Side.SALES, "cf"),
    ("Inside Sales", Side.SALES, "rf"),
    ("Marketing", Side.SALES, ""),
    ("Account Management", Side.ACCOUNT_MANAGEMENT, ""),
    ("Customer Success", Side.OTHER, "lf"),
    ("Finance", Side.OTHER, "1b"),
    ("Operations", Side.OTHER, "2b"),
    ("Logistics", Side.OTHER, "2b"),
    ("Order Entry", Side.OTHER, "2b"),
    ("Engineering", Side.OTHER, "ss"),
    ("Support", Side.OTHER, "3b"),
    ("Legal", Side.OTHER, ""),
    ("Business Units", Side.OTHER, "c"),
    ("Executive", Side.OTHER, "p"),
)
