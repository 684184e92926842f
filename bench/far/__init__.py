"""The programs at the two ends of the bad line: for a line on stdin a day of work goes up, its seconds come out."""
