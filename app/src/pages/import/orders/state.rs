//! Where an import of orders stands. It outlives the page, so that other work can be done
//! meanwhile.

use std::cell::OnceCell;
use std::rc::Rc;

use domain::import::order::{DayOrder, Format, OrderTarget, guess_order};
use domain::money::Currency;
use futures::lock::Mutex;
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::File;

use crate::order_file::{Fixes, Look, OrderFile, Plan, Surveyed};
use crate::pages::import::stem;
use crate::store::{OrderReport, Store};

/// What the page knows.
#[derive(Clone, Copy)]
pub struct State {
    pub store: Store,
    /// The chosen file.
    pub chosen: RwSignal<Option<Chosen>>,
    pub targets: RwSignal<Vec<OrderTarget>>,
    /// Decimal separator of the file.
    pub decimal: RwSignal<String>,
    /// Word of the order in which the file writes days.
    pub days: RwSignal<String>,
    /// `true` where a letter before a number says what the document does.
    pub letters: RwSignal<String>,
    /// Word of the currency of the prices.
    pub currency: RwSignal<String>,
    pub branch: RwSignal<String>,
    pub source: RwSignal<String>,
    pub run: RwSignal<String>,
    pub fixes: RwSignal<Fixes>,
    /// What the file comes to as it is understood now.
    pub surveyed: RwSignal<Option<Surveyed>>,
    pub stage: RwSignal<Stage>,
    /// Share of the work under way that is done, 0 to 1.
    pub share: RwSignal<f64>,
    /// When the work under way began, milliseconds.
    pub began_ms: RwSignal<i64>,
    /// What became of the documents so far.
    pub report: RwSignal<OrderReport>,
    /// Stable code of what went wrong.
    pub problem: RwSignal<Option<String>>,
    /// An import was dismissed.
    pub dismissed: RwSignal<()>,
    reader: StoredValue<Option<Reader>, LocalStorage>,
    /// How the file was understood when `surveyed` was found.
    understood: StoredValue<Option<Plan>>,
    /// Something changed while a survey ran.
    outdated: StoredValue<bool>,
}

type Reader = Rc<Mutex<OrderFile>>;

/// A chosen file and its first lines.
#[derive(Debug, Clone, PartialEq)]
pub struct Chosen {
    pub name: String,
    /// Bytes.
    pub size: f64,
    pub look: Look,
}

/// What is going on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// A file is to be chosen or understood.
    Preparing,
    /// All lines are read.
    Surveying,
    /// Orders are saved.
    Running,
    /// A person stopped it.
    Stopping,
    /// Everything was looked at.
    Done,
    /// It is taken back.
    Undoing,
    /// It was taken back.
    Undone,
}

impl State {
    /// The state as it was left.
    pub fn kept(store: Store) -> Self {
        thread_local! {
            // The owner is never cleaned up, so that the import goes on without its page.
            static KEPT: OnceCell<(Owner, State)> = const { OnceCell::new() };
        }
        KEPT.with(|kept| {
            let begin = || {
                let owner = Owner::new_root(None);
                let state = owner.with(|| Self::new(store));
                (owner, state)
            };
            kept.get_or_init(begin).1
        })
    }

    fn new(store: Store) -> Self {
        Self {
            store,
            chosen: RwSignal::new(None),
            targets: RwSignal::default(),
            decimal: RwSignal::new(".".to_owned()),
            days: RwSignal::new(DayOrder::YearMonthDay.as_str().to_owned()),
            letters: RwSignal::default(),
            currency: RwSignal::new(store.currency().as_str().to_owned()),
            branch: RwSignal::new(store.actor().branches.first().cloned().unwrap_or_default()),
            source: RwSignal::default(),
            run: RwSignal::new(store.new_id()),
            fixes: RwSignal::default(),
            surveyed: RwSignal::new(None),
            stage: RwSignal::new(Stage::Preparing),
            share: RwSignal::new(0.0),
            began_ms: RwSignal::new(0),
            report: RwSignal::default(),
            problem: RwSignal::new(None),
            dismissed: RwSignal::new(()),
            reader: StoredValue::new_local(None),
            understood: StoredValue::new(None),
            outdated: StoredValue::new(false),
        }
    }

