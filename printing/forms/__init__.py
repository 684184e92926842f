"""One module a form, over the parts that every paper shares."""
