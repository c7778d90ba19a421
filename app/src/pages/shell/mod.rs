//! What stays while pages change: navigation, the state of sync, the person, notices.

mod minute;
mod nav;
mod notices;
mod status;
pub mod sync_words;
mod title;
mod who;

use leptos::prelude::*;
use leptos_router::hooks::use_location;

pub use minute::{Minute, use_minute};
pub use who::SignOut;

use crate::components::Frame;
use crate::pages::branches::provide_report;
use crate::pages::changes::provide_fixing;
use crate::store::use_store;
use notices::Notices;
use status::Status;
use who::Who;

/// The frame around the page of the current address.
#[component]
pub fn Shell(children: ChildrenFn) -> impl IntoView {
    let store = use_store();
    minute::provide_minute();
    provide_report();
    provide_fixing(store);
    let path = use_location().pathname;
    let current = Signal::derive(move || match path.get() {
        start if start == "/" => "/today".to_owned(),
        other => other,
    });
    title::follow(current);
    // The entries depend on the role, which is not known before the person's record is here.
    let role = Memo::new(move |_| store.session().map(|session| session.role));
    move || {
        let entries = nav::entries(store, role.get());
        let children = children.clone();
        view! {
            <Frame
                entries
                current
                home="/today"
                sync=|| view! { <Status/> }
                who=|| view! { <Who/> }
            >
                <Notices/>
                {children()}
            </Frame>
        }
    }
}
