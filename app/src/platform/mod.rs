//! What the app asks of the browser. Nothing here panics where a browser lacks or refuses it.

pub mod cipher;
pub mod clock;
pub mod dom;
pub mod download;
pub mod file_worker;
pub mod focus;
pub mod http;
pub mod ids;
pub mod listener;
pub mod locks;
pub mod passkey;
pub mod random;
pub mod service_worker;
pub mod socket;
pub mod storage;
pub mod tabs;
pub mod timer;
pub mod wake;
