//! Line drawings beside words. They say nothing of their own to a screen reader.

use leptos::prelude::*;

/// A drawing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Glyph {
    /// A house: today.
    Home,
    /// A person: customers.
    Person,
    /// A speech bubble: service.
    Speech,
    /// A building: branches.
    Building,
    /// A cog: settings.
    Cog,
    /// Three lines: more.
    Lines,
    /// A plus sign.
    Plus,
    /// A magnifying glass.
    Glass,
    /// A telephone receiver.
    Phone,
    /// A pencil.
    Pencil,
    /// A printer.
    Printer,
    /// A box.
    Archive,
    /// A cross.
    Cross,
    /// A tick.
    Tick,
    /// An arrow head to the left.
    Back,
    /// An arrow head down.
    Down,
    /// A triangle with an exclamation mark.
    Warning,
    /// Two arrows in a circle.
    Sync,
    /// An arrow up out of a tray.
    Upload,
    /// A car.
    Car,
    /// A slip of paper with lines: sales.
    Receipt,
}

impl Glyph {
    fn path(self) -> &'static str {
        match self {
            Self::Home => "M4 11l8-7 8 7v9H4z",
            Self::Person => "M12 4a4 4 0 1 1 0 8a4 4 0 1 1 0-8M4 21c1-5 15-5 16 0",
            Self::Speech => "M4 5h16v11H9l-5 4z",
            Self::Building => "M4 20h16M6 20V8l6-4 6 4v12M10 20v-6h4v6",
            Self::Cog => {
                "M12 9a3 3 0 1 1 0 6a3 3 0 1 1 0-6M12 3v3M12 18v3M3 12h3M18 12h3M6 6l2 2\
                 M16 16l2 2M6 18l2-2M16 8l2-2"
            }
            Self::Lines => "M5 7h14M5 12h14M5 17h14",
            Self::Plus => "M12 5v14M5 12h14",
            Self::Glass => "M11 5a6 6 0 1 1 0 12a6 6 0 1 1 0-12M15.5 15.5L20 20",
            Self::Phone => {
                "M6 4h3l2 5-2.5 1.5a11 11 0 0 0 5 5L15 13l5 2v3a2 2 0 0 1-2 2\
                 A16 16 0 0 1 4 6a2 2 0 0 1 2-2z"
            }
            Self::Pencil => "M4 20h4L19 9l-4-4L4 16zM13 7l4 4",
            Self::Printer => "M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z",
            Self::Archive => "M4 5h16v4H4zM6 9v10h12V9M10 13h4",
            Self::Cross => "M6 6l12 12M18 6L6 18",
            Self::Tick => "M5 13l4 4L19 7",
            Self::Back => "M15 5l-7 7 7 7",
            Self::Down => "M6 9l6 6 6-6",
            Self::Warning => "M12 4l9 16H3zM12 10v4M12 17v.5",
            Self::Sync => "M5 11a7 7 0 0 1 12-4l2 2M19 4v5h-5M19 13a7 7 0 0 1-12 4l-2-2M5 20v-5h5",
            Self::Upload => "M12 15V5M8 9l4-4 4 4M5 15v4h14v-4",
            Self::Receipt => "M6 3h12v18l-3-2-3 2-3-2-3 2zM9 8h6M9 12h6",
            Self::Car => "M4 16v-4l2-5h12l2 5v4zM4 12h16M7 16v2M17 16v2",
        }
    }
}

/// Draws a glyph at the size of the text.
#[component]
pub fn Icon(
    /// What to draw.
    glyph: Glyph,
) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
            <path d=glyph.path()></path>
        </svg>
    }
}
