//! How everything that is taken along is read in one database and written in the other.
//!
//! What one database says of an account or a device counts before what the other says where the
//! audit trail shows that it was said later, so that an old copy never takes back what is newer.

/// How rows are read from the replaced database, each as JSON, and written into the restored one,
/// in this order: the lines of the audit trail are compared before they are joined.
pub const TAKEN: [(&str, &str); 7] = [
    (COUNTERS, TAKE_COUNTERS),
    (CREDENTIALS, TAKE_CREDENTIALS),
    (REPLICAS, TAKE_REPLICAS),
    (REPLICAS, TAKE_LOST),
    (DATA_KEYS, TAKE_DATA_KEYS),
    (BROWSERS, TAKE_BROWSERS),
    (AUDIT, TAKE_AUDIT),
];

/// The same for what only a database says that goes on from the backup.
pub const LATER: [(&str, &str); 2] = [(LEFT, TAKE_LEFT), (SESSIONS, TAKE_SESSIONS)];

const SESSIONS: &str = "
    SELECT json_object('token_hash', token_hash, 'person', person, 'expires_ms', expires_ms,
      'proof', proof) AS row
    FROM session";

const TAKE_SESSIONS: &str = "
    INSERT INTO session (token_hash, person, expires_ms, proof)
    SELECT value ->> '$.token_hash', record.id, value ->> '$.expires_ms', value ->> '$.proof'
    FROM json_each(?1) JOIN record ON record.id = value ->> '$.person'
    WHERE true ON CONFLICT DO NOTHING";

/// A session that has ended must not come back.
pub const FORGET_SESSIONS: &str = "DELETE FROM session";

/// The last line of the audit trail, if any, the numbers issued, and how much the server made itself.
pub const LAST: &str = "
    SELECT json_object('mark', mark, 'at_ms', at_ms, 'event', event, 'actor', actor,
      'subject', subject,
      'counters', (SELECT json_group_object(series, value) FROM counter)) AS row
    FROM replica LEFT JOIN (SELECT * FROM audit ORDER BY number DESC LIMIT 1)
    WHERE replica.number = 0";

pub const HAS_LAST: &str = "
    SELECT replica.number FROM replica
    WHERE replica.number = 0 AND replica.mark >= ?1 ->> '$.mark' AND (
      ?1 ->> '$.at_ms' IS NULL
      OR EXISTS (
        SELECT 1 FROM audit
        WHERE at_ms = ?1 ->> '$.at_ms' AND event = ?1 ->> '$.event'
          AND actor IS ?1 ->> '$.actor' AND subject IS ?1 ->> '$.subject'))
      AND NOT EXISTS (
        SELECT 1 FROM json_each(?1, '$.counters') AS issued
        LEFT JOIN counter ON counter.series = issued.key
        WHERE ifnull(counter.value, 0) < issued.value)";

/// Series that did not exist yet begin after the one without a name.
pub const BEGIN_SKIPPING: &str = "
    INSERT INTO counter (series, value) VALUES ('', 0) ON CONFLICT DO NOTHING";

pub const SKIP_NUMBERS: &str = "UPDATE counter SET value = value + ?1";

/// A replica that belongs to nobody: the next one is numbered after it. However old a backup is, half
/// of the numbers that were left stay.
pub const SKIP_REPLICAS: &str = "
    INSERT INTO replica (number, person, device, label, mark, last_sync_ms, pending, refused,
      clock_error_ms, app)
    SELECT max(number) + max(1, min(?1, (?2 - max(number)) / 2)), '', '', '', 0, 0, 0, 0, 0, ''
    FROM replica";

/// A device that has erased itself needs its keys no more.
pub const FORGET_ERASED_KEYS: &str = "
    DELETE FROM data_key WHERE EXISTS (
      SELECT 1 FROM replica
      WHERE replica.person = data_key.person AND replica.device = data_key.device
      GROUP BY person, device HAVING count(*) = count(erased_ms))";

const COUNTERS: &str = "SELECT json_object('series', series, 'value', value) AS row FROM counter";

const TAKE_COUNTERS: &str = "
    INSERT INTO counter (series, value)
    SELECT value ->> '$.series', value ->> '$.value' FROM json_each(?1) WHERE true
    ON CONFLICT (series) DO UPDATE SET value = max(counter.value, excluded.value)";

const CREDENTIALS: &str = "
    SELECT json_object('person', credential.person, 'hash', hash, 'must_change', must_change,
      'sample', sample, 'disabled', disabled, 'at_ms', ifnull(changed.at_ms, 0)) AS row
    FROM credential LEFT JOIN (
      SELECT coalesce(subject, actor) AS person, max(at_ms) AS at_ms FROM audit
      WHERE event IN ('set_up', 'password_changed', 'start_password_given', 'access_ended')
      GROUP BY 1
    ) AS changed ON changed.person = credential.person";

const TAKE_CREDENTIALS: &str = "
    INSERT INTO credential (person, hash, must_change, sample, disabled)
    SELECT
      record.id, new.value ->> '$.hash', new.value ->> '$.must_change',
      new.value ->> '$.sample', new.value ->> '$.disabled'
    FROM json_each(?1) AS new
    JOIN record ON record.id = new.value ->> '$.person'
    LEFT JOIN (
      SELECT coalesce(subject, actor) AS person, max(at_ms) AS at_ms FROM audit
      WHERE event IN ('set_up', 'password_changed', 'start_password_given', 'access_ended')
      GROUP BY 1
    ) AS changed ON changed.person = record.id
    WHERE new.value ->> '$.at_ms' >= ifnull(changed.at_ms, 0)
    ON CONFLICT (person) DO UPDATE SET hash = excluded.hash, must_change = excluded.must_change,
      sample = excluded.sample, disabled = excluded.disabled";

