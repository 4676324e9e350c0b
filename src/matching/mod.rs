//! From payments and contracts to findings: evidence in bits, candidates with their margin, gates,
//! and the decision. Pure: the same input gives the same output, whatever its order; no IO, no
//! clock, no randomness.
