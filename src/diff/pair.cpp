#include "diff/pair.h"

#include <algorithm>

#include "diff/compare.h"

namespace trueup {
namespace {

struct Leftover {
  std::vector<const Object*> have, want;
};

// Objects below tables that only one side has under that id, by their table.
void collect(const Model& from, const Model& other, std::unordered_map<std::uint64_t, Leftover>& into, std::vector<const Object*> Leftover::* side) {
  for (auto& object : from.objects()) {
    if (!object.kind().nameless_equal || object.id.size() != 3 || other.find(object.id)) continue;
    (into[(std::uint64_t(object.id[0].number()) << 32) | object.id[1].number()].*side).push_back(&object);
  }
}

bool may_stand_for(const Kind& want, const Kind& have) {
  auto lists = [](const Kind& a, const Kind& b) { return std::find(a.stands_for.begin(), a.stands_for.end(), b.name) != a.stands_for.end(); };
  return lists(want, have) || lists(have, want);
}

}  // namespace

bool say_the_same(const Object& a, const Object& b) {
  auto value = [](const Object& object, std::string_view name) -> Value {
    auto* field = object.kind().field(name);
    return field ? field->read(object.data) : Value{};
  };
  auto columns = [&](const Object& object) { return object.kind().field("keys") ? value(object, "keys") : value(object, "columns"); };
  auto unique = [&](const Object& object) { return !object.kind().field("unique") || value(object, "unique") == Value(true); };
  auto given = [](const Object& object, std::string_view name) {
    auto* field = object.kind().field(name);
    return field && !field->at_default(object.data);
  };
  if (columns(a) != columns(b) || !unique(a) || !unique(b)) return false;
  for (auto* one : {&a, &b})
    for (auto& field : one->kind().fields) {
      if (field.name == "keys" || field.name == "columns" || field.name == "unique" || field.ignored()) continue;
      if (given(a, field.name) != given(b, field.name) || (given(a, field.name) && value(a, field.name) != value(b, field.name))) return false;
    }
  return true;
}

Pairs pair_up(const Model& have, const Model& want) {
  std::unordered_map<std::uint64_t, Leftover> tables;
  collect(have, want, tables, &Leftover::have);
  collect(want, have, tables, &Leftover::want);
  Pairs out;
  auto match = [&](const Object* h, const Object* w, Difference::Sort sort) {
    out.pairs.push_back({h, w, sort});
    out.other.emplace(h, w);
    out.other.emplace(w, h);
  };
  for (auto& [table, left] : tables) {
    auto by_id = [](const Object* a, const Object* b) { return a->id < b->id; };
    std::sort(left.have.begin(), left.have.end(), by_id);
    std::sort(left.want.begin(), left.want.end(), by_id);
    // Three rounds, the surest first: equal in all fields; the same thing of which one field may differ (a primary key
    // is the only one of its table); another kind that says the same.
    for (const Object* w : left.want)
      for (const Object* h : left.have) {
        if (&h->kind() != &w->kind() || out.other.contains(h) || out.other.contains(w)) continue;
        if (compare_payload(*h, *w) != Verdict::same) continue;
        const bool both_given = h->named == Named::given && w->named == Named::given;
        match(h, w, both_given ? Difference::Sort::renamed : Difference::Sort::changed);
      }
    for (const Object* w : left.want) {
      if (out.other.contains(w) || w->named == Named::given) continue;
      const Object* only = nullptr;
      std::size_t candidates = 0;
      for (const Object* h : left.have) {
        if (&h->kind() != &w->kind() || out.other.contains(h)) continue;
        // The same columns, some other field changed: one finding about it, not a drop and an add.
        auto* field = w->kind().field("columns");
        const bool same_columns = field && field->compare(h->data, w->data) == Verdict::same;
        const bool single = w->kind().name == "primary_key";
        const bool undecided = compare_payload(*h, *w) == Verdict::undecided;
        if (same_columns || single || undecided) only = h, ++candidates;
      }
      if (candidates == 1) match(only, w, Difference::Sort::changed);
    }
    for (const Object* w : left.want)
      for (const Object* h : left.have) {
        if (out.other.contains(h) || out.other.contains(w) || !may_stand_for(w->kind(), h->kind())) continue;
        if (say_the_same(*h, *w)) match(h, w, Difference::Sort::instead);
      }
  }
  // What sits on two that are the same under different names is compared with its like.
  const std::size_t pairs = out.pairs.size();
  for (std::size_t i = 0; i < pairs; ++i)
    for (auto* kind : all_kinds()) {
      if (!kind->is_satellite || out.pairs[i].sort == Difference::Sort::instead) continue;
      const Object *h = have.find(Id::on(*kind, out.pairs[i].have->id)), *w = want.find(Id::on(*kind, out.pairs[i].want->id));
      if (h && w) match(h, w, Difference::Sort::changed);
    }
  return out;
}

}  // namespace trueup
