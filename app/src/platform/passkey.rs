//! Passkeys that give a secret: WebAuthn with its extension PRF (WebAuthn Level 3, 10.1.4).

use js_sys::{Array, Function, Object, Reflect, Uint8Array};
use serde::{Deserialize, Serialize};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AuthenticationExtensionsClientInputs, AuthenticatorSelectionCriteria,
    CredentialCreationOptions, CredentialRequestOptions, CredentialsContainer, PublicKeyCredential,
    PublicKeyCredentialCreationOptions, PublicKeyCredentialDescriptor,
    PublicKeyCredentialParameters, PublicKeyCredentialRequestOptions, PublicKeyCredentialRpEntity,
    PublicKeyCredentialType, PublicKeyCredentialUserEntity, UserVerificationRequirement,
};

use super::random;

const CLASS: &str = "PublicKeyCredential";
/// ES256 and RS256, which all authenticators together know.
const ALGORITHMS: [i32; 2] = [-7, -257];
const CHALLENGE_BYTES: usize = 32;
/// Somebody looks for their key, but does not leave for lunch.
const TIMEOUT_MS: u32 = 120_000;

/// Why there is no secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PasskeyError {
    /// The person cancelled, was not recognised or let the time pass, or the passkey is gone;
    /// browsers do not tell which.
    #[error("the browser gave no passkey")]
    Refused,
    /// The authenticator has passkeys, but they give no secrets.
    #[error("the passkey gives no secret")]
    NoSecret,
}

/// By what a passkey is found again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passkey {
    /// Its id, as base64url without padding.
    id: String,
    /// How the browser reaches it, so that it does not ask the person for it.
    transports: Vec<String>,
}

/// For whom a passkey is made.
#[derive(Debug, Clone, Copy)]
pub struct Owner<'a> {
    /// What authenticators know them by; another passkey for the same one takes the place of the
    /// first. It names nobody.
    pub handle: &'a [u8],
    /// By what they tell it from others of theirs.
    pub address: &'a str,
    /// Their name.
    pub name: &'a str,
}

/// Whether this browser knows passkeys on this page.
pub fn is_available() -> bool {
    class().is_some() && container().is_some()
}

/// Makes a passkey, and the secret that it gives for an input. One that gives none is of no use and
/// forgotten again.
pub async fn create(
    app: &str,
    owner: Owner<'_>,
    input: &[u8],
) -> Result<(Passkey, Vec<u8>), PasskeyError> {
    let options = CredentialCreationOptions::new();
    options.set_public_key(&creation(app, owner, input));
    let creating = container().map(|container| container.create_with_options(&options));
    let made = settled(creating).await?;
    let passkey = Passkey {
        id: made.id(),
        transports: transports(&made),
    };
    let given = match secret_in(&made) {
        // Many authenticators give it only when they are asked again.
        None if is_enabled(&made) => secret(&passkey, input).await,
        given => given.ok_or(PasskeyError::NoSecret),
    };
    if given.is_err() {
        forget(&passkey);
    }
    given.map(|secret| (passkey, secret))
}

/// Asks the person for the passkey, and it for its secret for an input: always the same one.
pub async fn secret(passkey: &Passkey, input: &[u8]) -> Result<Vec<u8>, PasskeyError> {
    let options = CredentialRequestOptions::new();
    options.set_public_key(&request(passkey, input).ok_or(PasskeyError::Refused)?);
    let asking = container().map(|container| container.get_with_options(&options));
    let shown = settled(asking).await?;
    secret_in(&shown).ok_or(PasskeyError::NoSecret)
}

/// Tells whatever keeps the passkey that nothing knows it any more. Where browsers cannot do that
/// it stays, and opens nothing.
pub fn forget(passkey: &Passkey) {
    let host = web_sys::window().and_then(|window| window.location().hostname().ok());
    let signal = class().and_then(|class| {
        let signal = Reflect::get(&class, &"signalUnknownCredential".into()).ok()?;
        Some((class, signal.dyn_into::<Function>().ok()?))
    });
    if let (Some(host), Some((class, signal))) = (host, signal) {
        let which = object(&[
            ("rpId", host.into()),
            ("credentialId", (&passkey.id).into()),
        ]);
        let _ = signal.call1(&class, &which);
    }
}

fn creation(app: &str, owner: Owner<'_>, input: &[u8]) -> PublicKeyCredentialCreationOptions {
    let kind = PublicKeyCredentialType::PublicKey;
    let algorithms = ALGORITHMS.map(|number| PublicKeyCredentialParameters::new(number, kind));
    let handle = Uint8Array::from(owner.handle);
    let options = PublicKeyCredentialCreationOptions::new(
        &challenge(),
        &algorithms.iter().collect::<Array>(),
        &PublicKeyCredentialRpEntity::new(app),
        &PublicKeyCredentialUserEntity::new(owner.address, owner.name, &handle),
    );
    let wanted = AuthenticatorSelectionCriteria::new();
    // Phones give secrets only with passkeys that they list, and security keys with all.
    wanted.set_resident_key("preferred");
    wanted.set_user_verification(UserVerificationRequirement::Required);
    options.set_authenticator_selection(&wanted);
    options.set_extensions(&asking_for(input));
    options.set_timeout(TIMEOUT_MS);
    options
}

