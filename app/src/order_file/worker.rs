//! The worker's side.

use domain::import::order::Survey;
use web_sys::File;

use super::documents::Documents;
use super::messages::{Ask, Look, Plan, Told};
use super::rows::{Rows, Unreadable};
use super::survey::survey;
use crate::platform::file_worker::Page;

/// Rows that show what is in a file.
const SHOWN: usize = 50;

/// Answers the page for as long as it asks.
pub fn serve(page: Page) {
    let mut desk = Desk::default();
    page.listen(move |page, text, file| {
        let Ok(ask) = serde_json::from_str(text) else {
            return;
        };
        let told = desk.answer(page, ask, file);
        tell(
            page,
            &told.unwrap_or_else(|code| Told::Failed(code.to_owned())),
        );
    });
}

fn tell(page: &Page, told: &Told) {
    if let Ok(text) = serde_json::to_string(told) {
        page.tell(&text);
    }
}

/// What the worker remembers between two questions.
#[derive(Default)]
struct Desk {
    file: Option<File>,
    surveyed: Option<(Plan, Survey)>,
    documents: Option<Documents>,
}

impl Desk {
    fn answer(&mut self, page: &Page, ask: Ask, file: Option<File>) -> Result<Told, Unreadable> {
        if file.is_some() {
            self.file = file;
        }
        match ask {
            Ask::Look => self.look().map(Told::Looked),
            Ask::Survey(plan) => {
                let progress = |share| tell(page, &Told::Progress(share));
                let (survey, surveyed) = survey(&mut self.rows()?, &plan, progress)?;
                self.surveyed = Some((plan, survey));
                Ok(Told::Surveyed(Box::new(surveyed)))
            }
            Ask::Begin => {
                let (plan, survey) = self.surveyed.take().ok_or("file_unreadable")?;
                self.documents = Some(Documents::new(self.rows()?, plan, survey));
                self.next()
            }
            Ask::Next => self.next(),
        }
    }

    fn next(&mut self) -> Result<Told, Unreadable> {
        let documents = self.documents.as_mut().ok_or("file_unreadable")?;
        documents.next().map(Told::Made)
    }

    fn look(&self) -> Result<Look, Unreadable> {
        let mut rows = self.rows()?;
        let headers = rows.headers()?;
        let mut shown = Vec::new();
        while shown.len() < SHOWN
            && let Some(row) = rows.next(&Default::default())?
        {
            shown.push(row.cells);
        }
        if shown.is_empty() {
            return Err("file_empty");
        }
        Ok(Look {
            headers,
            rows: shown,
        })
    }

    fn rows(&self) -> Result<Rows, Unreadable> {
        Rows::of(self.file.as_ref().ok_or("file_unreadable")?)
    }
}
