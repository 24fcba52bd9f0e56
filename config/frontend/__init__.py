"""Front-end files: fetching, shaping and checking what is vendored under static/vendor."""
