//! Passkeys that give a secret, and the keys that they open.

mod support;

use app::platform::passkey::{self, Owner, Passkey, PasskeyError};
use app::platform::storage::Preference;
use app::platform::{cipher, ids};
use app::store::keys::{ByPasskey, Issued, KeyFile, Keys, PasskeyCopy};
use app::store::seal::{Place, Seal};
use serde_json::{Value, json};
use support::{Patched, script};
use sync::store::Table;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

const OWNER: Owner<'static> = Owner {
    handle: b"handle",
    address: "sari@usaha.id",
    name: "Sari Dewanti",
};
const INPUT: [u8; 3] = [1, 2, 3];
const SECRET: [u8; 32] = [9; 32];
const PASSWORD: &str = "kata sandi lama";

/// Puts an authenticator that answers this to the extension in place of the browser's.
fn answering(method: &str, prf: &str) -> Patched {
    let body = format!(
        "window.asked = args[0].publicKey;
         return Promise.resolve({{ id: 'AQID', response: {{ getTransports: () => ['internal'] }},
            getClientExtensionResults: () => ({{ prf: {prf} }}) }});"
    );
    Patched::new("navigator.credentials", method, &body)
}

/// What it gives: its input twice.
const GIVEN: &str = "{ enabled: true, results: { first: new Uint8Array([
    ...args[0].publicKey.extensions.prf.eval.first, ...args[0].publicKey.extensions.prf.eval.first
    ]).buffer } }";

async fn create() -> Result<(Passkey, Vec<u8>), PasskeyError> {
    passkey::create("Relasi", OWNER, &INPUT).await
}

fn known_passkey() -> Passkey {
    let members = json!({ "id": "AQID", "transports": ["internal"] });
    serde_json::from_value(members).expect("a passkey")
}

#[wasm_bindgen_test]
async fn a_passkey_gives_its_secret_at_once_or_when_asked_again() {
    let _get = answering("get", GIVEN);
    for given in [GIVEN, "{ enabled: true }"] {
        let _create = answering("create", given);
        let made = create().await;
        assert_eq!(made, Ok((known_passkey(), vec![1, 2, 3, 1, 2, 3])));
    }
    let secret = passkey::secret(&known_passkey(), &INPUT).await;
    assert_eq!(secret, Ok(vec![1, 2, 3, 1, 2, 3]));
}

#[wasm_bindgen_test]
async fn the_browser_is_asked_for_somebody_who_was_recognised() {
    let asked = async |what: &str| script(&format!("return {what};"), "", "").await.as_string();
    let _create = answering("create", GIVEN);
    let _get = answering("get", GIVEN);
    assert!(create().await.is_ok());
    let wanted = asked("asked.authenticatorSelection.userVerification").await;
    assert_eq!(wanted.as_deref(), Some("required"));
    let secret = passkey::secret(&known_passkey(), &INPUT).await;
    assert!(secret.is_ok());
    assert_eq!(asked("asked.userVerification").await, wanted);
    let listed = asked("asked.allowCredentials.map(({ id, transports }) => id + transports)[0]");
    assert_eq!(listed.await.as_deref(), Some("1,2,3internal"));
}

#[wasm_bindgen_test]
async fn a_passkey_without_a_secret_is_refused_and_forgotten() {
    let signal = "window.forgotten = args[0].credentialId;";
    let _signal = Patched::new("PublicKeyCredential", "signalUnknownCredential", signal);
    for answer in ["undefined", "{ enabled: false }"] {
        let _create = answering("create", answer);
        assert_eq!(create().await, Err(PasskeyError::NoSecret));
        let forgotten = script("return window.forgotten;", "", "").await;
        assert_eq!(forgotten.as_string().as_deref(), Some("AQID"));
        script("delete window.forgotten;", "", "").await;
    }
    let _get = answering("get", "{}");
    let secret = passkey::secret(&known_passkey(), &INPUT).await;
    assert_eq!(secret, Err(PasskeyError::NoSecret));
}

#[wasm_bindgen_test]
async fn what_a_person_cancels_is_refused() {
    for body in [
        "return Promise.reject(new DOMException('planned', 'NotAllowedError'));",
        "return Promise.resolve(null);",
        "throw new TypeError('planned');",
    ] {
        let _create = Patched::new("navigator.credentials", "create", body);
        let _get = Patched::new("navigator.credentials", "get", body);
        assert_eq!(create().await, Err(PasskeyError::Refused));
        let secret = passkey::secret(&known_passkey(), &INPUT).await;
        assert_eq!(secret, Err(PasskeyError::Refused));
    }
}

/// A key of a device that is asked for the password, as the server sends it.
fn issued(number: u8, byte: u8) -> Issued {
    let key = cipher::to_hex(&[byte; 32]);
    let answer = json!({ "unlock": "asked", "keys": [{ "number": number, "key": key }] });
    serde_json::from_value(answer).expect("keys")
}

