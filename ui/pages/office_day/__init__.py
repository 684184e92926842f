"""What the office does besides single dossiers: bags, storm days, the close of day, paper pads, lists."""
