//! Giving a staff member a start password, and ending their access.

use domain::kinds::staff;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde_json::Value;
use sync::change::Op;
use sync::record::Fields;
use sync::replica::Edit;

use crate::components::{Dialog, Panel};
use crate::i18n::{error_text, text, text_with};
use crate::store::{StaffMember, Store};

/// What an administrator is doing about somebody's access.
#[derive(Clone, Copy)]
pub struct Access {
    store: Store,
    chosen: RwSignal<Option<(String, String)>>,
    asks_start: RwSignal<bool>,
    asks_end: RwSignal<bool>,
    made: RwSignal<Option<(String, String)>>,
}

impl Access {
    /// Nothing yet.
    pub fn new(store: Store) -> Self {
        Self {
            store,
            chosen: RwSignal::new(None),
            asks_start: RwSignal::new(false),
            asks_end: RwSignal::new(false),
            made: RwSignal::new(None),
        }
    }

    /// The two buttons for one staff member.
    pub fn buttons(self, member: &StaffMember) -> impl IntoView + use<> {
        let who = StoredValue::new((member.id.clone(), member.name.clone()));
        let ask = move |question: RwSignal<bool>| {
            let who = who.get_value();
            if self.store.is_pending(&who.0) {
                self.store.toast(text("staff.needs_sync"));
                return;
            }
            self.chosen.set(Some(who));
            question.set(true);
        };
        let name = |key: &str| format!("{}: {}", text(key), member.name);
        view! {
            <button
                type="button"
                class="link"
                data-testid="start-password"
                aria-label=name("staff.start_password")
                on:click=move |_| ask(self.asks_start)
            >
                {text("staff.start_password")}
            </button>
            <button
                type="button"
                class="link danger"
                data-testid="end-access"
                aria-label=name("staff.end_access")
                on:click=move |_| ask(self.asks_end)
            >
                {text("staff.end_access")}
            </button>
        }
    }

    /// A sentence with the chosen person's name.
    fn about(self, key: &'static str) -> Signal<String> {
        Signal::derive(move || {
            let name = self.chosen.get().map(|(_, name)| name).unwrap_or_default();
            text_with(key, &[("name", name)])
        })
    }

    fn make_start_password(self) {
        self.asks_start.set(false);
        let Some((id, name)) = self.chosen.get_untracked() else {
            return;
        };
        spawn_local(async move {
            match self.store.start_password(&id).await {
                Ok(password) => {
                    self.made.try_set(Some((name, password)));
                }
                Err(error) => self.store.toast(error_text(&error.code)),
            }
        });
    }

    fn end(self) {
        self.asks_end.set(false);
        let Some((id, name)) = self.chosen.get_untracked() else {
            return;
        };
        spawn_local(async move {
            let said = match self.store.end_access(&id).await {
                Ok(()) => self.mark_inactive(&id, &name).await,
                Err(error) => error_text(&error.code),
            };
            self.store.toast(said);
        });
    }

    /// The record follows, so that lists and pickers leave the person out.
    async fn mark_inactive(self, id: &str, name: &str) -> String {
        let fields = Fields::from_iter([(staff::ACTIVE.to_owned(), Value::Bool(false))]);
        let edit = Edit::new(Op::Set, staff::KIND, id).with(fields);
        match self.store.save(vec![edit]).await {
            Ok(()) => text_with("staff.access_ended_said", &[("name", name)]),
            Err(error) => error_text(error.code()),
        }
    }
}

/// Asks before a start password is made, and shows it once.
#[component]
pub fn StartPassword(access: Access) -> impl IntoView {
    let made = move || {
        let (name, password) = access.made.get()?;
        let title = text_with("staff.start_password_title", &[("name", name.clone())]);
        Some(view! {
            <Panel title>
                <div class="body" role="status">
                    <p>
                        {text("staff.start_password_is")} ": "
                        <b class="text" data-testid="start-password-value">{password}</b>
                    </p>
                    <p>{text_with("staff.start_password_once", &[("name", name)])}</p>
                    <div>
                        <button type="button" class="btn" on:click=move |_| access.made.set(None)>
                            {text("common.close")}
                        </button>
                    </div>
                </div>
            </Panel>
        })
    };
    view! {
        {made}
        <Dialog
            open=access.asks_start
            title=access.about("staff.start_password_title")
            confirm=text("staff.start_password")
            on_confirm=move |()| access.make_start_password()
        >
            <p>{access.about("staff.start_password_body")}</p>
        </Dialog>
    }
}

/// Asks before somebody's access is ended.
#[component]
pub fn EndAccess(access: Access) -> impl IntoView {
    view! {
        <Dialog
            open=access.asks_end
            title=access.about("staff.end_access_title")
            confirm=text("staff.end_access_confirm")
            danger=true
            on_confirm=move |()| access.end()
        >
            <p>{access.about("staff.end_access_body")}</p>
        </Dialog>
    }
}
