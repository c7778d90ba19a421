//! What browser tests do behind the app's back.

#![allow(dead_code, reason = "each test file uses its own part")]

use js_sys::{Function, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Runs a script with arguments `a` and `b`, waits for what it returns, and returns that.
pub async fn script(body: &str, a: &str, b: &str) -> JsValue {
    let function = Function::new_with_args("a, b", body);
    let returned = function
        .call2(&JsValue::UNDEFINED, &a.into(), &b.into())
        .expect("the script must run");
    JsFuture::from(Promise::resolve(&returned))
        .await
        .expect("the script must succeed")
}

/// Puts something in place of a method of a browser's class until it is dropped.
pub struct Patched(Function);

impl Patched {
    /// `body` sees the method as `original`, its arguments as `args` and its object as `this`.
    pub fn new(class: &str, method: &str, body: &str) -> Self {
        let patch = format!(
            "const owner = {class}; const original = owner.{method};
             owner.{method} = function (...args) {{ {body} }};
             return () => {{ owner.{method} = original; }};"
        );
        let restore = Function::new_no_args(&patch)
            .call0(&JsValue::UNDEFINED)
            .expect("the method must be there");
        Self(restore.unchecked_into())
    }
}

impl Drop for Patched {
    fn drop(&mut self) {
        let _ = self.0.call0(&JsValue::UNDEFINED);
    }
}
