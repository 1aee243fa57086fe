//! Due dates and their explanation (thời hạn giải quyết).
