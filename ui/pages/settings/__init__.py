"""Cài đặt: settings with their meaning, the days off that come, the hours of the week."""
