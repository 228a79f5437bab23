"""The company: departments, sides, positions, locations, calendars, settings; the business-hour clock."""
