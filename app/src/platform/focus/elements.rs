//! Looking at elements of the page.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// Whether a person can see it.
pub fn is_shown(element: &Element) -> bool {
    let sized = element.dyn_ref::<HtmlElement>();
    sized.is_some_and(|element| element.offset_width() > 0 || element.offset_height() > 0)
}

/// Whether both are the same kind of control. Ids end with a number that no other element has.
pub fn is_alike(one: &Element, other: &Element) -> bool {
    let stem = |element: &Element| {
        let id = element.id();
        id.trim_end_matches(|digit: char| digit.is_ascii_digit())
            .to_owned()
    };
    one.tag_name() == other.tag_name()
        && one.class_name() == other.class_name()
        && stem(one) == stem(other)
}

/// The row of a record in which it stands.
pub fn row_of(element: &Element) -> Option<Element> {
    element.closest("[data-id]").ok().flatten()
}

/// The record that a row shows.
pub fn record_of(row: &Element) -> Option<String> {
    row.get_attribute("data-id")
}

/// How many siblings stand before it.
pub fn number_of(element: &Element) -> usize {
    let before = element.previous_element_sibling();
    std::iter::successors(before, Element::previous_element_sibling).count()
}

/// A child by the number of its siblings before it.
pub fn nth_child(element: &Element, number: usize) -> Option<Element> {
    let first = element.first_element_child();
    std::iter::successors(first, Element::next_element_sibling).nth(number)
}

/// Everything inside that a selector fits and that a person can see, in order.
pub fn all_in(around: &Element, selector: &str) -> Vec<Element> {
    let first = around.first_element_child();
    let children = std::iter::successors(first, Element::next_element_sibling);
    let with_inside = |child: Element| {
        let fits = child.matches(selector) == Ok(true) && is_shown(&child);
        let inside = all_in(&child, selector);
        fits.then_some(child).into_iter().chain(inside)
    };
    children.flat_map(with_inside).collect()
}
