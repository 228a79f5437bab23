"""What people log on an account and who took part; signals; notifications and the inbox."""
