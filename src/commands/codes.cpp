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
    {"missing", "is wanted and not there. Code that uses it fails.", "`trueup fix` prints the statement that makes it, `trueup sync` runs it."},
    {"extra", "is there and not wanted: made by hand, or left behind by a model that went away. It is a warning, unless it breaks running code (a NOT NULL column without a default).",
     "Declare it in the models, or allow it to go: `trueup sync --allow drop`."},
    {"different", "is there and not as it is wanted. The report says which part differs, with both sides.", "`trueup fix` prints the statement that changes it; what loses data needs --allow."},
    {"renamed", "is there under another name that somebody gave it. Nothing but the name differs.", "`trueup fix` prints the RENAME."},
    {"unknown", "could not be judged: a part of it could not be read, or only a server can tell whether two expressions mean the same. It is never counted as drift and no step is made of it.",
     "The report says why and where. Supply the value (--define, [python.env]), or accept it with --allow-unknown."},
};
struct Code {
  std::string_view code, meaning;
};
constexpr Code codes[] = {
    {"bad-usage", "The command line could not be understood. `trueup COMMAND --help` says what it takes."},
    {"bad-locator", "A source is named in a form that is not known. The forms are models:PATH[:MODULES[:ATTRIBUTE]], sql:PATH, snapshot:FILE, a database URL, env:NAME and scratch:."},
    {"bad-ensure", "An [[ensure]] of trueup.toml cannot be read: it takes table, column and definition as in CREATE TABLE, or index with one CREATE INDEX statement."},
    {"bad-ignore", "A comment that silences findings gives no reason, no code, or one that does not exist. The form is # trueup: ignore[CODE, …] REASON."},
    {"dangling-reference", "A model refers to a table that no model declares: a typing error, or a module that was not read."},
    {"file-exists", "The file to be written is there already. `--force` replaces it."},
    {"nothing-to-compare", "No database, or nothing that says what should be, was named or found. --have and --want name them; `trueup init` writes a trueup.toml."},
    {"contradiction", "Two sources that add up declare the same object differently. Both places are named; one of them has to give way."},
    {"duplicate-object", "An object is declared twice, once with its schema and once without. Name the schema in both or in neither."},
    {"schema-unstable", "The schema changed while it was being read, three times in a row. Run again when the migration that is under way has ended."},
    {"table-locked", "Somebody holds an ACCESS EXCLUSIVE lock on a table, so that its expressions could not be read. The rest is answered."},
    {"no-libpq", "libpq.so.5, the library that speaks to PostgreSQL, is not installed. On Debian and Ubuntu: apt-get install libpq5."},
    {"connection-refused", "Nothing listens at that host and port. `trueup doctor` says what was tried and what answered there."},
    {"unknown-host", "The host name of the URL could not be resolved."},
    {"wrong-password", "The server refused the password of that role."},
    {"no-such-database", "The server answered; it has no database of that name."},
    {"tls-required", "The server takes only encrypted connections: add ?sslmode=require."},
    {"python-syntax", "A file of the models is not valid Python. The others were read; what this one declares is unknown."},
    {"python2-syntax", "A file is written in Python 2, which trueup does not read."},
    {"transaction-pooler", "A transaction pooler stands between trueup and the server. Session settings and advisory locks do not hold there, so nothing is changed through it: connect to the server directly."},
    {"rows-in-the-way", "Rows that are there would make a step fail. They are counted before anything runs, and up to three of their keys are shown: mend them, then run again."},
    {"values-cut", "A step that was allowed with --allow narrow cuts or rounds values of rows that are there. Nothing fails: it is said before you are asked."},
    {"another-runner", "Another trueup is changing this database. It is named; wait for it, or stop it."},
};

}  // namespace

std::vector<std::string> all_codes() {
  std::vector<std::string> out;
  for (auto& family : families)
    for (auto* kind : all_kinds()) out.push_back(std::string(family.word) + '-' + replace_all(std::string(kind->name), "_", "-"));
  for (auto& code : codes) out.emplace_back(code.code);
  return out;
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
             "\n\nTo silence it: in trueup.toml, [check] ignore = [\"" + std::string(kind->name) + ":public.name\"], where * stands for any run of characters" +
             (family.word == "extra" ? "." : "; or, where the wanted side is written down, # trueup: ignore[" + code + "] and a reason (in SQL files with --).");
  return {};
}

}  // namespace trueup
