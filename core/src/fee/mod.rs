//! Fees (phí) and charges (lệ phí) as the procedure states them.
