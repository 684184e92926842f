"""Parts that every paper shares: head, title, fields, table, signatures, code strip, foot line, marks."""
