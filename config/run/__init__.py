"""What `manage.py up` is made of: the data directory, the broker, processes that end with their parent."""
