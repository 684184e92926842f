"""The attacks of the fraud corpus that concern the district: each done on real data, with the verdict expected."""
