"""The pages of contracts and orders, and the form that confirms one."""
