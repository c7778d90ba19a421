//! The app, by Trunk.

use super::Product;
use crate::problem::Problem;
use crate::process;
use crate::project::Project;

pub const PRODUCT: Product = Product {
    name: "app",
    inputs: &["app", "index", "style", "Trunk.toml"],
    output: "dist/index.html",
    minutes: 4,
    build,
};

fn build(project: &Project) -> Result<(), Problem> {
    let mut trunk = project.wasm_command("trunk");
    trunk.args(["build", "--release", "--offline", "--skip-version-check"]);
    // Its own stack would hide the compiler's words.
    trunk.env("RUST_BACKTRACE", "0");
    process::run(&mut trunk, "Building the app")
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    #[test]
    fn every_style_sheet_is_linked() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let page = fs::read_to_string(root.join("app/index.html")).expect("the page");
        for entry in fs::read_dir(root.join("style")).expect("the style sheets") {
            let name = entry
                .expect("readable")
                .file_name()
                .into_string()
                .expect("a plain name");
            assert!(
                page.contains(&format!("../style/{name}\"")),
                "{name} is not linked"
            );
        }
    }
}
