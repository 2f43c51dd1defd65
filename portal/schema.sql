-- The portal's database, version 1 (PRAGMA user_version). Times are seconds since 1970, money is
-- minor units, secrets that the portal only has to recognise are SHA-256 digests.

CREATE TABLE meta (
  name  TEXT PRIMARY KEY,
  value BLOB NOT NULL
) WITHOUT ROWID;

-- `document` is the served <brand> element; @PORTAL@ in it stands for the portal's public URL.
CREATE TABLE brand (
  code         TEXT NOT NULL COLLATE NOCASE,
  editable     INTEGER NOT NULL CHECK (editable IN (0, 1)),
  name         TEXT NOT NULL,
  scheme       TEXT NOT NULL,
  accent       TEXT NOT NULL,
  document     TEXT NOT NULL,
  quick_dials  TEXT NOT NULL,
  PRIMARY KEY (code, editable)
) WITHOUT ROWID;

CREATE TABLE account (
  id                 INTEGER PRIMARY KEY,
  cloud_id           TEXT NOT NULL COLLATE NOCASE,
  cloud_username     TEXT NOT NULL UNIQUE,
  title              TEXT NOT NULL,
  display_name       TEXT NOT NULL,
  currency           TEXT NOT NULL,
  voice_mail_number  TEXT NOT NULL DEFAULT '*97',
  voice_mail         INTEGER NOT NULL DEFAULT 1 CHECK (voice_mail IN (0, 1)),
  password_hash      TEXT NOT NULL,
  created_at         INTEGER NOT NULL
);

-- What the phone registers with. Apart from the sign-in password on purpose: the phone needs this
-- secret in clear text, the password exists only as a slow hash.
CREATE TABLE sip_credential (
  account_id  INTEGER PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
  username    TEXT NOT NULL,
  host        TEXT NOT NULL,
  secret      TEXT NOT NULL
);

CREATE TABLE token (
  digest      BLOB PRIMARY KEY,
  account_id  INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  created_at  INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX token_account ON token (account_id, created_at);

CREATE TABLE session (
  digest      BLOB PRIMARY KEY,
  account_id  INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  expires_at  INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX session_account ON session (account_id, expires_at);

CREATE TABLE sign_in_attempt (
  name_digest    BLOB PRIMARY KEY,
  failures       INTEGER NOT NULL,
  blocked_until  INTEGER NOT NULL,
  last_at        INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX sign_in_attempt_last ON sign_in_attempt (last_at);

CREATE TABLE product (
  id           TEXT PRIMARY KEY,
  kind         TEXT NOT NULL CHECK (kind IN ('topup', 'addon')),
  title        TEXT NOT NULL,
  description  TEXT NOT NULL,
  price        INTEGER NOT NULL CHECK (price > 0),
  currency     TEXT NOT NULL,
  position     INTEGER NOT NULL
);

-- pending → paid | failed | cancelled | expired, and nothing else, ever.
CREATE TABLE purchase (
  id               TEXT PRIMARY KEY,
  number           INTEGER NOT NULL UNIQUE,
  account_id       INTEGER NOT NULL REFERENCES account (id),
  idempotency_key  TEXT NOT NULL,
  product_id       TEXT NOT NULL,
  kind             TEXT NOT NULL CHECK (kind IN ('topup', 'addon')),
  title            TEXT NOT NULL,
  price            INTEGER NOT NULL CHECK (price > 0),
  currency         TEXT NOT NULL,
  state            TEXT NOT NULL CHECK (state IN ('pending', 'paid', 'failed', 'cancelled', 'expired')),
  created_at       INTEGER NOT NULL,
  expires_at       INTEGER NOT NULL,
  paid_at          INTEGER,
  receipt          TEXT,
  UNIQUE (account_id, idempotency_key),
  CHECK ((state = 'paid') = (paid_at IS NOT NULL)),
  CHECK ((state = 'paid') = (receipt IS NOT NULL))
);
CREATE INDEX purchase_account ON purchase (account_id, number);
CREATE INDEX purchase_open ON purchase (expires_at) WHERE state = 'pending';
CREATE TRIGGER purchase_state BEFORE UPDATE OF state ON purchase
  WHEN OLD.state <> 'pending'
  BEGIN SELECT RAISE (ABORT, 'a finished purchase never changes'); END;

-- Append-only: an entry is never changed or deleted, a mistake is corrected by another entry.
-- `balance` is the account's balance after the entry, so that reading it costs one look at the
-- newest entry; the trigger checks the sum. A purchase appears here at most once.
CREATE TABLE ledger (
  account_id   INTEGER NOT NULL REFERENCES account (id),
  number       INTEGER NOT NULL,
  amount       INTEGER NOT NULL CHECK (amount <> 0),
  balance      INTEGER NOT NULL,
  purchase_id  TEXT UNIQUE REFERENCES purchase (id),
  description  TEXT NOT NULL,
  created_at   INTEGER NOT NULL,
  PRIMARY KEY (account_id, number)
) WITHOUT ROWID;
CREATE TRIGGER ledger_sum BEFORE INSERT ON ledger
  WHEN NEW.balance <> NEW.amount + coalesce (
    (SELECT balance FROM ledger WHERE account_id = NEW.account_id ORDER BY number DESC LIMIT 1), 0)
    OR NEW.number <> 1 + coalesce (
    (SELECT max (number) FROM ledger WHERE account_id = NEW.account_id), 0)
  BEGIN SELECT RAISE (ABORT, 'the balance is not the sum of the ledger'); END;
CREATE TRIGGER ledger_no_update BEFORE UPDATE ON ledger
  BEGIN SELECT RAISE (ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER ledger_no_delete BEFORE DELETE ON ledger
  BEGIN SELECT RAISE (ABORT, 'the ledger is append-only'); END;

-- What a paid add-on entitles to.
CREATE TABLE entitlement (
  purchase_id  TEXT PRIMARY KEY REFERENCES purchase (id),
  account_id   INTEGER NOT NULL REFERENCES account (id),
  product_id   TEXT NOT NULL,
  title        TEXT NOT NULL,
  created_at   INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX entitlement_account ON entitlement (account_id, created_at);

PRAGMA user_version = 1;
