"""Composition: settings, addresses, processes and operators' commands. Nothing imports this package but itself."""
