//! Starts the app in the page, or the reader of files in a worker.

use app::platform::file_worker::Page;

fn main() {
    console_error_panic_hook::set_once();
    match Page::of_worker() {
        Some(page) => app::order_file::serve(page),
        None => leptos::mount::mount_to_body(app::app::App),
    }
}
