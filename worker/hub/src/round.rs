//! One round of sync: changes in, outcomes and what others changed out.

use std::collections::BTreeSet;

use domain::kinds::SCHEMA;
use domain::validate::ProblemCode;
use sync::change::{Change, Op};
use sync::codes;
use sync::protocol::{Failure, MAX_AHEAD_MS, MAX_CHANGES, MAX_KEPT, Outcome, PROTOCOL, Request};

use crate::Hub;
use crate::answer::Answer;
use crate::commit::{Commit, hash};
use crate::database::{Database, DatabaseError, Statement};
use crate::error::HubError;
use crate::id::MAX_ID;
use crate::moved::{Answered, Moved};
use crate::plan::{Author, Histories, Plan, plan};
use crate::pull::pull;
use crate::references;
use crate::snapshot::{Snapshot, find_histories, int, settings};
use crate::sync_round::Counts;
use crate::view::View;

/// After so many aborts fewer changes are tried at once.
const WHOLE_TRIES: u32 = 3;
/// After so many aborts the device is asked to come back later.
pub(crate) const MAX_TRIES: u32 = 8;
/// Longest name of an app's version that is kept.
const MAX_APP: usize = 40;

impl<D: Database> Hub<'_, D> {
    /// Answers a request of a signed-in person. Whatever it answers, repeating the request is
    /// harmless.
    pub async fn sync(
        &self,
        person: &str,
        request: &Request,
        now_ms: i64,
        epoch: &str,
    ) -> Result<Answered, HubError> {
        check_envelope(request, epoch)?;
        let Pushed {
            outcomes,
            mark,
            waits,
            view,
            moved,
            conflicts,
            report,
        } = self.push(person, request, now_ms).await?;
        let touched: BTreeSet<&str> = request.changes[..outcomes.len()]
            .iter()
            .map(|change| change.record.as_str())
            .collect();
        let pulled = pull(
            self.database,
            view,
            &request.cursors,
            request.room,
            &touched,
            report,
        )
        .await?;
        let kept: Vec<&str> = request.kept.iter().map(String::as_str).collect();
        let erased = self.erased_among(&kept).await?;
        let answer = Answer {
            now_ms,
            turn: request.turn,
            epoch,
            outcomes: &outcomes,
            waits,
            records: &pulled.records,
            pages: &pulled.pages,
            heads: &pulled.heads,
            erased: &erased,
            mark,
        };
        let counts = Counts {
            sent: outcomes.len() as u64,
            refused: refused(&outcomes),
            received: pulled.pages.iter().map(|page| page.rows).sum(),
            conflicts,
        };
        Ok(Answered {
            text: answer.write()?,
            moved,
            counts,
        })
    }

    /// Takes in as many of the changes as possible.
    async fn push(&self, person: &str, request: &Request, now_ms: i64) -> Result<Pushed, HubError> {
        let mut most = request.changes.len();
        for tries in 0..MAX_TRIES {
            if tries >= WHOLE_TRIES {
                most = (most / 2).max(1);
            }
            match self.try_push(person, request, most, now_ms).await {
                Err(HubError::Database(DatabaseError::Aborted)) => {}
                result => return result,
            }
        }
        Err(HubError::Busy)
    }

    async fn try_push(
        &self,
        person: &str,
        request: &Request,
        most: usize,
        now_ms: i64,
    ) -> Result<Pushed, HubError> {
        let Request {
            replica, changes, ..
        } = request;
        // Of a request that only asks it is known already what to report.
        let only_asks = changes.is_empty();
        let early = only_asks.then(|| report(request, person, &[], now_ms));
        let early = early.transpose()?;
        let (snapshot, view) =
            Snapshot::read(self.database, *replica, person, changes, early).await?;
        if snapshot.owner.as_deref() != Some(person) {
            return Err(HubError::refused(codes::FOREIGN_REPLICA));
        }
        if snapshot.is_lost {
            return Err(HubError::refused(codes::DEVICE_LOST));
        }
        if snapshot.is_retired && request.pending == 0 {
            return Err(HubError::refused(codes::DEVICE_RETIRED));
        }
        check_cursors(request, &view)?;
        let mut outcomes = repeated(changes, &snapshot)?;
        let fresh = &changes[outcomes.len()..];
        // A device restamps only what was not consumed, so nothing else may be held against it.
        check_clock(fresh, now_ms, snapshot.mark)?;
        let mut fresh = &fresh[..fresh.len().min(most)];
        let mut waits = None;
        // Most requests only pull.
        if fresh.is_empty() {
            let late = (!only_asks).then(|| report(request, person, &outcomes, now_ms));
            let late = late.transpose()?;
            return Ok(Pushed::untaken(outcomes, snapshot.mark, waits, view, late));
        }
        let author = Author::Person(&view.actor, *replica);
        let earlier: Vec<_> = changes.iter().zip(&outcomes).collect();
        let mut plan = self.plan(&snapshot, author, &earlier, fresh).await?;
        if let Some(known) = beyond_knowledge(request.schema, &plan) {
            waits = Some(codes::SERVER_OLDER);
            fresh = &fresh[..known];
            if fresh.is_empty() {
                let late = Some(report(request, person, &outcomes, now_ms)?);
                return Ok(Pushed::untaken(outcomes, snapshot.mark, waits, view, late));
            }
            plan = self.plan(&snapshot, author, &earlier, fresh).await?;
        }
        outcomes.extend(plan.kept.iter().map(|(_, outcome)| outcome.clone()));
        let report = report(request, person, &outcomes, now_ms)?;
        let (view, moved) = self
            .commit(&snapshot, &plan, person, *replica, fresh, report)
            .await?;
        let conflicts = plan.new_conflicts(&snapshot);
        let mark = plan.mark(&snapshot);
        Ok(Pushed {
            outcomes,
            mark,
            waits,
            view,
            moved,
            conflicts,
            report: None,
        })
    }

    /// Plans the changes, with the history of those records that need it.
    async fn plan(
        &self,
        snapshot: &Snapshot,
        author: Author<'_>,
        earlier: &[(&Change, &Outcome)],
        changes: &[Change],
    ) -> Result<Plan, HubError> {
        if snapshot.is_retired {
            return Ok(Plan::refusing(snapshot, changes, codes::DEVICE_RETIRED));
        }
        let mut histories = Histories::new();
        loop {
            let plan = plan(snapshot, &histories, author, earlier, changes);
            if plan.missing.is_empty() {
                return Ok(plan);
            }
            histories.extend(find_histories(self.database, &plan.missing).await?);
        }
    }

    async fn commit(
        &self,
        snapshot: &Snapshot,
        plan: &Plan,
        person: &str,
        replica: u32,
        changes: &[Change],
        report: Statement,
    ) -> Result<(View, Moved), HubError> {
        let hashes = changes.iter().map(hash).collect::<Result<Vec<_>, _>>()?;
        // What the changes were judged by: rights, branches, whatever they refer to.
        let judged_by = changes.iter().flat_map(references::named);
        let settings = settings(&snapshot.records).map(|settings| settings.id.as_str());
        let guarded = judged_by.chain([person]).chain(settings).collect();
        let commit = Commit {
            snapshot,
            plan,
            replica,
            hashes: &hashes,
            guarded,
        };
        let mut statements = commit.statements()?;
        statements.push(report);
        let written = statements.len();
        statements.extend(View::statements(person));
        let answers = self.database.batch(statements).await?;
        Ok((View::read(&answers[written..])?, commit.moved()))
    }
}

