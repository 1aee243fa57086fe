//! Agency codes (mã cơ quan), of QĐ 20/2020 and of the older QCVN 102:2016.