    /// Opens a file, with the choices of an unfinished import of the same one.
    pub async fn open(self, file: File) {
        self.problem.set(None);
        self.surveyed.set(None);
        self.use_up();
        match OrderFile::open(&file).await {
            Ok((opened, look)) => {
                self.reader.set_value(Some(Rc::new(Mutex::new(opened))));
                self.take(file.name(), file.size(), look);
                self.check();
            }
            Err(code) => self.problem.set(Some(code)),
        }
    }

    fn take(self, name: String, size: f64, look: Look) {
        let target = |header: &String| guess_order(header).unwrap_or(OrderTarget::Skip);
        let targets: Vec<OrderTarget> = look.headers.iter().map(target).collect();
        let format = Format::guess(&targets, &look.rows);
        self.source.set(stem(&name).to_owned());
        self.understand(&Plan {
            targets,
            format,
            currency: self.store.currency(),
            run: self.store.new_id(),
            fixes: Fixes::new(),
        });
        let mut runs = self.store.order_runs().into_iter();
        if let Some(unfinished) = runs.find(|run| !run.is_whole && run.name == name) {
            self.branch.set(unfinished.branch);
            self.source.set(unfinished.source);
            self.understand(&unfinished.plan);
        }
        self.report.set(OrderReport::default());
        self.stage.set(Stage::Preparing);
        self.chosen.set(Some(Chosen { name, size, look }));
    }

    fn understand(self, plan: &Plan) {
        self.targets.set(plan.targets.clone());
        self.decimal.set(plan.format.decimal.to_string());
        self.days.set(plan.format.days.as_str().to_owned());
        let letters = if plan.format.letters { "true" } else { "" };
        self.letters.set(letters.to_owned());
        self.currency.set(plan.currency.as_str().to_owned());
        self.run.set(plan.run.clone());
        self.fixes.set(plan.fixes.clone());
    }

    /// How the file is to be understood.
    pub fn plan(self) -> Plan {
        Plan {
            targets: self.targets.get(),
            format: Format {
                decimal: self.decimal.with(|text| text.chars().next()).unwrap_or('.'),
                days: DayOrder::from_word(&self.days.get()).unwrap_or(DayOrder::YearMonthDay),
                letters: self.letters.with(|letters| letters == "true"),
            },
            currency: self.currency().unwrap_or(Currency::Idr),
            run: self.run.get(),
            fixes: self.fixes.get(),
        }
    }

    /// Currency of the prices.
    pub fn currency(self) -> Option<Currency> {
        self.currency.with(|word| Currency::from_word(word))
    }

    /// The columns without which there is no order and that no column becomes yet.
    pub fn missing(self) -> Vec<OrderTarget> {
        let required = OrderTarget::all().filter(|target| target.is_required());
        self.targets.with(|targets| {
            required
                .filter(|target| !targets.contains(target))
                .collect()
        })
    }

    /// Reads the whole file as it is understood now.
    pub fn check(self) {
        self.surveyed.set(None);
        self.use_up();
        self.outdated.set_value(true);
        if untrack(|| self.stage.get()) == Stage::Surveying
            || !untrack(|| self.missing()).is_empty()
        {
            return;
        }
        self.stage.set(Stage::Surveying);
        spawn_local(async move {
            while self.outdated.get_value() {
                self.outdated.set_value(false);
                self.survey().await;
            }
            self.stage.set(Stage::Preparing);
        });
    }

    async fn survey(self) {
        let Some(reader) = self.reader() else { return };
        let found = self.survey_with(&mut *reader.lock().await).await;
        self.problem.set(found.err());
    }

    /// Surveys the file, unless that was done and nothing has changed since.
    pub async fn survey_with(self, file: &mut OrderFile) -> Result<(), String> {
        let plan = untrack(|| self.plan());
        if self.understood.get_value().as_ref() == Some(&plan) {
            return Ok(());
        }
        self.share.set(0.0);
        let progress = |share| self.share.set(share);
        let surveyed = file.survey(plan.clone(), progress).await?;
        self.surveyed.set(Some(surveyed));
        self.understood.set_value(Some(plan));
        Ok(())
    }

    /// Has the next import survey the file anew, whose survey has been used up.
    pub fn use_up(self) {
        self.understood.set_value(None);
    }

    /// The opened file.
    pub fn reader(self) -> Option<Reader> {
        self.reader.get_value()
    }

    /// Forgets the file, for another one.
    pub fn clear(self) {
        self.reader.set_value(None);
        self.chosen.set(None);
        self.surveyed.set(None);
        self.stage.set(Stage::Preparing);
    }
}
