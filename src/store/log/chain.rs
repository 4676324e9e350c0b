//! The chain: an entry's place, its bytes, and the fingerprint of it and all before it.
//!
//! A value of the table is the fingerprint (32 bytes) and the entry in its stored form. The
//! fingerprint is the SHA-256 of the fingerprint before, the entry's number and these bytes, so an
//! entry that was changed, moved or taken out does not fit to what follows. There is no secret in
//! it: whoever may write the file and computes all anew leaves nothing to be found but by a
//! fingerprint that was written down elsewhere.

use std::fmt;

use redb::{ReadableTable as _, WriteTransaction};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::super::save::Failure;
use super::super::tables::{LOG, VIEW, VIEW_LOG, decode, encode};
use super::Entry;

/// The fingerprint of the log up to an entry: SHA-256.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Fingerprint([u8; 32]);

impl Fingerprint {
    const LENGTH: usize = 32;

    /// Of an entry after this one.
    fn next(self, number: u64, bytes: &[u8]) -> Self {
        let hash = Sha256::new().chain_update(self.0).chain_update(number.to_be_bytes()).chain_update(bytes);
        Self(hash.finalize().into())
    }

    /// From 64 hexadecimal digits.
    pub(in crate::store) fn parse(text: &str) -> Option<Self> {
        let mut bytes = [0; Self::LENGTH];
        if text.len() != 2 * Self::LENGTH || !text.is_ascii() {
            return None;
        }
        for (place, byte) in bytes.iter_mut().enumerate() {
            *byte = u8::from_str_radix(text.get(2 * place..2 * place + 2)?, 16).ok()?;
        }
        Some(Self(bytes))
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(formatter, "{byte:02x}"))
    }
}

/// How far the log goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Head {
    /// Entries in it.
    pub count: u64,
    /// The fingerprint of all of them.
    pub fingerprint: Fingerprint,
}

impl Head {
    /// The head in the file; that of an empty log where it says none.
    pub(in crate::store) fn of(writing: &WriteTransaction) -> Result<Self, Failure> {
        let view = writing.open_table(VIEW)?;
        let kept = view.get(VIEW_LOG)?;
        kept.map_or_else(|| Ok(Self::default()), |bytes| decode(bytes.value()).map_err(Failure::Damaged))
    }
}

/// Puts entries at the end of the log.
pub(in crate::store) fn append(writing: &WriteTransaction, entries: &[Entry]) -> Result<Head, Failure> {
    let mut head = Head::of(writing)?;
    let mut log = writing.open_table(LOG)?;
    for entry in entries {
        let bytes = encode(entry).map_err(Failure::Form)?;
        head.count += 1;
        head.fingerprint = head.fingerprint.next(head.count, &bytes);
        let value = [head.fingerprint.0.as_slice(), &bytes].concat();
        log.insert(head.count, value.as_slice())?;
    }
    writing.open_table(VIEW)?.insert(VIEW_LOG, encode(&head).map_err(Failure::Form)?.as_slice())?;
    Ok(head)
}

/// A value of the table taken apart. `None` where it is too short to be one.
pub(in crate::store) fn parts(value: &[u8]) -> Option<(Fingerprint, &[u8])> {
    let (fingerprint, bytes) = value.split_first_chunk::<{ Fingerprint::LENGTH }>()?;
    Some((Fingerprint(*fingerprint), bytes))
}

/// Walks along the chain.
#[derive(Debug, Default)]
pub(in crate::store) struct Walk {
    last: Head,
}

impl Walk {
    /// Takes the next value; tells whether it continues what came before, and goes on from what it
    /// says of itself, so that one break is told once.
    pub fn step(&mut self, number: u64, fingerprint: Fingerprint, bytes: &[u8]) -> bool {
        let fits = self.last.count + 1 == number && self.last.fingerprint.next(number, bytes) == fingerprint;
        self.last = Head { count: number, fingerprint };
        fits
    }

    /// How far it went.
    pub const fn last(&self) -> Head {
        self.last
    }
}
