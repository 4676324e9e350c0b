//! The demo's houses, contracts and month of payments, made by the program itself, the same every time.
