"""What a clerk is told of each error, by its name: one file for each kind of trouble."""