/// What a sign-in with a key leaves in the browser.
async fn sign_in(person: &str, (number, byte): (u8, u8), password: &str) -> Keys {
    let before = KeyFile::read(person);
    let keys = Keys::issued(&issued(number, byte), OWNER.address, before.as_ref());
    let keys = keys.expect("a key");
    keys.keep(person, password).await.expect("it must be kept");
    keys
}

fn file(person: &str) -> KeyFile {
    KeyFile::read(person).expect("a file")
}

fn on_the_disk(person: &str) -> String {
    Preference::Keys(person).read().expect("a file")
}

async fn copy(keys: &Keys) -> PasskeyCopy {
    let copy = keys.copy_for(known_passkey(), &INPUT, &SECRET).await;
    copy.expect("a copy")
}

/// Somebody with the first key, whom a passkey lets in too.
async fn with_passkey() -> (String, Keys) {
    let person = ids::new_id();
    let mut keys = sign_in(&person, (1, 7), PASSWORD).await;
    keys.resealed(&person);
    let copy = copy(&keys).await;
    assert!(file(&person).keep_passkey(&person, ByPasskey::Opens(copy)));
    (person, keys)
}

/// Whether one of them opens what the other sealed.
async fn are_same(one: &Keys, other: &Keys) -> bool {
    let place = Place {
        table: Table::Outbox,
        key: "a",
    };
    let (one, other) = (one.ring().await, other.ring().await);
    let sealed = one.expect("a ring").seal(place, b"bytes".to_vec()).await;
    let sealed = sealed.expect("it must be sealed");
    other.expect("a ring").open(place, sealed).await.is_ok()
}

async fn opens_by_passkey(person: &str, keys: &Keys) -> bool {
    match file(person).open_by_passkey(&SECRET).await {
        Ok(opened) => are_same(&opened, keys).await,
        Err(_) => false,
    }
}

#[wasm_bindgen_test]
async fn a_passkey_opens_the_key_that_the_password_opens() {
    let (person, keys) = with_passkey().await;
    assert!(opens_by_passkey(&person, &keys).await);
    let by_password = file(&person).open(PASSWORD).await.expect("the password");
    assert!(are_same(&by_password, &keys).await);
    let other = file(&person).open_by_passkey(&[8; 32]).await;
    assert!(other.is_err(), "another secret opens nothing");
    for hidden in [[7; 32], SECRET] {
        assert!(!on_the_disk(&person).contains(&cipher::to_hex(&hidden)));
    }
}

#[wasm_bindgen_test]
async fn a_passkey_goes_on_opening_while_the_key_stays() {
    let (person, mut keys) = with_passkey().await;
    sign_in(&person, (1, 7), "kata sandi baru").await;
    keys.resealed(&person);
    assert!(opens_by_passkey(&person, &keys).await);
    assert!(file(&person).open(PASSWORD).await.is_err());
}

#[wasm_bindgen_test]
async fn a_passkey_that_opened_another_key_is_outdated_until_it_is_added_again() {
    // A server that went back to a backup may give a number anew.
    for (number, byte) in [(2, 8), (1, 8)] {
        let (person, _) = with_passkey().await;
        let mut keys = sign_in(&person, (number, byte), PASSWORD).await;
        assert_eq!(*file(&person).passkey(), ByPasskey::Outdated);
        assert!(!opens_by_passkey(&person, &keys).await);
        keys.resealed(&person);
        let copy = copy(&keys).await;
        assert!(file(&person).keep_passkey(&person, ByPasskey::Opens(copy)));
        assert!(opens_by_passkey(&person, &keys).await);
    }
}

#[wasm_bindgen_test]
async fn no_passkey_seals_a_key_while_rows_wait_for_it() {
    let keys = sign_in(&ids::new_id(), (1, 7), PASSWORD).await;
    let copy = keys.copy_for(known_passkey(), &INPUT, &SECRET).await;
    assert!(copy.is_err());
}

#[wasm_bindgen_test]
async fn keys_that_lie_open_have_no_passkey() {
    let (person, mut keys) = with_passkey().await;
    let copy = copy(&keys).await;
    keys.keep_open(&person);
    assert_eq!(*file(&person).passkey(), ByPasskey::Outdated);
    assert!(!file(&person).keep_passkey(&person, ByPasskey::Opens(copy)));
    assert!(!opens_by_passkey(&person, &keys).await);
}

#[wasm_bindgen_test]
async fn a_file_from_before_there_were_passkeys_still_opens() {
    let person = ids::new_id();
    let keys = sign_in(&person, (1, 7), PASSWORD).await;
    let mut old: Value = serde_json::from_str(&on_the_disk(&person)).expect("JSON");
    let members = old.as_object_mut().expect("members");
    assert!(members.remove("passkey").is_some());
    assert!(Preference::Keys(&person).write(Some(&old.to_string())));
    assert_eq!(*file(&person).passkey(), ByPasskey::Never);
    let opened = file(&person).open(PASSWORD).await.expect("the password");
    assert!(are_same(&opened, &keys).await);
}
