#include "commands/codes.h"

#include "base/text.h"
#include "model/kind.h"

namespace trueup {
namespace {

struct Family {
  std::string_view word, meaning, cure;
};
// Codes of findings are made of a word and a kind.
constexpr Family families[] = {
    {"missing", "is wanted and not there. Code that relies on it fails, or finds it otherwise.", "`trueup fix` prints the statement that makes it, `trueup sync` runs it."},
    {"extra", "is there and not wanted: made by hand, or left behind by a model that went away. That is a warning; only a column that is NOT NULL without a default is an error, since it breaks running code.",
     "Declare it in the models, or allow it to go: `trueup sync --allow drop`."},
    {"different", "is there and not as it is wanted. The report says which part differs, with both sides.", "`trueup fix` prints the statement that changes it, where there is one; what loses data needs --allow."},
    {"renamed", "is there under another name that somebody gave it. Nothing but the name differs.", "`trueup fix` prints the RENAME."},
    {"unknown", "could not be judged: a part of it could not be read, or only a server can tell whether two expressions mean the same. It is never counted as drift and no step is made of it.",
     "The report says why and where. Supply the value (--define, [python.env]), or accept it with --allow-unknown."},
};
struct Code {
  std::string_view code, meaning;
};
// By name; tests/arch/check_codes.py holds it to what the program raises.
constexpr Code codes[] = {
    {"already-there", "Something that baseline would build is in the target already. baseline builds into an empty database; one that is there is repaired by `trueup sync`."},
    {"another-runner", "Another trueup is changing this database. It is named; wait for it, or stop it."},
    {"bad-alembic-ini", "alembic.ini could not be read at that line, so that it says neither where the migrations lie nor which database is meant."},
    {"bad-config", "trueup.toml could not be read, or holds a setting that trueup does not know. The message names the line."},
    {"bad-ensure", "An [[ensure]] of trueup.toml cannot be read: it takes table, column and definition as in CREATE TABLE, or index with one CREATE INDEX statement."},
    {"bad-ignore", "A comment that silences findings gives no reason, no code, or one that does not exist. The form is # trueup: ignore[CODE, …] REASON."},
    {"bad-json", "A snapshot is no JSON at that line: it was cut off, or edited by hand."},
    {"bad-locator", "A source is named in a form that is not known. The forms are models:PATH[:MODULES[:ATTRIBUTE]], sql:PATH, snapshot:FILE, a database URL, env:NAME and scratch:."},
    {"bad-snapshot", "A file is JSON and no snapshot, or one of another version. `trueup inspect SOURCE --format json` writes one."},
    {"bad-usage", "The command line could not be understood. `trueup COMMAND --help` says what it takes."},
    {"cannot-start", "Another program that trueup needs could not be run; the message has the system's reason."},
    {"column-declared-twice", "Two attributes of a model name one column. The first counts; SQLAlchemy warns."},
    {"column-used-twice", "The models put one Column object into two tables. SQLAlchemy refuses that; the first table keeps it."},
    {"conflicting-column", "A class that shares its parent's table declares a column the table has. SQLAlchemy refuses it, unless use_existing_column says so."},
    {"connection-failed", "The server or a pooler in front of it ended the login without a reason trueup knows. `trueup doctor` tries it step by step."},
    {"connection-lost", "The connection to the server broke. During a change the receipt says what was done; run the same command again to finish."},
    {"connection-option", "A parameter of the URL is refused by libpq or by a pooler in between. Remove it from the URL."},
    {"connection-refused", "Nothing listens at that host and port. `trueup doctor` says what was tried and what answered there."},
    {"consent-missing", "The change needs a consent that was not given: --allow for what would be lost, or the name of a protected environment typed in a terminal."},
    {"contradiction", "Two sources that add up declare the same object differently. Both places are named; one of them has to give way."},
    {"dangling-reference", "A model refers to a table that no model declares: a typing error, or a module that was not read."},
    {"deadlock", "PostgreSQL broke a deadlock between this change and another session. What was not committed was undone; it is tried again."},
    {"duplicate-object", "An object is declared twice, once with its schema and once without. Name the schema in both or in neither."},
    {"enum-declared-twice", "The models declare one enum type with different labels. The first declaration counts."},
    {"file-exists", "The file to be written is there already. `--force` replaces it."},
    {"foreign-type", "A column has a type of another database, which PostgreSQL does not know."},
    {"incompatible-key", "A foreign key joins columns whose types PostgreSQL cannot compare. Give both one type."},
    {"index-declared-twice", "The models declare two indexes of one name on a table. The first counts."},
    {"installed-packages", "What models derive from or take their types from lies in packages of the virtual environment, of which these modules were read. $VIRTUAL_ENV names another; --root wins over both."},
    {"internal-error", "A mistake of trueup itself. Please report it with the command you ran."},
    {"interrupted", "trueup was interrupted (Ctrl-C or SIGTERM). A change that had begun wrote its receipt; run the command again to finish it."},
    {"invalid-type", "A type in SQL could not be understood. Only types that stand by themselves can be declared."},
    {"lock-timeout", "Somebody held a lock for longer than --lock-timeout allows. The message names the object, and who holds it where that can be told."},
    {"login-refused", "The server let us in and refused the login: pg_hba.conf has no line for this role, host and database, or the role may not log in."},
    {"missing-grants", "A new table would lack grants that most tables of its schema have, because no default privileges give them. The hint has the statements."},
    {"missing-right", "The role lacks a right that a step needs. The hint has the statement that would give it."},
    {"missing-rights", "The role lacks rights that steps of the plan need; each was named before. Nothing was changed."},
    {"models-not-fully-read", "A part of the models could not be read, and may declare tables that nobody knows the names of. What the database has beyond the rest is then unknown, not extra."},
    {"name-taken", "Two tables, indexes or keys of a schema have one name. PostgreSQL refuses the second."},
    {"name-too-long", "PostgreSQL keeps 63 bytes of a name. SQLAlchemy refuses longer ones of constraints and indexes; of tables and columns the rest is lost."},
    {"no-interpreter", "The Python interpreter that python: runs models with could not be started. --python PATH names it; without it $VIRTUAL_ENV/bin/python is run, else python3."},
    {"no-libpq", "libpq.so.5, the library that speaks to PostgreSQL, is not installed. On Debian and Ubuntu: apt-get install libpq5."},
    {"no-models", "None of the modules that were read declares a table. Name those that do: models:PATH:MODULE,MODULE."},
    {"no-primary-key", "A mapped class has no primary key: SQLAlchemy refuses to map it."},
    {"no-server-binaries", "A scratch server needs PostgreSQL's initdb and postgres, and none were found. Install postgresql, or set TRUEUP_PG_BIN to their folder."},
    {"no-sqlalchemy", "The interpreter that python: runs has no SQLAlchemy, or one that is too old. --python PATH names the application's own, that of its virtualenv."},
    {"no-such-attribute", "The module has no attribute of that name. In models:PATH:MODULE:ATTRIBUTE it names a metadata or a declarative base."},
    {"no-such-column", "A check, an index or a foreign key of the models speaks of a column that its table does not have: a typing error, or a name that was changed."},
    {"no-such-database", "The server answered; it has no database of that name."},
    {"no-such-field", "An edit names a field that objects of this kind do not have."},
    {"no-such-module", "No file of that module was found below the folders that imports start from. --root names further ones."},
    {"no-such-object", "An ALTER, DROP or COMMENT in a SQL file names something that nothing before it made."},
    {"no-such-path", "There is no file or folder of that name."},
    {"no-such-role", "The server has no role of that name. Name another user in the URL, or create it."},
    {"no-such-schema", "A schema that --schema or trueup.toml asks for holds nothing on either side: a typing error, most likely. Nothing was compared."},
    {"no-such-socket", "There is no socket of a server at that path: nothing listens there, or it lies in another folder."},
    {"not-a-schema-item", "An argument of Table() or of __table_args__ is no column, constraint or index: a comma too many makes a tuple of a constraint."},
    {"not-counted", "Rows that might make a step fail could not be counted in time, or not at all. The step may still fail, and is then undone."},
    {"not-modelled", "The source holds objects of kinds that trueup does not model yet, so that a script lacks them. It names them at its end: add them by hand."},
    {"not-owner", "Only the owner of a table may change it, and the role is not. The hint says whom to connect as."},
    {"not-postgresql", "What answered there is not PostgreSQL: another server, a pooler's console, or a relative with catalogs of its own."},
    {"not-unique", "A foreign key refers to columns that no primary key, unique constraint or unique index covers. PostgreSQL refuses it."},
    {"nothing-to-compare", "No database, or nothing that says what should be, was named or found. --have and --want name them; `trueup init` writes a trueup.toml."},
    {"out-of-resources", "The server ran out of disk or memory while it did this. What was not committed was undone."},
    {"password-missing", "The server wants a password and none was given: PGPASSWORD, a password file or the URL may say it."},
    {"permission-denied", "The server refused a statement for want of a right. Connect as a role that has it, or GRANT it."},
    {"psql-command", "A SQL file holds a psql command (a line that begins with a backslash). Those of pg_dump are passed over, others are named and not run."},
    {"python-budget", "Running the models' code took more steps, memory or nesting than trueup allows; the rest of that module was not read."},
    {"python-changed", "A file of the models was written to while trueup read the project, so that what was read of it may not fit together. Run it again."},
    {"python-encoding", "A file of the models is not in the encoding it declares."},
    {"python-exception", "A statement of the models raised an exception that nothing caught. What it would have assigned is unknown; reading went on behind it. Where it may have declared something, too, the models are not fully read."},
    {"python-failed", "The interpreter that python: ran ended without an answer: a module ended the process, or it crashed. The message has what it said last."},
    {"python-import", "A module could not be imported: it is not below the folders that imports start from, or raised an exception itself. Of python: it may also be a package that the interpreter lacks: --python names another one."},
    {"python-syntax", "A file of the models is not valid Python. The others were read; what this one declares is unknown."},
    {"python-timeout", "Importing the models took longer than --python-timeout, and was ended. Code that waits for a server, a lock or input when it is imported cannot be read so."},
    {"python2-syntax", "A file is written in Python 2, which trueup does not read."},
    {"read-only-server", "The server takes no changes: it is a standby, or the session is read-only. Connect to the primary."},
    {"rows-in-the-way", "Rows that are there would make a step fail. They are counted before anything runs, and up to three of their keys are shown: mend them, then run again."},
    {"schema-moved", "The database was changed between the making of the plan and its run. Nothing was done; run again, and a new plan is made."},
    {"schema-unstable", "The schema changed while it was being read, three times in a row. Run again when the migration that is under way has ended."},
    {"scratch-failed", "A private PostgreSQL could not be started. The message has the end of its log."},
    {"serialization-failure", "The server could not order this transaction among others that ran at the same time. What was not committed was undone; it is tried again."},
    {"server-starting", "The server answers and takes no connections yet, or no longer: it is starting, recovering or shutting down."},
    {"server-too-old", "trueup reads PostgreSQL 13 and later."},
    {"several-models", "Nobody named the models, and more than one set of them lies around. The hint has a locator for each: give one to --want, or write it into trueup.toml."},
    {"sql-error", "The server refused a statement. The message has its words; nothing of that transaction was kept."},
    {"statement-cancelled", "Somebody cancelled the statement (pg_cancel_backend), or a time-out of the server did."},
    {"statement-timeout", "A statement took longer than --statement-timeout or the server's own setting allows."},
    {"statement-too-large", "A statement of a SQL file nests deeper, or is longer, than the parser can take."},
    {"syntax-error", "SQL could not be parsed at that place. libpg_query knows the grammar of PostgreSQL 15: newer syntax needs a server."},
    {"table-declared-twice", "The models declare a table twice in one metadata. The first counts; SQLAlchemy refuses the second."},
    {"table-locked", "Somebody holds an ACCESS EXCLUSIVE lock on a table, so that its expressions could not be read. The rest is answered."},
    {"table-of-two-metadata", "Two metadata of the models declare a table of the same name. The first counts; models:PATH:MODULE:ATTRIBUTE reads one of them."},
    {"timeout", "Nothing answered in time: a firewall swallows the packets, or a pooler has no connection left."},
    {"tls-refused", "The server does not offer TLS, and the URL demands it."},
    {"tls-required", "The server takes only encrypted connections: add ?sslmode=require."},
    {"tls-untrusted", "The server's certificate could not be verified: its authority is not known, or it is made out for another host."},
    {"too-many-connections", "All connections of the server, the database, the role or the pooler are taken."},
    {"transaction-pooler", "A transaction pooler stands between trueup and the server. Session settings and advisory locks do not hold there, so nothing is changed through it: connect to the server directly."},
    {"unexpected-result", "A query of the catalogs gave something that no PostgreSQL gives: what answers there is probably a relative of it."},
    {"unknown", "A part of the source could not be read; the message says which and why."},
    {"unknown-environment", "trueup.toml has no environment of that name, or there is no trueup.toml here or above."},
    {"unknown-host", "The host name of the URL could not be resolved."},
    {"unknown-url-parameter", "The URL has a parameter that neither libpq nor the drivers of SQLAlchemy know: a typing error, perhaps."},
    {"unparsable-expression", "A check or an index of the models holds what is no SQL. Mend it where it is written; PostgreSQL would refuse it."},
    {"unreachable-host", "There is no way to that host from here."},
    {"unreadable-env-line", "A line of a .env file is no NAME=VALUE."},
    {"unreadable-file", "A file could not be read: it is not there, it is a folder, or permissions forbid it."},
    {"unreadable-url", "A database URL could not be understood. The form is postgresql://USER@HOST:PORT/DATABASE."},
    {"unset-variable", "A URL is made of an environment variable that nobody sets."},
    {"unsupported-database", "The URL is of another database than PostgreSQL."},
    {"values-cut", "A step that was allowed with --allow narrow cuts or rounds values of rows that are there. Nothing fails: it is said before you are asked."},
    {"wrong-password", "The server refused the password of that role."},
};

}  // namespace

std::vector<std::string> all_codes() {
  std::vector<std::string> out;
  for (auto& family : families)
    for (auto* kind : all_kinds()) out.push_back(std::string(family.word) + '-' + replace_all(std::string(kind->name), "_", "-"));
  for (auto& code : codes) out.emplace_back(code.code);
  return out;
}

// The path in such a pattern: "public.orders", "public.orders.NAME".
static std::string example_path(const Kind& kind) {
  if (kind.is_satellite || kind.path_size == 2) return "public.orders";
  return kind.path_size == 1 ? "NAME" : "public.orders.NAME";
}

std::optional<std::string> explanation_of(const std::string& code) {
  for (auto& each : codes)
    if (each.code == code) return std::string(each.meaning);
  const auto dash = code.find('-');
  if (dash == std::string::npos) return {};
  const Kind* kind = find_kind(replace_all(code.substr(dash + 1), "-", "_"));
  for (auto& family : families)
    if (kind && family.word == std::string_view(code).substr(0, dash))
      return std::string(kind->title) + ": it " + std::string(family.meaning) + "\n\nTo cure it: " + std::string(family.cure) +
             "\n\nTo silence it: in trueup.toml, [check] ignore = [\"" + std::string(kind->name) + ':' + example_path(*kind) + "\"], where * stands for any run of characters" +
             (family.word == "extra" ? "." : "; or, where the wanted side is written down, # trueup: ignore[" + code + "] and a reason (in SQL files with --).");
  return {};
}

}  // namespace trueup