// Somebody who has left since is present again in the records of the backup.
const LEFT: &str = "
    SELECT json_object('person', id) AS row FROM record
    WHERE kind = 'staff' AND (doc ->> '$.f.active' = 0 OR doc ->> '$.a' IS NOT NULL)";

const TAKE_LEFT: &str = "
    UPDATE credential SET disabled = 1
    FROM json_each(?1) AS gone JOIN record ON record.id = gone.value ->> '$.person'
    WHERE credential.person = record.id
      AND record.doc ->> '$.f.active' IS NOT 0 AND record.doc ->> '$.a' IS NULL";

const REPLICAS: &str = "
    SELECT json_object('number', number, 'person', person, 'device', device, 'label', label,
      'last_sync_ms', last_sync_ms, 'lost_ms', lost_ms, 'retired_ms', retired_ms,
      'erased_ms', erased_ms, 'found_ms', taken_back.found_ms, 'kept_ms', taken_back.kept_ms) AS row
    FROM replica LEFT JOIN (
      SELECT subject, max(iif(event = 'device_found', at_ms, NULL)) AS found_ms,
        max(iif(event = 'device_kept', at_ms, NULL)) AS kept_ms
      FROM audit WHERE event IN ('device_found', 'device_kept') GROUP BY subject
    ) AS taken_back ON taken_back.subject = replica.person";

// Nothing that they sent is here, so they begin anew and keep their numbers.
const TAKE_REPLICAS: &str = "
    INSERT INTO replica (number, person, device, label, mark, last_sync_ms, pending, refused,
      clock_error_ms, app)
    SELECT
      value ->> '$.number', value ->> '$.person', value ->> '$.device', value ->> '$.label', 0,
      value ->> '$.last_sync_ms', 0, 0, 0, ''
    FROM json_each(?1) WHERE true
    ON CONFLICT DO NOTHING";

const TAKE_LOST: &str = "
    UPDATE replica SET
      lost_ms = iif(new.lost_ms IS NULL AND new.found_ms > replica.lost_ms, NULL,
        coalesce(new.lost_ms, replica.lost_ms)),
      retired_ms = iif(new.retired_ms IS NULL AND new.kept_ms > replica.retired_ms, NULL,
        coalesce(new.retired_ms, replica.retired_ms)),
      erased_ms = coalesce(new.erased_ms, replica.erased_ms)
    FROM (
      SELECT
        value ->> '$.person' AS person, value ->> '$.device' AS device,
        max(value ->> '$.lost_ms') AS lost_ms, max(value ->> '$.erased_ms') AS erased_ms,
        max(value ->> '$.retired_ms') AS retired_ms, max(value ->> '$.found_ms') AS found_ms,
        max(value ->> '$.kept_ms') AS kept_ms
      FROM json_each(?1) GROUP BY 1, 2
    ) AS new
    WHERE replica.person = new.person AND replica.device = new.device";

const DATA_KEYS: &str = "
    SELECT json_object('person', person, 'device', device, 'number', number, 'key', key,
      'unlock', unlock) AS row
    FROM data_key";

const TAKE_DATA_KEYS: &str = "
    INSERT INTO data_key (person, device, number, key, unlock)
    SELECT
      record.id, value ->> '$.device', value ->> '$.number', value ->> '$.key',
      value ->> '$.unlock'
    FROM json_each(?1) JOIN record ON record.id = value ->> '$.person'
    WHERE true ON CONFLICT DO NOTHING";

const BROWSERS: &str = "
    SELECT json_object('token_hash', token_hash, 'person', person) AS row FROM known_browser";

const TAKE_BROWSERS: &str = "
    INSERT INTO known_browser (token_hash, person)
    SELECT value ->> '$.token_hash', record.id
    FROM json_each(?1) JOIN record ON record.id = value ->> '$.person'
    WHERE true ON CONFLICT DO NOTHING";

// Equal lines are told apart by how many came before.
const AUDIT: &str = "
    SELECT json_object('at_ms', at_ms, 'event', event, 'actor', actor, 'subject', subject, 'nth',
      row_number() OVER (PARTITION BY at_ms, event, actor, subject ORDER BY number)) AS row
    FROM audit ORDER BY number";

const TAKE_AUDIT: &str = "
    INSERT INTO audit (at_ms, event, actor, subject)
    SELECT
      new.value ->> '$.at_ms', new.value ->> '$.event', new.value ->> '$.actor',
      new.value ->> '$.subject'
    FROM json_each(?1) AS new
    LEFT JOIN (
      SELECT at_ms, event, actor, subject,
        row_number() OVER (PARTITION BY at_ms, event, actor, subject ORDER BY number) AS nth
      FROM audit
    ) AS own
      ON own.at_ms = new.value ->> '$.at_ms' AND own.nth = new.value ->> '$.nth'
      AND own.event = new.value ->> '$.event' AND own.actor IS new.value ->> '$.actor'
      AND own.subject IS new.value ->> '$.subject'
    WHERE own.at_ms IS NULL
    ORDER BY new.key";
