"""Messages, batches and seals; pure; both ends use it."""
