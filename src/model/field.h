// Field: one line of a kind's field table. The template turns a member pointer into the few untyped functions that the
// generic stages (diff, plan, snapshot, docs) need. What a member's type must know is in model/field_values.h.
#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/value.h"
#include "model/effects.h"
#include "model/id.h"
#include "model/members.h"
#include "model/verdict.h"

namespace trueup {

class Model;
struct Follow;  // model/follow.h
using Sql = std::vector<std::string>;  // statements, without their semicolons
using SeeRef = std::function<void(const Id&)>;

// How a step is to be carried out; chosen by plan/rewrites, honoured by the writers of the kinds.
struct StepOptions {
  bool concurrently = false;   // CREATE INDEX CONCURRENTLY, DROP INDEX CONCURRENTLY
  bool not_valid = false;      // add the constraint without looking at the rows
  std::string using_index = {};  // ADD CONSTRAINT … USING INDEX
  std::string fill = {};       // ADD COLUMN: an expression whose value existing rows get; its default is dropped afterwards
  std::string sequence = {};   // of a column that becomes SERIAL, or is one no longer: the sequence that is there and stays
  std::string proven_by = {};  // SET NOT NULL: a validated check says so, no row is looked at; it is dropped then
};

// One object that changes: its id and both payloads (either may be null), for the functions of a kind's file.
struct Change {
  const Id& id;
  const void* have;
  const void* want;
  const StepOptions& options;
};

// What a change of a field means.
struct Alter {
  Sql (*sql)(const Change&);
  Effects (*effects)(const Change&);
  std::string_view group = {};  // fields of one group change together, in one step written by the first one's function
};
struct Rebuild {};  // no ALTER form: drop and create
struct RebuildIf {  // drop and create when the predicate says so, otherwise ALTER
  bool (*when)(const Change&);
  Alter otherwise;
};
struct Recipe {};                      // carried out by a rewrite of that field (plan/rewrites)
struct Ignore { std::string_view why; };  // not part of equality; the reason is mandatory
using OnChange = std::variant<Alter, Rebuild, RebuildIf, Recipe, Ignore>;

struct Field {
  std::string_view name, doc;
  OnChange on_change;
  Verdict (*compare)(const void* have, const void* want);
  std::uint64_t (*hash)(const void*);
  Value (*read)(const void*);
  bool (*at_default)(const void*);                     // such a field may be left out of a snapshot
  bool (*write)(void*, const Value&);                  // false: the value is of the wrong sort
  void (*refs)(const void*, const Id& owner, const SeeRef&);
  void (*assign)(void* to, const void* from);                // the member of another payload
  void (*follow)(void*, const Id& owner, Follow&);           // an id that changes or goes away (model/edit.h); null: it names none
  bool far = false;                                          // may name tables, and columns of tables, other than its own
  bool heard_when_set = false;                               // a source that is silent about it speaks where it sets it
  bool outlives = false;                                     // when what it names goes away, it is emptied; the object stays
  void (*late_refs)(const void*, const SeeRef&) = nullptr;   // of a late field: what it points to once that is there

  bool ignored() const { return std::holds_alternative<Ignore>(on_change); }
  // The same field compared by a function that sees both whole payloads: for meanings that span members.
  Field compared_by(Verdict (*with)(const void*, const void*)) const {
    Field out = *this;
    out.compare = with;
    return out;
  }
  Field reaching_far() const {
    Field out = *this;
    out.far = true;
    return out;
  }
  Field spoken_where_set() const {
    Field out = *this;
    out.heard_when_set = true;
    return out;
  }
  Field outliving() const {
    Field out = *this;
    out.outlives = true;
    return out;
  }
};

}  // namespace trueup