/// What became of a request's changes.
struct Pushed {
    outcomes: Vec<Outcome>,
    /// Last change of the replica afterwards.
    mark: u64,
    /// Why the next change was not taken in, when there is one that was not.
    waits: Option<&'static str>,
    /// What the person sees afterwards.
    view: View,
    moved: Moved,
    /// Conflicts that were not there before.
    conflicts: u64,
    /// What is still to be noted of the device.
    report: Option<Statement>,
}

impl Pushed {
    /// Nothing that is new was taken in.
    fn untaken(
        outcomes: Vec<Outcome>,
        mark: u64,
        waits: Option<&'static str>,
        view: View,
        report: Option<Statement>,
    ) -> Self {
        Self {
            outcomes,
            mark,
            waits,
            view,
            moved: Moved::default(),
            conflicts: 0,
            report,
        }
    }
}

/// Place of the first change that an app newer than this server rightly says and that cannot be
/// judged here. The device keeps it, and all that follow, until the server is up to date.
fn beyond_knowledge(schema: u32, plan: &Plan) -> Option<usize> {
    const UNKNOWN: [&str; 5] = [
        codes::KIND_UNKNOWN,
        codes::FIELD_UNKNOWN,
        ProblemCode::NotAChoice.as_str(),
        ProblemCode::OutOfRange.as_str(),
        ProblemCode::WrongType.as_str(),
    ];
    let is_beyond = |code: &String| UNKNOWN.contains(&code.as_str());
    let mut kept = plan.kept.iter();
    (schema > SCHEMA.version)
        .then(|| kept.position(|(_, outcome)| outcome.code.as_ref().is_some_and(is_beyond)))
        .flatten()
}

