// plan: differences in, ordered batches of steps out. A step is an intent; SQL is written when it is rendered.
#pragma once
#include <set>

#include "diff/delta.h"

namespace trueup {

enum class Verb { create, alter, drop, rename, fill };

struct Step {
  Verb verb = Verb::create;
  const Object* have = nullptr;                // alter, drop, rename
  const Object* want = nullptr;                // create, alter, rename, fill
  std::vector<const Field*> fields = {};       // alter
  StepOptions options = {};
  std::vector<const Object*> folded = {};      // of a table: what is created inside its parentheses, or dropped with it;
                                               // of a rename: what has the name now, and is dropped for it
  const Difference* cause = nullptr;           // null: comes along with another step
  bool replaces = false;                       // drop: the wanted form is created again in this plan
  bool alone = false;                          // in a transaction of its own: the lock of others must be gone by then
  std::string fill = {};                       // fill: SQL of the value that NULLs of the column get
  std::string note = {};                       // why it is done so, for people

  const Object& subject() const { return want ? *want : *have; }
};

Sql render(const Step& step);
Effects effects_of(const Step& step);

struct Batch {
  bool in_transaction = true;
  std::vector<Step> steps = {};
};

struct LeftOut {
  const Difference* difference = nullptr;
  std::string reason = {};
  std::string consent = {};         // "drop", "narrow", "rewrite": the flag that would allow it; "" = nothing would
  Sql sql = {};                     // what would be done
  std::vector<std::string> choices = {};  // statements to choose from
};

struct Plan {
  Delta delta;
  std::vector<Batch> batches = {};
  std::vector<LeftOut> left_out = {};
  std::shared_ptr<Store> store = std::make_shared<Store>();  // of objects that only the plan knows
  std::deque<Object> own = {};

  std::size_t step_count() const;
};

// What stands on something in the database, so that PostgreSQL refuses to let that go, or a column change its type.
struct Hold {
  Id held = {};
  Id by = {};                    // where it is an object of have; empty: of a kind that trueup does not know
  std::string name = {};         // "view app.v"
  std::string drop = {};         // "DROP VIEW app.v"; "" when it takes more than that
  bool goes_with_table = false;  // it does not outlive the table, though it holds the column
  bool holds_type = false;       // the column keeps its type for it
};

// What the shell found out about the database, for decisions that depend on rows and on what is not modelled.
struct Facts {
  bool known = false;        // false: no server was asked; tables are taken to hold rows
  std::set<Id> empty_tables = {};
  std::set<Id> unread_tables = {};  // that want refers to: there, though not read, as members of extensions are not
  std::vector<Hold> holds = {};     // on what differences are about
  std::map<Id, std::string> refused = {};  // of want: the server does not understand them, in its words
};

// Tables of which plan() would like to know whether they hold rows.
std::vector<Id> tables_in_question(const Delta& delta);

Plan plan(Delta delta, const Facts& facts);

}  // namespace trueup
