//! Who the customer is, in two lines.

use domain::customer::Standing;
use leptos::prelude::*;

use super::Card;
use crate::components::{Avatar, Glyph, Icon, Tag, Tone};
use crate::i18n::{choice_label, text};

/// Name, tags and marks of the customer, with what one can do.
#[component]
pub fn Head(
    /// The customer.
    card: Card,
    /// What one can do.
    children: Children,
) -> impl IntoView {
    let name = move || card.text("name");
    let code = move || match card.text("code") {
        code if code.is_empty() => text("common.number_follows"),
        code => code,
    };
    let branch = move || {
        let home = card.record(|record| record.home.clone());
        home.and_then(|id| card.store.branch(&id))
            .map(|branch| branch.name)
    };
    view! {
        <a class="link back no-print" href="/customers">
            <Icon glyph=Glyph::Back />
            {text("common.back")}
        </a>
        <div class="head">
            <Avatar initials=Signal::derive(move || domain::name::initials(&name())) />
            <div>
                <h1>{name}</h1>
                <div class="meta">
                    <Tags card />
                    <span>{code}</span>
                    <span>{move || card.row(|row| row.phone.clone())}</span>
                    <span>{branch}</span>
                </div>
            </div>
            {children()}
        </div>
    }
}

#[component]
fn Tags(card: Card) -> impl IntoView {
    let standing = move || {
        let standing = card.row(|row| Some(row.standing))?;
        let words = choice_label("customer", "standing", standing.as_str());
        Some(view! { <Tag tone=standing_tone(standing) text=words /> })
    };
    let size = move || {
        let size = Some(card.text("size")).filter(|size| !size.is_empty())?;
        Some(view! { <Tag tone=Tone::Info text=choice_label("customer", "size", &size) /> })
    };
    let tag = |shown: bool, tone: Tone, key: &'static str| {
        shown.then(|| view! { <Tag tone text=text(key) /> })
    };
    let archived = move || {
        tag(
            card.record(|record| record.archived),
            Tone::Mute,
            "common.archived",
        )
    };
    view! {
        {standing}
        {size}
        {archived}
        {move || tag(card.flag("name_missing"), Tone::Warn, "customer.name_missing")}
        {move || tag(card.row(|row| row.pending), Tone::Warn, "sync.unsent")}
    }
}

fn standing_tone(standing: Standing) -> Tone {
    match standing {
        Standing::Active => Tone::Ok,
        Standing::Prospect => Tone::Info,
        Standing::Passive => Tone::Mute,
        Standing::Troubled => Tone::Bad,
    }
}
