//! Calls over HTTP: encrypted, paced, with a deadline, repeated where nothing can be done twice.
//!
//! What a call means is not known here. A redirect is not followed: it would carry the secret away.

use std::error::Error;
use std::time::Duration;

use reqwest::header::{ACCEPT, CONTENT_TYPE, HeaderValue, LOCATION, RETRY_AFTER};
use reqwest::redirect::Policy;
use tokio::time::Instant;

use super::activity::Told;
use super::batch::{self, Answer, Command, MOST};
use super::failure::{Cause, Failure, Treatment};
use super::pace::{Limits, Pace};
use super::secret::Webhook;
use super::wire::{Envelope, Reply};
use crate::text::harmless_line;

/// How long to wait for a connection.
const CONNECT: Duration = Duration::from_secs(10);
/// How long to wait for a whole reply: the cloud breaks a request off after a minute.
const REPLY: Duration = Duration::from_secs(65);
/// How often a call is tried.
const ATTEMPTS: u32 = 8;
/// How often a portal that is busy is asked for a look at it.
const LOOKS: u32 = 3;
/// The first pause before another attempt; each further one is twice as long.
const PAUSE: Duration = Duration::from_millis(500);
/// The largest reply that is taken in, in bytes.
const LARGEST: usize = 64 << 20;

/// Whether a call may be repeated when nobody knows whether it was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    /// It changes nothing.
    Read,
    /// It changes something.
    Write,
}

/// The way to one portal.
#[derive(Debug)]
pub(super) struct Client {
    http: reqwest::Client,
    webhook: Webhook,
    pace: Pace,
}

impl Client {
    /// Makes a client. Nothing is sent yet.
    pub(super) fn new(webhook: Webhook, limits: Limits) -> Result<Self, Failure> {
        let tls = tls(webhook.is_encrypted())?;
        let builder = reqwest::Client::builder();
        // What goes to this machine unencrypted must not leave it through a proxy.
        let builder = if webhook.is_local() { builder.no_proxy() } else { builder };
        let http = builder
            .tls_backend_preconfigured(tls)
            .https_only(!webhook.is_local())
            .redirect(Policy::none())
            .connect_timeout(CONNECT)
            .timeout(REPLY)
            .user_agent(concat!("sverka/", env!("CARGO_PKG_VERSION")))
            .build()
            .map_err(|error| Failure::OutOfReach(words(&error.without_url())))?;
        Ok(Self { http, webhook, pace: Pace::new(limits) })
    }

    pub(super) const fn webhook(&self) -> &Webhook {
        &self.webhook
    }

    /// Where it is told what is waited for.
    pub(super) const fn told(&self) -> &Told {
        self.pace.told()
    }

    pub(super) const fn limits(&self) -> Limits {
        self.pace.limits()
    }

    pub(super) const fn pace(&self) -> &Pace {
        &self.pace
    }

    /// How many calls of a method may go into one request now.
    pub(super) async fn room(&self, method: &str, wanted: usize) -> usize {
        self.pace.room(method, wanted).await.min(MOST)
    }

    /// Runs commands in one request, at most [`MOST`]. Reads are repeated until all of them have an
    /// answer, since a command may refer to one before it; of writes every command has its own.
    pub(super) async fn batch(&self, commands: &[Command], purpose: Purpose) -> Result<Vec<Answer>, Failure> {
        let body = batch::body(commands);
        let mut pauses = Pauses::default();
        loop {
            let reply = self.send("batch", &body, purpose, &mut pauses).await?;
            let answers = batch::answers(&reply, commands);
            for (command, answer) in commands.iter().zip(&answers) {
                match answer {
                    Ok(reply) => self.pace.note(command.method, &reply.times),
                    Err(Failure::OutOfTime { after }) => self.pace.out_of_time(command.method, *after),
                    Err(_) => {}
                }
            }
            let failed = commands.iter().zip(&answers).find_map(|(command, answer)| match answer {
                Err(failure) if failure.treatment() != Treatment::Take => Some((command, failure)),
                _ => None,
            });
            match failed {
                Some((_, failure)) if failure.treatment() == Treatment::Stop && purpose == Purpose::Read => {
                    return Err(failure.clone());
                }
                Some((command, failure)) if purpose == Purpose::Read => {
                    pauses.next(failure, self.told()).await?;
                    self.pace.room(command.method, 1).await;
                }
                _ => return Ok(answers),
            }
        }
    }

    /// Asks a few times at most, each command for itself: for a look at a portal, where a failure is
    /// an answer too.
    pub(super) async fn look(&self, commands: &[Command]) -> Result<Vec<Answer>, Failure> {
        let body = batch::body(commands);
        for _ in 0..LOOKS {
            match self.once("batch", &body).await {
                Err(Failure::Busy) => self.pace.full(),
                other => return Ok(batch::answers(&other?, commands)),
            }
        }
        Err(Failure::Busy)
    }

    /// Sends until there is an answer, an error that no repetition mends, or no patience left.
    async fn send(&self, method: &str, body: &str, purpose: Purpose, pauses: &mut Pauses) -> Result<Reply, Failure> {
        loop {
            let failure = match self.once(method, body).await {
                Ok(reply) => return Ok(reply),
                Err(failure) => failure,
            };
            match failure.treatment() {
                Treatment::Stop | Treatment::Take => return Err(failure),
                Treatment::Ask if purpose == Purpose::Write => return Err(failure),
                Treatment::BackOff | Treatment::Wait(_) | Treatment::Ask => pauses.next(&failure, self.told()).await?,
            }
            if failure == Failure::Busy {
                self.pace.full();
            }
        }
    }

