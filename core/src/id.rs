//! Every id newtype, in one alphabetical list.
