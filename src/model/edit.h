// Edit: the pure meaning of a statement. ALTER TABLE in a SQL file, an operation of a migration and a difference all
// become edits, so a folder of migrations is replayed without a database.
#pragma once
#include <string_view>
#include <variant>

#include "model/draft.h"
#include "model/follow.h"

namespace trueup {

struct Add {
  Object object;  // its payload lives as long as the draft (Draft::store)
};

// Takes with it what cannot be without it, as DROP … CASCADE does: what lies below it, satellites, keys, indexes and
// checks that name a column, foreign keys that refer to it, partitions, owned sequences, columns of a type. A default
// that names it is taken off its column.
struct Drop {
  Id id;
};

// Gives one field of an object, or all of them (`field` empty), the value it has in `from`, a payload of the same kind
// that is only read; null: the field's default.
struct Set {
  Id id;
  std::string_view field = {};
  const void* from = nullptr;
};

// Another name, or another schema. What lies below it moves along; what refers to it, refers to it still.
struct Rename {
  Id from;
  Id to;
};

using Edit = std::variant<Add, Drop, Set, Rename>;

// Errors: "no-such-object" (Drop, Set, Rename), "duplicate-object" (Add, Rename), "no-such-field"; the draft is as before.
Result<Nothing> apply_edit(Draft& draft, const Edit& edit, const ExprRules& rules);

// What would go away with an object, itself first; what only loses a default is not in it.
std::vector<Id> falls_with(const Draft& draft, const Id& id, const ExprRules& rules);

}  // namespace trueup
