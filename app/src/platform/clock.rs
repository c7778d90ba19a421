//! The device's clock.

/// Milliseconds since 1970 by the device's clock, which may be wrong.
pub fn now_ms() -> i64 {
    js_sys::Date::now() as i64
}
