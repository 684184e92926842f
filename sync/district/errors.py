"""What the district's commands tell the person who typed them: one plain sentence each."""


class DistrictError(Exception):
    """Its text is the sentence. `exit_status`: 2 for bad input, 1 for what could not be done."""

    exit_status = 1


class DistrictInputError(DistrictError):
    """Something typed or given in a file is wrong."""

    exit_status = 2


class DistrictHomeError(DistrictError):
    """The data folder cannot be used."""


class DatabaseError(DistrictError):
    """The database cannot be reached or used."""


class PortError(DistrictError):
    """The port cannot be listened on."""
