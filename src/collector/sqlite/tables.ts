/**
 * The tables, as steps that only ever add: step n brings a database from `user_version` n - 1 to n.
 * Times are milliseconds since 1970, UTC. `item.state`: 0 held, 1 withdrawn, 2 erased; of the last two only the id is left.
 */
export const migrations: readonly string[] = [
  `CREATE TABLE item(
     seq INTEGER PRIMARY KEY,
     site TEXT NOT NULL,
     id TEXT NOT NULL,
     kind TEXT NOT NULL,
     schema TEXT NOT NULL,
     rev INTEGER NOT NULL,
     state INTEGER NOT NULL,
     test INTEGER NOT NULL,
     receipt TEXT NOT NULL,
     created_at INTEGER NOT NULL,
     sent_at INTEGER NOT NULL,
     received_at INTEGER NOT NULL,
     at INTEGER NOT NULL,
     survey TEXT,
     impression TEXT,
     complete INTEGER NOT NULL,
     name TEXT,
     journey TEXT,
     stage TEXT,
     touchpoint TEXT,
     lang TEXT,
     body TEXT,
     UNIQUE(site, id)
   ) STRICT;
   CREATE INDEX item_by_time ON item(site, kind, survey, at);
   CREATE INDEX item_by_impression ON item(site, impression) WHERE impression IS NOT NULL;
   CREATE TABLE score(
     item INTEGER NOT NULL REFERENCES item(seq),
     question TEXT NOT NULL,
     type TEXT NOT NULL,
     value INTEGER NOT NULL,
     PRIMARY KEY(item, question)
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE early_withdrawal(
     site TEXT NOT NULL,
     target TEXT NOT NULL,
     receipt TEXT NOT NULL,
     received_at INTEGER NOT NULL,
     PRIMARY KEY(site, target, receipt)
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE token(
     hash TEXT PRIMARY KEY,
     prefix TEXT NOT NULL,
     site TEXT NOT NULL,
     scopes TEXT NOT NULL,
     created_at INTEGER NOT NULL
   ) STRICT;
   CREATE INDEX token_by_prefix ON token(prefix);
   CREATE TABLE secret(name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
   CREATE TABLE probe(one INTEGER PRIMARY KEY CHECK(one = 1), at INTEGER NOT NULL) STRICT;`,
];

/** Marks a file as ours ("StgP"), so that another program's database is never written to. */
export const applicationId = 0x53746750;
