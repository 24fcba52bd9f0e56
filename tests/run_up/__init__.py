"""Tests of `manage.py up`: real processes on a temporary data directory and a free port."""
