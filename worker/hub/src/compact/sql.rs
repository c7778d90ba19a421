//! The statements of compaction.

/// Where every feed and replica is at the moment `?1`, unless it was there before.
pub const NOTE_MARKS: [&str; 2] = [
    "INSERT INTO feed_mark (feed, at_ms, number)
     SELECT feed, ?1, head FROM feed
     WHERE head > ifnull((SELECT max(number) FROM feed_mark AS mark WHERE mark.feed = feed.feed), 0)
     ON CONFLICT DO NOTHING",
    "INSERT INTO replica_mark (replica, at_ms, seq)
     SELECT number, ?1, mark FROM replica
     WHERE mark > ifnull((SELECT max(seq) FROM replica_mark WHERE replica = number), 0)
     ON CONFLICT DO NOTHING",
];

/// Marks before `?1` are needed up to the last one.
pub const FORGET_MARKS: [&str; 2] = [
    "DELETE FROM feed_mark WHERE at_ms < (
       SELECT max(at_ms) FROM feed_mark AS later
       WHERE later.feed = feed_mark.feed AND later.at_ms <= ?1)",
    "DELETE FROM replica_mark WHERE at_ms < (
       SELECT max(at_ms) FROM replica_mark AS later
       WHERE later.replica = replica_mark.replica AND later.at_ms <= ?1)",
];

/// A floor is the greatest number of a row that is about to be removed.
pub const RAISE_FLOORS: &str = "
    UPDATE feed SET floor = old.number
    FROM (
      SELECT feed.feed, max(feed_row.number) AS number
      FROM feed CROSS JOIN feed_row ON feed_row.feed = feed.feed AND feed_row.number > feed.floor
      WHERE feed_row.gone = 1 AND feed_row.number <= (
        SELECT max(number) FROM feed_mark AS mark WHERE mark.feed = feed.feed AND mark.at_ms <= ?1)
      GROUP BY feed.feed
    ) AS old
    WHERE feed.feed = old.feed";

pub const FORGET_GONE: &str = "
    DELETE FROM feed_row WHERE (feed, record) IN (
      SELECT feed_row.feed, feed_row.record
      FROM feed CROSS JOIN feed_row ON feed_row.feed = feed.feed AND feed_row.number <= feed.floor
      WHERE feed_row.gone = 1)";

/// A replica with changes before `?1` that were not condensed yet and are not among its last `?2`.
pub const NEXT: &str = "
    SELECT replica.number AS replica, replica.condensed,
      min(max(old.seq), replica.mark - CAST(?2 AS INTEGER)) AS until
    FROM replica_mark AS old JOIN replica ON replica.number = old.replica
    WHERE old.at_ms <= ?1
    GROUP BY replica.number
    HAVING until > replica.condensed
    LIMIT 1";

/// The records that the changes of replica `?1` after `?2` up to `?3` are about.
pub const RECORDS: &str = "
    SELECT doc FROM record WHERE id IN (
      SELECT record FROM change WHERE replica = ?1 AND seq > ?2 AND seq <= ?3)";

/// The applied changes of the records `?1` that are before `?2` and not among the last `?3` of
/// their replica.
pub const OLD: &str = "
    SELECT change.replica, change.seq, change.body
    FROM json_each(?1) AS named
    CROSS JOIN change ON change.record = named.value
    CROSS JOIN replica ON replica.number = change.replica
    WHERE change.code IS NULL AND change.seq <= replica.mark - ?3 AND change.seq <= (
      SELECT max(seq) FROM replica_mark WHERE replica = change.replica AND at_ms <= ?2)";

pub const FORGET_CHANGES: &str = "
    DELETE FROM change WHERE (replica, seq) IN (
      SELECT value ->> '$.replica', value ->> '$.seq' FROM json_each(?1))";

/// What was erased since it was read stays so.
pub const REWRITE_CHANGES: &str = "
    UPDATE change SET body = new.value ->> '$.body' FROM json_each(?1) AS new
    WHERE change.replica = new.value ->> '$.replica' AND change.seq = new.value ->> '$.seq'
      AND change.hash <> ''";

/// Refused changes about which somebody decided.
pub const FORGET_DECIDED: [&str; 2] = [
    "DELETE FROM change WHERE replica = ?1 AND seq > ?2 AND seq <= ?3 AND code IS NOT NULL
       AND EXISTS (
         SELECT 1 FROM decision
         WHERE decision.replica = change.replica AND decision.seq = change.seq)",
    "DELETE FROM decision WHERE replica = ?1 AND seq > ?2 AND seq <= ?3",
];

pub const CONDENSED: &str = "UPDATE replica SET condensed = ?2 WHERE number = ?1";
