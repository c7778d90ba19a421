//! A company without anybody: its first administrator.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::components::{TextField, TextKind};
use crate::i18n::{error_text, text};
use crate::pages::password::{password_problem, required_problem};
use crate::pages::sign_in::{Problem, problem_text};
use crate::store::{SetUp, use_store};

/// Values of the form and what is wrong with them.
#[derive(Clone, Copy, Default)]
struct Form {
    company: RwSignal<String>,
    name: RwSignal<String>,
    email: RwSignal<String>,
    password: RwSignal<String>,
    is_checked: RwSignal<bool>,
}

/// Names the company and makes its first administrator.
#[component]
pub fn SetUpPage() -> impl IntoView {
    let store = use_store();
    let form = Form::default();
    let busy = RwSignal::new(false);
    let problem = RwSignal::new(None::<String>);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        form.is_checked.set(true);
        if busy.get_untracked() || !form.is_sound() {
            return;
        }
        busy.set(true);
        spawn_local(async move {
            match store.set_up(form.values()).await {
                Ok(()) => store.toast(text("session.setup_done")),
                Err(error) => {
                    problem.try_set(Some(problem_text(&error)));
                }
            }
            busy.try_set(false);
        });
    };
    view! {
        <main class="door">
            <form class="stack" novalidate on:submit=submit>
                <div class="brand"><span class="mark" aria-hidden="true">"R"</span> {text("app.name")}</div>
                <h1>{text("session.setup_title")}</h1>
                <p>{text("session.setup_hint")}</p>
                <Problem problem/>
                <Fields form/>
                <button class="btn primary" data-testid="save" disabled=busy>
                    {text("session.setup_submit")}
                </button>
            </form>
        </main>
    }
}

#[component]
fn Fields(form: Form) -> impl IntoView {
    let missing = move |value: RwSignal<String>| form.error(move || required_problem(&value.get()));
    view! {
        <TextField
            name="company"
            label=text("session.setup_company")
            value=form.company
            error=missing(form.company)
            required=true
            autocomplete="organization"
        />
        <TextField
            name="name"
            label=text("session.setup_name")
            value=form.name
            error=missing(form.name)
            required=true
            autocomplete="name"
        />
        <TextField
            name="email"
            label=text("session.email")
            value=form.email
            error=form.error(move || email_problem(&form.email.get()))
            required=true
            kind=TextKind::Email
            autocomplete="username"
        />
        <TextField
            name="password"
            label=text("session.password")
            value=form.password
            help=text("session.password_hint")
            error=form.error(move || password_problem(&form.password.get()))
            required=true
            kind=TextKind::NewPassword
            autocomplete="new-password"
        />
    }
}

impl Form {
    fn error(
        self,
        find: impl Fn() -> Option<String> + Send + Sync + 'static,
    ) -> Signal<Option<String>> {
        Signal::derive(move || if self.is_checked.get() { find() } else { None })
    }

    fn is_sound(self) -> bool {
        let values = self.values();
        let problems = [
            required_problem(&values.company),
            required_problem(&values.name),
            email_problem(&values.email),
            password_problem(&values.password),
        ];
        problems.iter().all(Option::is_none)
    }

    fn values(self) -> SetUp {
        SetUp {
            company: self.company.get_untracked(),
            name: self.name.get_untracked(),
            email: self.email.get_untracked(),
            password: self.password.get_untracked(),
        }
    }
}

fn email_problem(email: &str) -> Option<String> {
    let is_sound = domain::validate::is_email(email.trim());
    (!is_sound).then(|| error_text("email_invalid"))
}
