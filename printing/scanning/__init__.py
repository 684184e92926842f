"""Pages of papers: taken in from files and scanners, made small, refused when they are hostile."""
