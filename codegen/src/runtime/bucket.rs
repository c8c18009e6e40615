//! The hash of the codes and messages of a long table.

/// The bucket, one of `count`, in which an index has the errors with this code or message.
///
/// The generator sorts errors into buckets by it, and the generated code looks them up by it.
#[allow(dead_code, reason = "only a long table has buckets")]
#[inline]
pub(crate) fn bucket(string: &str, count: usize) -> usize {
    /// The fraction of the golden ratio: a product with it spreads strings that follow each other.
    const SPREAD: u64 = 0x9E37_79B9_7F4A_7C15;
    let mut hash = string.len() as u64;
    let mut rest = string.as_bytes();
    while let ::core::option::Option::Some((first, others)) = rest.split_first_chunk() {
        hash = (hash ^ u64::from_le_bytes(*first)).wrapping_mul(SPREAD).rotate_left(32);
        rest = others;
    }
    // Up to seven bytes are left: four to seven are two halves that may overlap.
    let last = match (rest.first_chunk(), rest.last_chunk()) {
        (::core::option::Option::Some(start), ::core::option::Option::Some(end)) => {
            (u64::from(u32::from_le_bytes(*start)) << 32) | u64::from(u32::from_le_bytes(*end))
        }
        _ => rest.iter().fold(0, |last, byte| (last << 8) | u64::from(*byte)),
    };
    let hash = (hash ^ last).wrapping_mul(SPREAD);
    // The upper half depends on every bit of the string. As a fraction, it is a part of `count`.
    (((hash >> 32) * count as u64) >> 32) as usize
}
