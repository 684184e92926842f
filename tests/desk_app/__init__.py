"""Tests of desk_app."""
