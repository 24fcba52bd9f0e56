"""Forms: they check and understand what was typed; views hand the result to services."""
