"""The district server: a Django project of its own."""
