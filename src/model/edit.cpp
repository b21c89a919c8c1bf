#include "model/edit.h"

#include <unordered_set>

namespace trueup {
namespace {

bool lies_below(const Id& id, const Id& above) {
  if (id.is_satellite()) return id.object() == above || lies_below(id.object(), above);
  if (id.size() <= above.size()) return false;
  if (above.size() == 1) return above.kind().name == "schema" && id[0] == above[0];
  return above.size() == 2 && above.kind().is_relation && id[0] == above[0] && id[1] == above[1];
}

// Whether a field can name it at all. Expressions of a table name that table alone, unless they hold queries.
bool may_name(const Field& field, const Id& owner, const Id& what) {
  if (!field.follow) return false;
  if (field.far || what.size() < 2 || (what.size() == 2 && !what.kind().is_relation)) return true;
  return owner.size() >= 2 && owner[0] == what[0] && owner[1] == what[1];
}

// Looks at all values of an object for one id. Payloads may be shared with a model: they are changed in a copy.
struct Seen {
  bool met = false;
  bool only_outliving = true;  // every field that named it does without
};
Seen look(const Object& object, const Id& what, const ExprRules& rules) {
  Seen seen;
  const Id nothing;
  for (const Field& field : object.kind().fields) {
    if (!may_name(field, object.id, what)) continue;
    Follow follow{what, nothing, rules};
    field.follow(const_cast<void*>(object.data), object.id, follow);
    if (!follow.met) continue;
    seen.met = true;
    if (!field.outlives) seen.only_outliving = false;
  }
  return seen;
}

void clear_outliving(Draft& draft, Object& object, const Id& what, const ExprRules& rules) {
  const Id nothing;
  void* copy = nullptr;
  for (const Field& field : object.kind().fields) {
    if (!field.outlives || !field.follow) continue;
    Follow follow{what, nothing, rules};
    field.follow(const_cast<void*>(object.data), object.id, follow);
    if (!follow.met) continue;
    if (!copy) copy = object.kind().copy(*draft.store, object.data);
    field.assign(copy, object.kind().blank(*draft.store));
  }
  if (copy) object.data = copy;
}

// Whether something may need an object that goes away with `first`: nothing refers to indexes, keys or comments, and who
// refers to what lies below a table refers to the table.
bool can_be_needed(const Id& id, const Id& first) {
  if (id.is_satellite() || lies_below(id, first)) return false;
  return id.size() <= 2 || id.kind().name == "column";
}

Diag no_such(const Id& id) { return Diag{.code = "no-such-object", .message = "there is no " + id.str(), .subject = id.str()}; }
Diag duplicate(const Id& id) {
  return Diag{.code = "duplicate-object", .message = id.str() + " is there already", .subject = id.str()};
}

Result<Nothing> apply(Draft& draft, const Add& add, const ExprRules&) {
  if (!draft.add(add.object)) return duplicate(add.object.id);
  return ok();
}

Result<Nothing> apply(Draft& draft, const Drop& drop, const ExprRules& rules) {
  if (!draft.find(drop.id)) return no_such(drop.id);
  const std::vector<Id> gone = falls_with(draft, drop.id, rules);
  for (const Id& id : gone) draft.remove(id);
  for (Object& object : draft.objects()) {
    if (object.id.empty()) continue;
    for (const Id& id : gone)
      if (id.size() == 2 && !id.is_satellite()) clear_outliving(draft, object, id, rules);
  }
  const std::unordered_set<Id> set(gone.begin(), gone.end());
  std::erase_if(draft.unknowns, [&](const Unknown& unknown) { return set.contains(unknown.about) || lies_below(unknown.about, drop.id); });
  return ok();
}

Result<Nothing> apply(Draft& draft, const Set& set, const ExprRules&) {
  Object* object = draft.object(set.id);
  if (!object) return no_such(set.id);
  const Kind& kind = object->kind();
  const void* from = set.from ? set.from : kind.blank(*draft.store);
  if (set.field.empty()) {
    object->data = kind.copy(*draft.store, from);
    return ok();
  }
  const Field* field = kind.field(set.field);
  if (!field) return Diag{.code = "no-such-field", .message = set.id.str() + " has no field " + std::string(set.field)};
  void* copy = kind.copy(*draft.store, object->data);
  field->assign(copy, from);
  object->data = copy;
  return ok();
}

// Expressions are respelled while the ids of their owners are still the old ones.
void follow_everywhere(Draft& draft, const Rename& rename, const ExprRules& rules) {
  for (Object& object : draft.objects()) {
    if (object.id.empty()) continue;
    if (!look(object, rename.from, rules).met) continue;
    void* copy = object.kind().copy(*draft.store, object.data);
    Follow follow{rename.from, rename.to, rules};
    for (const Field& field : object.kind().fields)
      if (may_name(field, object.id, rename.from)) field.follow(copy, object.id, follow);
    object.data = copy;
  }
}

Result<Nothing> apply(Draft& draft, const Rename& rename, const ExprRules& rules) {
  if (!draft.find(rename.from)) return no_such(rename.from);
  if (rename.from == rename.to) return ok();
  if (draft.find(rename.to)) return duplicate(rename.to);
  follow_everywhere(draft, rename, rules);
  const Follow follow{rename.from, rename.to, rules};
  for (std::size_t i = 0; i < draft.objects().size(); ++i) {
    const Id id = draft.objects()[i].id;
    if (!id.empty() && follow.concerns(id)) draft.move(id, follow.moved(id));
  }
  for (Unknown& unknown : draft.unknowns)
    if (!unknown.about.empty()) unknown.about = follow.moved(unknown.about);
  return ok();
}

}  // namespace

bool Follow::concerns(const Id& id) const { return id == from || lies_below(id, from); }

Id Follow::moved(const Id& id) const {
  if (id.is_satellite()) return Id::on(id.kind(), moved(id.object()));
  if (!concerns(id)) return id;
  Id out = id;
  for (std::size_t i = 0; i < to.size() && i < id.size(); ++i) out = out.with(i, to[i]);
  return out;
}

std::vector<Id> falls_with(const Draft& draft, const Id& id, const ExprRules& rules) {
  std::vector<Id> gone = {id};
  std::unordered_set<Id> set = {id};
  for (std::size_t i = 0; i < gone.size(); ++i) {
    const Id what = gone[i];
    if (i > 0 && !can_be_needed(what, id)) continue;
    for (const Object& object : draft.objects()) {
      if (object.id.empty() || set.contains(object.id)) continue;
      bool falls = lies_below(object.id, what);
      if (!falls && !what.is_satellite()) {
        const Seen seen = look(object, what, rules);
        falls = seen.met && !seen.only_outliving;
      }
      if (falls && set.insert(object.id).second) gone.push_back(object.id);
    }
  }
  return gone;
}

Result<Nothing> apply_edit(Draft& draft, const Edit& edit, const ExprRules& rules) {
  return std::visit([&](const auto& each) { return apply(draft, each, rules); }, edit);
}

}  // namespace trueup
