//! A second thread that reads files, so that the page stays quick meanwhile.
//!
//! The worker runs the app's own module. Page and worker tell each other texts; the file goes
//! with the first of them.

use std::io::{self, Read};

use futures::StreamExt;
use futures::channel::mpsc::{UnboundedReceiver, unbounded};
use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    DedicatedWorkerGlobalScope, File, FileReaderSync, MessageEvent, Worker, WorkerOptions,
    WorkerType,
};

use super::dom;
use super::listener::Listener;

const SCRIPT: &str = "/file-worker.js";
/// Bytes that are read of a file at once.
const PIECE: f64 = 1_000_000.0;

/// The page's end of a worker, which ends when it is dropped.
#[derive(Debug)]
pub struct FileWorker {
    worker: Worker,
    told: UnboundedReceiver<String>,
    _listeners: [Listener; 2],
}

impl FileWorker {
    /// Starts a worker; none where the browser does not run it.
    pub async fn start() -> Option<Self> {
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let worker = Worker::new_with_options(SCRIPT, &options).ok()?;
        let (sender, told) = unbounded();
        let failed = sender.clone();
        let on_message = Listener::new(&worker, "message", move |event| {
            let event: Option<MessageEvent> = event.dyn_into().ok();
            if let Some(text) = event.and_then(|event| event.data().as_string()) {
                // Nobody listens any more once the page is gone.
                let _ = sender.unbounded_send(text);
            }
        });
        let on_error = Listener::new(&worker, "error", move |_| failed.close_channel());
        let [script, wasm] = dom::own_module()?;
        let module = Array::of2(&script.into(), &wasm.into());
        worker.post_message(&module).ok()?;
        let mut started = Self {
            worker,
            told,
            _listeners: [on_message, on_error],
        };
        // The first message only says that the worker listens.
        started.hear().await?;
        Some(started)
    }

    /// Tells the worker something, and returns whether it went out.
    pub fn tell(&self, text: &str, file: Option<&File>) -> bool {
        let file = file.map_or(JsValue::NULL, JsValue::from);
        let message = Array::of2(&text.into(), &file);
        self.worker.post_message(&message).is_ok()
    }

    /// The next text of the worker; none once it has failed.
    pub async fn hear(&mut self) -> Option<String> {
        self.told.next().await
    }
}

impl Drop for FileWorker {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}

/// The worker's end: whom it works for.
#[derive(Debug, Clone)]
pub struct Page(DedicatedWorkerGlobalScope);

impl Page {
    /// The page that this thread works for; none when this is a page itself.
    pub fn of_worker() -> Option<Self> {
        js_sys::global().dyn_into().ok().map(Self)
    }

    /// Calls back for each text of the page, with the file that came with it.
    pub fn listen(self, mut on_ask: impl FnMut(&Self, &str, Option<File>) + 'static) {
        let page = self.clone();
        let listener = Listener::new(&self.0, "message", move |event| {
            let event: Option<MessageEvent> = event.dyn_into().ok();
            let parts: Option<Array> = event.and_then(|event| event.data().dyn_into().ok());
            let Some(parts) = parts else { return };
            if let Some(text) = parts.get(0).as_string() {
                on_ask(&page, &text, parts.get(1).dyn_into().ok());
            }
        });
        listener.forever();
        self.tell("");
    }

    /// Tells the page something.
    pub fn tell(&self, text: &str) {
        // A page that is gone hears nothing.
        let _ = self.0.post_message(&text.into());
    }
}

/// The bytes of a file, read piece by piece. Only a worker may wait for them like this.
pub struct FileBytes {
    file: File,
    reader: FileReaderSync,
    /// Bytes before the end of `piece`.
    at: f64,
    piece: Vec<u8>,
    /// Bytes of `piece` that were handed out.
    taken: usize,
}

impl FileBytes {
    /// Begins at the first byte.
    pub fn of(file: &File) -> io::Result<Self> {
        Ok(Self {
            file: file.clone(),
            reader: FileReaderSync::new().map_err(unreadable)?,
            at: 0.0,
            piece: Vec::new(),
            taken: 0,
        })
    }

    fn next_piece(&mut self) -> io::Result<()> {
        let end = (self.at + PIECE).min(self.file.size());
        let piece = self.file.slice_with_f64_and_f64(self.at, end);
        let bytes = self
            .reader
            .read_as_array_buffer(&piece.map_err(unreadable)?);
        self.piece = Uint8Array::new(&bytes.map_err(unreadable)?.into()).to_vec();
        self.at += self.piece.len() as f64;
        self.taken = 0;
        Ok(())
    }
}

impl Read for FileBytes {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.taken == self.piece.len() {
            self.next_piece()?;
        }
        let rest = &self.piece[self.taken..];
        let count = rest.len().min(into.len());
        into[..count].copy_from_slice(&rest[..count]);
        self.taken += count;
        Ok(count)
    }
}

/// A file that was moved or changed since it was chosen.
fn unreadable(_: JsValue) -> io::Error {
    io::Error::other("the file cannot be read any more")
}
