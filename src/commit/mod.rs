//! The journal protocol: planned, sent, confirmed or refused; keys, read-back, reversal, recovery.
