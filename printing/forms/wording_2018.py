"""Circular 01/2018/TT-VPCP, form 01. The lines are those of the form in use; head, suffix and foot differ from 2025."""

from dataclasses import replace

from printing.forms import wording_2025

RECEIPT = replace(wording_2025.RECEIPT, foot="Mẫu số 01, Thông tư số 01/2018/TT-VPCP")