fn request(passkey: &Passkey, input: &[u8]) -> Option<PublicKeyCredentialRequestOptions> {
    let options = PublicKeyCredentialRequestOptions::new(&challenge());
    let id = from_base64url(&passkey.id)?;
    let kind = PublicKeyCredentialType::PublicKey;
    let wanted = PublicKeyCredentialDescriptor::new(&Uint8Array::from(id.as_slice()), kind);
    if !passkey.transports.is_empty() {
        let transports = passkey.transports.iter().map(JsValue::from);
        wanted.set_transports(&transports.collect::<Array>());
    }
    options.set_allow_credentials(&Array::of1(&wanted));
    options.set_user_verification(UserVerificationRequirement::Required);
    options.set_extensions(&asking_for(input));
    options.set_timeout(TIMEOUT_MS);
    Some(options)
}

/// Nobody checks what is signed: what counts is the secret, which nobody else can give.
fn challenge() -> Uint8Array {
    Uint8Array::from(random::bytes::<CHALLENGE_BYTES>().as_slice())
}

fn asking_for(input: &[u8]) -> AuthenticationExtensionsClientInputs {
    let inputs = object(&[("first", Uint8Array::from(input).into())]);
    let prf = object(&[("eval", inputs.into())]);
    object(&[("prf", prf.into())]).unchecked_into()
}

fn secret_in(credential: &PublicKeyCredential) -> Option<Vec<u8>> {
    let results = Reflect::get(&prf(credential)?, &"results".into()).ok()?;
    let first = Reflect::get(&results, &"first".into()).ok()?;
    let bytes = Uint8Array::new(&first).to_vec();
    (!bytes.is_empty()).then_some(bytes)
}

fn is_enabled(credential: &PublicKeyCredential) -> bool {
    let enabled = prf(credential).and_then(|prf| Reflect::get(&prf, &"enabled".into()).ok());
    enabled.is_some_and(|enabled| enabled.is_truthy())
}

/// What the authenticator answered to the extension.
fn prf(credential: &PublicKeyCredential) -> Option<JsValue> {
    let answers = called(credential, "getClientExtensionResults")?;
    let prf = Reflect::get(&answers, &"prf".into()).ok()?;
    prf.is_object().then_some(prf)
}

fn transports(made: &PublicKeyCredential) -> Vec<String> {
    let response = Reflect::get(made, &"response".into()).ok();
    let words = response.and_then(|response| called(&response, "getTransports"));
    let words = words.map(|words| Array::from(&words)).unwrap_or_default();
    words.iter().filter_map(|word| word.as_string()).collect()
}

/// What a method answers. Add-ons that keep passkeys put objects of their own in place of the
/// browser's, so that none can be taken for granted.
fn called(object: &JsValue, method: &str) -> Option<JsValue> {
    let method = Reflect::get(object, &method.into()).ok()?;
    method.dyn_into::<Function>().ok()?.call0(object).ok()
}

/// The class is missing in old browsers and where the page did not come over a secure connection.
fn class() -> Option<JsValue> {
    let class = Reflect::get(web_sys::window()?.as_ref(), &CLASS.into()).ok()?;
    class.is_function().then_some(class)
}

fn container() -> Option<CredentialsContainer> {
    let container = web_sys::window()?.navigator().credentials();
    (!container.is_undefined()).then_some(container)
}

async fn settled(
    asked: Option<Result<js_sys::Promise, JsValue>>,
) -> Result<PublicKeyCredential, PasskeyError> {
    let asked = asked.and_then(Result::ok).ok_or(PasskeyError::Refused)?;
    let answer = JsFuture::from(asked).await;
    let answer = answer.ok().filter(JsValue::is_object);
    answer
        .map(JsCast::unchecked_into)
        .ok_or(PasskeyError::Refused)
}

fn object(members: &[(&str, JsValue)]) -> Object {
    let object = Object::new();
    for (name, value) in members {
        let _ = Reflect::set(&object, &(*name).into(), value);
    }
    object
}

fn from_base64url(text: &str) -> Option<Vec<u8>> {
    let text = text.replace('-', "+").replace('_', "/");
    let bytes = web_sys::window()?.atob(&text).ok()?;
    bytes.chars().map(|byte| u8::try_from(byte).ok()).collect()
}
