//! The server's database, and what goes wrong between a request and it.

use std::cell::{Cell, RefCell};

use hub::restore::complete;
use hub::sqlite::Sqlite;
use hub::{Database, DatabaseError, Erasure, Hub, HubError, Moved, Row, Statement};
use sync::protocol::Request;

/// What a table's rows are put back with, and how they are read.
const TABLES: [(&str, &str, &[&str]); 6] = [
    (
        "SELECT id, kind, root, version, hash, doc FROM record",
        "INSERT INTO record (id, kind, root, version, hash, doc) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        &["id", "kind", "root", "version", "hash", "doc"],
    ),
    (
        "SELECT feed, head, count, sum, floor FROM feed",
        "INSERT INTO feed (feed, head, count, sum, floor) VALUES (?1, ?2, ?3, ?4, ?5)",
        &["feed", "head", "count", "sum", "floor"],
    ),
    (
        "SELECT feed, record, number, gone FROM feed_row",
        "INSERT INTO feed_row (feed, record, number, gone) VALUES (?1, ?2, ?3, ?4)",
        &["feed", "record", "number", "gone"],
    ),
    (
        "SELECT number, person, device, mark FROM replica",
        "INSERT OR REPLACE INTO replica (number, person, device, label, mark, last_sync_ms,
           pending, refused, clock_error_ms, app)
         VALUES (?1, ?2, ?3, '', ?4, 0, 0, 0, 0, '')",
        &["number", "person", "device", "mark"],
    ),
    (
        "SELECT replica, seq, record, hash, code, path, body FROM change",
        "INSERT INTO change (replica, seq, record, hash, code, path, body)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        &["replica", "seq", "record", "hash", "code", "path", "body"],
    ),
    (
        "SELECT series, value FROM counter",
        "INSERT INTO counter (series, value) VALUES (?1, ?2)",
        &["series", "value"],
    ),
];

/// A database kept aside.
#[derive(Debug, Clone)]
pub struct Backup {
    made_ms: i64,
    tables: Vec<Vec<Row>>,
}

/// What happens at an operation of the database.
#[derive(Debug, Clone)]
pub enum Trouble {
    /// The server dies before it.
    DiesBefore,
    /// The server dies after so many statements of its batch.
    DiesWithin(usize),
    /// The server dies after it, before anybody hears of it.
    DiesAfter,
    /// Another request is served whole just before it.
    Rival(Box<Rival>),
}

/// A request that comes in the middle of another.
#[derive(Debug, Clone)]
pub struct Rival {
    /// Place of the device that sent it.
    pub device: usize,
    /// Whose it is.
    pub person: &'static str,
    /// The request.
    pub request: Request,
}

/// The database as the hub sees it.
pub struct Server {
    data: Sqlite,
    epoch: u32,
    now_ms: Cell<i64>,
    operations: Cell<usize>,
    planned: RefCell<Vec<(usize, Trouble)>>,
    raced: RefCell<Vec<(Rival, Result<String, HubError>)>>,
}

impl Server {
    /// An empty server.
    pub fn new() -> Self {
        Self {
            data: Sqlite::in_memory().expect("a database in memory"),
            epoch: 1,
            now_ms: Cell::default(),
            operations: Cell::default(),
            planned: RefCell::default(),
            raced: RefCell::default(),
        }
    }

    /// The database without troubles.
    pub fn data(&self) -> &Sqlite {
        &self.data
    }

    /// The epoch that the server is in.
    pub fn epoch(&self) -> String {
        self.epoch.to_string()
    }

    /// Whether the database was put back to an older state.
    pub fn was_restored(&self) -> bool {
        self.epoch > 1
    }

    /// Answers a request, in which `troubles` come, each before the operation of its number.
    pub async fn serve(
        &self,
        person: &str,
        request: &Request,
        now_ms: i64,
        troubles: Vec<(usize, Trouble)>,
    ) -> Result<String, HubError> {
        self.now_ms.set(now_ms);
        self.operations.set(0);
        *self.planned.borrow_mut() = troubles;
        let answer = Hub::new(self)
            .sync(person, request, now_ms, &self.epoch())
            .await;
        self.planned.borrow_mut().clear();
        answer.map(|answered| answered.text)
    }

