"""What desk and district lay down for each other in a folder: the wire carried by hand."""
