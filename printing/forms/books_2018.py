"""Circular 01/2018/TT-VPCP, forms 05 and 06: the control slip names whose dossier it goes with."""

from dataclasses import replace

from printing.forms import books_2025

CONTROL = replace(books_2025.CONTROL, attached="Kèm theo hồ sơ của", foot="Mẫu số 05, Thông tư số 01/2018/TT-VPCP")
REGISTER = replace(books_2025.REGISTER, foot="Mẫu số 06, Thông tư số 01/2018/TT-VPCP")