    /// Erases a customer, in which `troubles` come, each before the operation of its number.
    pub async fn erase(
        &self,
        erasure: &Erasure,
        person: Option<&str>,
        now_ms: i64,
        troubles: Vec<(usize, Trouble)>,
    ) -> Result<(Erasure, Moved), HubError> {
        self.now_ms.set(now_ms);
        self.operations.set(0);
        *self.planned.borrow_mut() = troubles;
        let moved = Hub::new(self).erase(erasure, person, now_ms).await;
        self.planned.borrow_mut().clear();
        moved
    }

    /// The answers to requests that came in the middle of others.
    pub fn take_raced(&self) -> Vec<(Rival, Result<String, HubError>)> {
        std::mem::take(&mut self.raced.borrow_mut())
    }

    /// Everything that the database holds.
    pub async fn backup(&self, made_ms: i64) -> Backup {
        let mut tables = Vec::new();
        for (read, ..) in TABLES {
            let rows = self.data.query(Statement::new(read, [])).await;
            tables.push(rows.expect("a sound database"));
        }
        Backup { made_ms, tables }
    }

    /// Puts the database back to what it held then, and completes it by what the replaced one
    /// knew, if that can be read. The epoch is another.
    pub async fn restore(&mut self, backup: &Backup, is_readable: bool, now_ms: i64) {
        let data = Sqlite::in_memory().expect("a database in memory");
        let replaced = std::mem::replace(&mut self.data, data);
        self.epoch += 1;
        let tables = TABLES.iter().zip(&backup.tables);
        let statements = tables.flat_map(|((_, write, columns), rows)| {
            rows.iter().map(move |row| {
                let value = |column: &&str| {
                    let found = row.0.iter().find(|(name, _)| name == column);
                    found.expect("a column that was read").1.clone()
                };
                Statement::new(write, columns.iter().map(value))
            })
        });
        let restored = self.data.batch(statements.collect()).await;
        restored.expect("rows that were there before");
        let replaced = is_readable.then_some(&replaced);
        let completed = complete(&self.data, replaced, backup.made_ms, now_ms).await;
        completed.expect("a sound database");
    }

    fn next(&self) -> Option<Trouble> {
        let operation = self.operations.get();
        self.operations.set(operation + 1);
        let mut planned = self.planned.borrow_mut();
        let at = planned.iter().position(|(at, _)| *at == operation)?;
        Some(planned.swap_remove(at).1)
    }

    async fn race(&self, rival: Rival) {
        let Rival {
            person, request, ..
        } = &rival;
        let now_ms = self.now_ms.get();
        let epoch = self.epoch();
        let answer = Hub::new(&self.data)
            .sync(person, request, now_ms, &epoch)
            .await;
        self.raced
            .borrow_mut()
            .push((rival, answer.map(|answered| answered.text)));
    }
}

impl Database for Server {
    async fn query(&self, statement: Statement) -> Result<Vec<Row>, DatabaseError> {
        let rows = self.batch(vec![statement]).await?;
        Ok(rows.into_iter().next().unwrap_or_default())
    }

    async fn batch(&self, mut statements: Vec<Statement>) -> Result<Vec<Vec<Row>>, DatabaseError> {
        match self.next() {
            None => self.data.batch(statements).await,
            Some(Trouble::DiesBefore) => Err(killed()),
            Some(Trouble::DiesWithin(at)) => {
                statements.truncate(at);
                statements.push(Statement::new("SELECT nothing FROM nowhere", []));
                self.data.batch(statements).await
            }
            Some(Trouble::DiesAfter) => {
                self.data.batch(statements).await?;
                Err(killed())
            }
            Some(Trouble::Rival(rival)) => {
                self.race(*rival).await;
                self.data.batch(statements).await
            }
        }
    }
}

fn killed() -> DatabaseError {
    DatabaseError::Failed("the server was killed".to_owned())
}
