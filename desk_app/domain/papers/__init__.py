"""What each printed paper says, one file a form: every value decided and worded, so that a reprint says it again."""
