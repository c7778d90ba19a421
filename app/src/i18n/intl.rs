//! Formatters of the browser. Making one takes about a thousand times as long as using it, so
//! each is made once.

use std::cell::RefCell;
use std::collections::HashMap;

use js_sys::{Array, Date, Function, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// What to make: the class in `Intl`, the locale, and its options.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) struct Formatter {
    pub class: &'static str,
    pub locale: &'static str,
    pub options: &'static [(&'static str, &'static str)],
    pub zone: String,
}

thread_local! {
    static MADE: RefCell<HashMap<Formatter, Option<Function>>> = RefCell::new(HashMap::new());
}

impl Formatter {
    /// Formats a moment, milliseconds since 1970 in UTC.
    pub(super) fn moment(self, ms: i64) -> Option<String> {
        self.format(&Date::new(&JsValue::from_f64(ms as f64)))
    }

    /// Formats a number.
    pub(super) fn number(self, number: f64) -> Option<String> {
        self.format(&JsValue::from_f64(number))
    }

    fn format(self, value: &JsValue) -> Option<String> {
        let function = MADE.with_borrow_mut(|made| {
            let make = || self.make();
            made.entry(self.clone()).or_insert_with(make).clone()
        })?;
        function.call1(&JsValue::UNDEFINED, value).ok()?.as_string()
    }

    /// None for a zone or an option that this browser does not know, where the plain
    /// constructor would throw across the whole app.
    fn make(&self) -> Option<Function> {
        let options = Object::new();
        for (name, value) in self.options {
            Reflect::set(&options, &(*name).into(), &(*value).into()).ok()?;
        }
        if !self.zone.is_empty() {
            Reflect::set(&options, &"timeZone".into(), &self.zone.as_str().into()).ok()?;
        }
        let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
        let class: Function = Reflect::get(&intl, &self.class.into())
            .ok()?
            .dyn_into()
            .ok()?;
        let arguments = Array::of2(&self.locale.into(), &options);
        let formatter = Reflect::construct(&class, &arguments).ok()?;
        Reflect::get(&formatter, &"format".into())
            .ok()?
            .dyn_into()
            .ok()
    }
}
