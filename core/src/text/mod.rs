//! Vietnamese text: NFC, accent folding, names, tone placement.
