//! The page of settings.

use domain::access::Role;
use leptos::prelude::*;

use super::guard::is_administrator;
use super::passkey::DevicePasskey;
use super::self_check::DeviceCheck;
use crate::components::{Choice, ChoiceField, PageHeader, Panel};
use crate::i18n::{Language, choice_label, format, text, text_with};
use crate::pages::changes::value::branch_name;
use crate::pages::password::PasswordForm;
use crate::store::{Session, Store, Theme, use_store};

/// One's own settings, and the way to those of the company.
#[component]
pub fn SettingsPage() -> impl IntoView {
    let store = use_store();
    view! {
        <main class="page">
            <PageHeader title=text("settings.title")/>
            <div class="grid2">
                <div class="stack">
                    <Me store/>
                    <Appearance store/>
                    <Show when=move || is_administrator(store)>
                        <Company store/>
                    </Show>
                    <Show when=move || imports(store)>
                        <Import/>
                    </Show>
                    <DeviceCheck store/>
                </div>
                <div class="stack">
                    <Panel title=text("settings.password")>
                        <div class="body">
                            <PasswordForm/>
                        </div>
                    </Panel>
                    <DevicePasskey store/>
                </div>
            </div>
            <p class="sub">{text_with("app.version", &[("version", env!("CARGO_PKG_VERSION"))])}</p>
        </main>
    }
}

#[component]
fn Me(store: Store) -> impl IntoView {
    let facts = move || {
        store.track();
        store.session().map(|session| facts(store, &session))
    };
    view! { <Panel title=text("settings.me")>{facts}</Panel> }
}

fn facts(store: Store, session: &Session) -> impl IntoView + use<> {
    let branches = session.branches.iter().map(|id| branch_name(store, id));
    let branches = match branches.collect::<Vec<_>>() {
        _ if session.role.sees_all_branches() => text("staff.all_branches"),
        names => names.join(", "),
    };
    view! {
        <dl>
            <dt>{text("field.staff.name")}</dt>
            <dd>{session.name.clone()}</dd>
            <dt>{text("field.staff.role")}</dt>
            <dd>{role_name(session.role)}</dd>
            <dt>{text("field.staff.branches")}</dt>
            <dd>{branches}</dd>
        </dl>
    }
}

#[component]
fn Appearance(store: Store) -> impl IntoView {
    let language = RwSignal::new(untrack(|| store.language()).code().to_owned());
    let theme = RwSignal::new(untrack(|| store.theme()).as_str().to_owned());
    Effect::new(move |before: Option<String>| {
        let code = language.get();
        let chosen =
            Language::from_code(&code).filter(|_| before.is_some_and(|before| before != code));
        if let Some(chosen) = chosen {
            store.set_language(chosen);
        }
        code
    });
    Effect::new(move |before: Option<String>| {
        let word = theme.get();
        if before.is_some_and(|before| before != word) {
            store.set_theme(theme_of(&word));
        }
        word
    });
    let languages = Language::ALL
        .map(|language| Choice::new(language.code(), language.name()))
        .to_vec();
    let themes = [Theme::System, Theme::Light, Theme::Dark]
        .map(|theme| {
            Choice::new(
                theme.as_str(),
                text(&format!("settings.theme_{}", theme.as_str())),
            )
        })
        .to_vec();
    view! {
        <Panel title=text("settings.appearance")>
            <div class="body">
                <ChoiceField name="language" label=text("settings.language") value=language options=languages/>
                <ChoiceField name="theme" label=text("settings.theme") value=theme options=themes/>
            </div>
        </Panel>
    }
}

fn theme_of(word: &str) -> Theme {
    match word {
        "light" => Theme::Light,
        "dark" => Theme::Dark,
        _ => Theme::System,
    }
}

/// Where administrators keep the company's records.
#[component]
fn Company(store: Store) -> impl IntoView {
    let branches = move || {
        store.track();
        digits(
            store
                .branches()
                .iter()
                .filter(|branch| branch.active)
                .count(),
        )
    };
    let staff = move || {
        store.track();
        digits(store.staff().iter().filter(|member| member.active).count())
    };
    let company = move || {
        store.track();
        store.index(|index| index.settings.company.clone())
    };
    view! {
        <Panel title=text("settings.company")>
            <div class="chg">
                <span class="f">{text("kind.settings")}</span>
                <span>{company}</span>
                <a class="link" href="/settings/company" data-testid="settings-company">{text("common.edit")}</a>
            </div>
            <div class="chg">
                <span class="f">{text("settings.branches")}</span>
                <span>{branches}</span>
                <a class="link" href="/settings/branches" data-testid="settings-branches">{text("common.open")}</a>
            </div>
            <div class="chg">
                <span class="f">{text("settings.staff")}</span>
                <span>{staff}</span>
                <a class="link" href="/settings/staff" data-testid="settings-staff">{text("common.open")}</a>
            </div>
        </Panel>
    }
}

/// The way to the import of customers.
#[component]
fn Import() -> impl IntoView {
    view! {
        <Panel title=text("settings.import")>
            <div class="chg">
                <span class="f">{text("nav.import")}</span>
                <span>{text("settings.import_hint")}</span>
                <a class="link" href="/settings/import" data-testid="settings-import">{text("common.open")}</a>
            </div>
        </Panel>
    }
}

/// Branch heads and head office bring in customers.
fn imports(store: Store) -> bool {
    store
        .session()
        .is_some_and(|session| session.role >= Role::BranchHead)
}

/// The name of a role.
pub fn role_name(role: Role) -> String {
    let word = serde_json::to_value(role).ok();
    choice_label(
        "staff",
        "role",
        word.as_ref()
            .and_then(|word| word.as_str())
            .unwrap_or_default(),
    )
}

fn digits(count: usize) -> String {
    format::number(i64::try_from(count).unwrap_or(i64::MAX))
}
