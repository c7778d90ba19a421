//! The browser that tests and measurements drive.

use std::env;
use std::path::PathBuf;

use super::{Step, debian, on_path};
use crate::project::Project;

const PACKAGES: [&str; 2] = ["chromium", "chromium-driver"];

/// One step if Chromium or its driver is not there.
pub fn missing(project: &Project, yes: bool) -> Vec<Step<'_>> {
    if chromium().is_some() && chromedriver().is_some() {
        return Vec::new();
    }
    vec![Step {
        name: "Chromium and its driver, from Debian".to_owned(),
        minutes: 1,
        install: Box::new(move || debian::install(project, &PACKAGES, yes)),
    }]
}

/// Chromium's path; RELASI_CHROMIUM names another one.
pub fn chromium() -> Option<PathBuf> {
    env::var_os("RELASI_CHROMIUM")
        .map(PathBuf::from)
        .or_else(|| on_path("chromium"))
}

/// The path of Chromium's driver; CHROMEDRIVER names another one.
pub fn chromedriver() -> Option<PathBuf> {
    env::var_os("CHROMEDRIVER")
        .map(PathBuf::from)
        .or_else(|| on_path("chromedriver"))
}
