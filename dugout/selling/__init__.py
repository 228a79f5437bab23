"""Selling as a process: products, processes, steps, gates, opportunities and the records that gates ask for."""
