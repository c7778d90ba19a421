//! A place in the page that outlives the element that stood there.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, Node};

use super::elements::{all_in, is_alike, is_shown, nth_child, number_of, record_of, row_of};

/// What a person can press. An input is not among it, because it raises the keyboard of a phone.
const CONTROLS: &str = "a[href], button:not(:disabled), [role=listbox]";

const HEADING: &str = "H1";

/// Whether an element can have the focus.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It can.
    There,
    /// It cannot while it is switched off.
    Off,
    /// It left the page or is hidden.
    Gone,
}

/// An element, and the way down the page by which one comes to it.
#[derive(Debug, Clone)]
pub struct Place {
    element: HtmlElement,
    /// The element and all around it, each with its number among its siblings.
    way: Vec<(Element, usize)>,
    /// The row of a record in which it stands.
    row: Option<Element>,
    address: String,
}

impl Place {
    /// The place of an element.
    pub fn of(element: HtmlElement) -> Self {
        let mut way = Vec::new();
        let mut next = Some(Element::from(element.clone()));
        while let Some(around) = next {
            next = around.parent_element();
            let number = number_of(&around);
            way.push((around, number));
        }
        Self {
            row: row_of(&element),
            element,
            way,
            address: address(),
        }
    }

    /// Whether it lies on a page, and not in the frame, a message or a question.
    pub fn is_on_page(&self) -> bool {
        self.around("MAIN").is_some() && self.around("DIALOG").is_none()
    }

    /// Whether it lies in a question that is open.
    pub fn is_asked(&self) -> bool {
        self.around("DIALOG")
            .is_some_and(|dialog| dialog.is_connected() && dialog.has_attribute("open"))
    }

    /// Whether the element can have the focus.
    pub fn state(&self) -> State {
        match (is_shown(&self.element), self.element.matches(":disabled")) {
            (false, _) => State::Gone,
            (true, Ok(true)) => State::Off,
            _ => State::There,
        }
    }

    /// Gives the element the focus, or what took its place: the same control drawn anew, the
    /// record's row where that is now, what follows, or the heading of another page.
    pub fn focus(&self) {
        let found = match self.state() {
            State::Gone => self.successor(),
            _ => Some(self.element.clone().into()),
        };
        if let Some(found) = found.and_then(|found| found.dyn_into::<HtmlElement>().ok()) {
            if found.tag_name() == HEADING {
                found.set_tab_index(-1);
            }
            // An element that cannot take the focus leaves it where it was.
            let _ = found.focus();
        }
    }

    fn successor(&self) -> Option<Element> {
        let stays = self.around("MAIN").is_some_and(|main| main.is_connected());
        let same = self.address == address();
        let again = || self.twin().or_else(|| self.moved());
        let again = (stays || same).then(again).flatten();
        let beside = || (stays && same).then(|| self.neighbour()).flatten();
        again.or_else(beside).or_else(heading)
    }

    fn around(&self, tag: &str) -> Option<&Element> {
        let mut around = self.way.iter().map(|(around, _)| around);
        around.find(|around| around.tag_name() == tag)
    }

    /// The innermost element around it that is still on the page, as a number in `way`.
    fn standing(&self) -> Option<usize> {
        self.way
            .iter()
            .position(|(around, _)| around.is_connected())
    }

    /// The same control at the same place, drawn anew for the same record.
    fn twin(&self) -> Option<Element> {
        let from = self.standing()?;
        let inner = self.way[..from].iter().rev();
        let start = Some(self.way[from].0.clone());
        let found = inner.fold(start, |here, (_, number)| nth_child(&here?, *number))?;
        let record = self.row.as_ref().and_then(record_of);
        let same_record = row_of(&found).as_ref().and_then(record_of) == record;
        (same_record && is_alike(&found, &self.element) && is_shown(&found)).then_some(found)
    }

    /// The same control in the record's row, which now stands elsewhere.
    fn moved(&self) -> Option<Element> {
        let row = self.row.as_ref().filter(|row| !row.is_connected())?;
        let record = record_of(row)?;
        let main = all_in(&body()?, "main").into_iter().next()?;
        let rows = all_in(&main, "[data-id]");
        let row = rows
            .iter()
            .find(|row| record_of(row).as_ref() == Some(&record))?;
        let controls = all_in(row, CONTROLS);
        let alike = controls
            .iter()
            .find(|control| is_alike(control, &self.element));
        alike.or(controls.first()).cloned()
    }

    /// The first control that stands at this place now or follows it. Where a row went away,
    /// that is the beginning of the next one, so that a key pressed twice does nothing twice.
    fn neighbour(&self) -> Option<Element> {
        let standing = self.standing()?;
        let around = &self.way[standing].0;
        let number = self.way[standing.checked_sub(1)?].1;
        let scope = around.closest("dialog[open], main").ok().flatten()?;
        let controls = all_in(&scope, CONTROLS);
        let inside = |outer: &Element, control: &Element| outer.contains(Some(control.as_ref()));
        let follows = |element: &Element, control: &Element| {
            let order = element.compare_document_position(control);
            order & Node::DOCUMENT_POSITION_FOLLOWING != 0
        };
        let found = match nth_child(around, number) {
            Some(here) => controls.iter().find(|control| follows(&here, control)),
            None => controls.iter().rfind(|control| inside(around, control)),
        };
        let after = || controls.iter().find(|control| follows(around, control));
        found.or_else(after).or(controls.last()).cloned()
    }
}

/// The heading of the page, or of the record that is open on it.
fn heading() -> Option<Element> {
    all_in(&body()?, HEADING).pop()
}

fn body() -> Option<Element> {
    let document = web_sys::window()?.document()?;
    document.body().map(Element::from)
}

fn address() -> String {
    let location = web_sys::window().map(|window| window.location());
    location
        .and_then(|location| location.pathname().ok())
        .unwrap_or_default()
}