    async fn once(&self, method: &str, body: &str) -> Result<Reply, Failure> {
        let Some(address) = self.webhook.method(method) else {
            return Err(Failure::OutOfReach(self.webhook.portal().to_owned()));
        };
        self.pace.hit().await;
        let request =
            self.http.post(address).header(ACCEPT, "application/json").header(CONTENT_TYPE, "application/json");
        let mut response = request.body(body.to_owned()).send().await.map_err(broken)?;
        self.pace.replied();
        if response.status().is_redirection() {
            return Err(moved(response.headers().get(LOCATION)));
        }
        let status = response.status().as_u16();
        let seconds = response.headers().get(RETRY_AFTER).and_then(|value| value.to_str().ok());
        let retry_after = seconds.and_then(|seconds| seconds.trim().parse().ok()).map(Duration::from_secs);
        let mut bytes = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(broken)? {
            bytes.extend_from_slice(&chunk);
            if bytes.len() > LARGEST {
                return Err(Failure::Silent("the reply is too long".to_owned()));
            }
        }
        let text = String::from_utf8_lossy(&bytes);
        match Envelope::read(status, &text) {
            Envelope::Good(reply) => Ok(reply),
            Envelope::Bad(refused) => Err(Failure::of(refused, retry_after)),
            Envelope::Other if status == 429 => Err(Failure::OutOfTime { after: retry_after }),
            Envelope::Other => Err(Failure::Silent(format!("status {status}"))),
        }
    }
}

/// Attempts of one call and the pauses between them.
#[derive(Debug, Default)]
struct Pauses {
    taken: u32,
}

impl Pauses {
    /// Waits before another attempt, or gives the failure back when there were enough.
    async fn next(&mut self, failure: &Failure, told: &Told) -> Result<(), Failure> {
        self.taken += 1;
        if self.taken >= ATTEMPTS {
            return Err(failure.clone());
        }
        let pause = PAUSE * 2_u32.saturating_pow(self.taken - 1);
        let pause = match failure.treatment() {
            Treatment::Wait(Some(after)) => after.max(pause),
            _ => pause,
        };
        told.wait(Instant::now() + pause, failure.pause()).await;
        Ok(())
    }
}

/// TLS with the roots of the system, by ring; without any where nothing will be encrypted.
fn tls(encrypted: bool) -> Result<rustls::ClientConfig, Failure> {
    use rustls_platform_verifier::BuilderVerifierExt as _;
    let provider = std::sync::Arc::new(rustls::crypto::ring::default_provider());
    let builder = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| Failure::OutOfReach(harmless_line(&error.to_string())))?;
    let verified = if encrypted {
        let no_roots = |error: rustls::Error| stop(Cause::NoRoots, &error.to_string());
        builder.with_platform_verifier().map_err(no_roots)?
    } else {
        builder.with_root_certificates(rustls::RootCertStore::empty())
    };
    Ok(verified.with_no_client_auth())
}

/// Why no whole answer came, without the address, which is the secret.
fn broken(error: reqwest::Error) -> Failure {
    let is_connect = error.is_connect();
    let error = error.without_url();
    match refused_certificate(&error) {
        Some(why) => stop(Cause::Certificate, &why),
        None if is_connect => Failure::OutOfReach(words(&error)),
        None => Failure::Silent(words(&error)),
    }
}

/// What is wrong with the portal's certificate, if that is why.
fn refused_certificate(error: &(dyn Error + 'static)) -> Option<String> {
    chain(error).find_map(|error| match error.downcast_ref() {
        Some(rustls::Error::InvalidCertificate(why)) => Some(why.to_string()),
        _ => None,
    })
}

/// Somebody sends us to another address. Its host may be shown, what stands behind it may be the
/// secret.
fn moved(location: Option<&HeaderValue>) -> Failure {
    let address = location.and_then(|location| reqwest::Url::parse(location.to_str().ok()?).ok());
    stop(Cause::Moved, address.as_ref().and_then(reqwest::Url::host_str).unwrap_or("—"))
}

fn stop(cause: Cause, words: &str) -> Failure {
    Failure::Stop { cause, words: harmless_line(words) }
}

/// The words at the bottom of an error.
fn words(error: &(dyn Error + 'static)) -> String {
    harmless_line(&chain(error).last().map(ToString::to_string).unwrap_or_default())
}

/// An error and those below it. One of the system hides the one that it carries behind its own
/// words.
fn chain<'error>(error: &'error (dyn Error + 'static)) -> impl Iterator<Item = &'error (dyn Error + 'static)> {
    std::iter::successors(Some(error), |&error| {
        let carried = error.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref);
        carried.map(|carried| carried as &(dyn Error + 'static)).or_else(|| error.source())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_certificate_is_found_below_an_error_of_the_system() {
        let certificate = rustls::Error::InvalidCertificate(rustls::CertificateError::UnknownIssuer);
        let error = std::io::Error::other(std::io::Error::other(certificate));
        assert!(refused_certificate(&error).is_some());
        assert!(refused_certificate(&std::io::Error::other("UnknownIssuer")).is_none());
    }

    #[test]
    fn of_another_address_the_host_is_told_and_no_more() {
        let location = HeaderValue::from_static("https://new.bitrix24.ru/rest/1/k7q2v9z4x1c8b5n3/batch.json");
        let Failure::Stop { cause: Cause::Moved, words } = moved(Some(&location)) else { panic!("a stop") };
        assert_eq!(words, "new.bitrix24.ru");
        assert!(matches!(moved(Some(&HeaderValue::from_static("/login"))), Failure::Stop { .. }));
    }
}
