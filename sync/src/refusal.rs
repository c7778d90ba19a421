//! Why a whole request was not processed.

use crate::codes;
use crate::protocol::Failure;

macro_rules! refusals {
    ($($(#[$doc:meta])* $name:ident $code:expr;)*) => {
        /// Why a whole request was not processed. Nothing of it was consumed.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Refusal {
            $($(#[$doc])* $name,)*
            /// A newer server's reason, or that of something between it and the device.
            Unknown,
        }

        impl Refusal {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$name,)* Self::Unknown];

            /// The stable code; empty where it is not known.
            pub fn code(self) -> &'static str {
                match self {
                    $(Self::$name => $code,)*
                    Self::Unknown => "",
                }
            }
        }
    };
}

refusals! {
    /// The device's clock is ahead.
    Clock codes::CLOCK;
    /// A change number is missing.
    Gap codes::GAP;
    /// The device's cursors are of another database.
    Epoch codes::EPOCH;
    /// Another device sends as the same replica.
    ReplicaReused codes::REPLICA_REUSED;
    /// The replica is somebody else's, or nobody's.
    ForeignReplica codes::FOREIGN_REPLICA;
    /// The device is lost; whoever asks erases it before the replica hears of it.
    DeviceLost codes::DEVICE_LOST;
    /// The device is retired.
    DeviceRetired codes::DEVICE_RETIRED;
    /// The app is too old.
    AppOlder codes::APP_OLDER;
    /// The server is too old.
    ServerOlder codes::SERVER_OLDER;
    /// The request is not of the protocol.
    Malformed codes::MALFORMED;
    /// Too much at once.
    Busy codes::BUSY;
}

impl Failure {
    /// What its code says.
    pub fn refusal(&self) -> Refusal {
        let mut all = Refusal::ALL.iter();
        let known = all.find(|refusal| !self.code.is_empty() && refusal.code() == self.code);
        known.copied().unwrap_or(Refusal::Unknown)
    }
}
