//! Random numbers.

/// Bytes from the browser's cryptographic source.
pub fn bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    let crypto = web_sys::window().and_then(|window| window.crypto().ok());
    let filled = crypto.map(|crypto| crypto.get_random_values_with_u8_array(&mut bytes));
    if !matches!(filled, Some(Ok(_))) {
        // No supported browser comes here. An id that is merely improbable beats lost work.
        bytes.fill_with(|| (js_sys::Math::random() * 256.0) as u8);
    }
    bytes
}

/// A number from 0 up to but not including 1, for jitter.
pub fn fraction() -> f64 {
    js_sys::Math::random()
}
