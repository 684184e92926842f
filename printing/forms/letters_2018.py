"""Circular 01/2018/TT-VPCP, forms 02 to 04: the sentences in use; the apology has its old title. It has no form 05."""

from dataclasses import replace

from printing.forms import letters_2025

SUPPLEMENT = replace(letters_2025.SUPPLEMENT, foot="Mẫu số 02, Thông tư số 01/2018/TT-VPCP")
REFUSAL = replace(letters_2025.REFUSAL, foot="Mẫu số 03, Thông tư số 01/2018/TT-VPCP")
APOLOGY = replace(
    letters_2025.APOLOGY,
    title=("PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ",),
    foot="Mẫu số 04, Thông tư số 01/2018/TT-VPCP",
)
