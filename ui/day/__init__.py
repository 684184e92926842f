"""A clerk's day without a screen: the real window, real keys, real slips, a crash and a bad line."""
