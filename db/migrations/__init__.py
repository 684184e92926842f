"""Steps of the schema, by name; a step once released is never changed."""