fn check_envelope(request: &Request, epoch: &str) -> Result<(), HubError> {
    let code = if request.protocol < PROTOCOL {
        codes::APP_OLDER
    } else if request.protocol > PROTOCOL {
        codes::SERVER_OLDER
    } else if request.changes.len() > MAX_CHANGES
        || request.kept.len() > MAX_KEPT
        || request.changes.iter().any(has_long_id)
    {
        codes::MALFORMED
    } else if !request.epoch.is_empty() && request.epoch != epoch {
        codes::EPOCH
    } else {
        return Ok(());
    };
    Err(HubError::refused(code))
}

/// What names things is kept of every change, also of one that is too large.
fn has_long_id(change: &Change) -> bool {
    let branch = match &change.op {
        Op::Create { home } => home.as_deref(),
        Op::Share { branch, .. } | Op::Move { branch } => Some(branch.as_str()),
        _ => None,
    };
    let names = [&change.kind, &change.record, &change.person].map(String::as_str);
    let mut names = names.into_iter().chain(branch);
    names.any(|name| name.len() > MAX_ID)
}

/// A device that knows more of a feed than there is knows another database.
fn check_cursors(request: &Request, view: &View) -> Result<(), HubError> {
    let is_beyond = request.cursors.iter().any(|(feed, cursor)| {
        view.heads
            .get(feed)
            .is_some_and(|head| cursor.top.max(cursor.bottom) > head.head)
    });
    if is_beyond {
        Err(HubError::refused(codes::EPOCH))
    } else {
        Ok(())
    }
}

fn check_clock(changes: &[Change], now_ms: i64, mark: u64) -> Result<(), HubError> {
    let latest = u64::try_from(now_ms).unwrap_or(0) + MAX_AHEAD_MS;
    if changes.iter().all(|change| change.stamp.ms <= latest) {
        return Ok(());
    }
    Err(HubError::Refused(Failure {
        code: codes::CLOCK.to_owned(),
        now_ms: Some(now_ms),
        mark: Some(mark),
    }))
}

/// The stored outcomes of changes that were received before.
fn repeated(changes: &[Change], snapshot: &Snapshot) -> Result<Vec<Outcome>, HubError> {
    let mark = snapshot.mark;
    let is_gapless = changes
        .windows(2)
        .all(|pair| pair[0].seq.checked_add(1) == Some(pair[1].seq));
    if !is_gapless
        || changes
            .first()
            .is_some_and(|change| change.seq == 0 || change.seq > mark + 1)
    {
        let code = codes::GAP.to_owned();
        return Err(HubError::Refused(Failure {
            code,
            now_ms: None,
            mark: Some(mark),
        }));
    }
    let mut outcomes = Vec::new();
    for change in changes.iter().take_while(|change| change.seq <= mark) {
        let received = snapshot.received.get(&change.seq);
        match received {
            Some(received) if received.is(change)? => {
                outcomes.push(received.outcome.clone());
            }
            _ => return Err(HubError::refused(codes::REPLICA_REUSED)),
        }
    }
    Ok(outcomes)
}

fn refused(outcomes: &[Outcome]) -> u64 {
    let refused = outcomes.iter().filter(|outcome| outcome.code.is_some());
    refused.count() as u64
}

/// What head office sees of the device. Nothing where the request will be refused.
fn report(
    request: &Request,
    person: &str,
    outcomes: &[Outcome],
    now_ms: i64,
) -> Result<Statement, HubError> {
    const SQL: &str = "
        UPDATE replica SET last_sync_ms = ?2, pending = ?3, refused = ?4, clock_error_ms = ?5,
          app = ?6, repairs = ?7
        WHERE number = ?1 AND person = ?8 AND lost_ms IS NULL AND (retired_ms IS NULL OR ?9 > 0)";
    let taken = u32::try_from(outcomes.len()).unwrap_or(u32::MAX);
    let refused = refused(outcomes);
    let error = request
        .now_ms
        .saturating_sub(now_ms)
        .clamp(-MAX_CLOCK_ERROR, MAX_CLOCK_ERROR);
    let app: String = request.app.chars().take(MAX_APP).collect();
    Ok(Statement::new(
        SQL,
        [
            request.replica.into(),
            now_ms.into(),
            request.pending.saturating_sub(taken).into(),
            int(u64::from(request.refused) + refused)?.into(),
            error.into(),
            app.into(),
            request.repairs.into(),
            person.into(),
            request.pending.into(),
        ],
    ))
}

/// Ten years; a clock that is further off is off.
const MAX_CLOCK_ERROR: i64 = 10 * 365 * 24 * 60 * 60 * 1000;
