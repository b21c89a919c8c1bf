#include "model/field_values.h"

#include "base/text.h"

namespace trueup {

Value to_value(const Ref& ref) {
  if (ref.to.empty()) return {};
  List path;
  for (std::size_t i = 0; i < ref.to.size(); ++i) path.emplace_back(ref.to[i].str());
  return path;
}

namespace {
template <class T, class To>
bool take(const T* from, To& out) {
  if (!from) return false;
  out = static_cast<To>(*from);
  return true;
}
}  // namespace

bool from_value(const Value& value, bool& out) { return take(value.boolean(), out); }
bool from_value(const Value& value, std::int64_t& out) { return take(value.integer(), out); }
bool from_value(const Value& value, std::int32_t& out) { return take(value.integer(), out); }
bool from_value(const Value& value, std::string& out) { return take(value.text(), out); }
bool from_value(const Value& value, Symbol& out) {
  if (!value.text()) return false;
  out = Symbol(*value.text());
  return true;
}
bool from_value(const Value& value, Type& out) {
  if (!value.text()) return false;
  out = Type{.name = Symbol(*value.text())};  // spelled; settle/types makes the type of it
  return true;
}
bool from_value(const Value& value, Expr& out) {
  if (!value.text()) return false;
  out = Expr::written(*value.text());
  return true;
}
bool from_value(const Value& value, Ref& out) {
  std::vector<std::string> path;
  if (!from_value(value, path) || path.size() != 2) return false;
  out.to = Id(kind_named("table"), {std::string_view(path[0]), std::string_view(path[1])});
  return true;
}

void follow(Ref& ref, const Id&, Follow& f) {
  if (ref.to.empty() || !f.concerns(ref.to)) return;
  f.met = true;
  if (!f.to.empty()) ref.to = f.moved(ref.to);
}

void follow(Type& type, const Id&, Follow& f) {
  if (type.empty()) return;
  const bool same_type = f.from.size() == 2 && f.from.kind().is_type && type.name == f.from[1] && type.schema == f.from[0];
  const bool of_schema = f.from.size() == 1 && f.from.kind().name == "schema" && type.schema == f.from[0];
  if (!same_type && !of_schema) return;
  f.met = true;
  if (f.to.empty()) return;
  type.schema = f.to[0];
  if (same_type) type.name = f.to[1];
}

void follow(Expr& expr, const Id& owner, Follow& f) {
  if (!expr || !f.rules.respell) return;
  bool met = false;
  Expr respelled = f.rules.respell(expr, owner, f.from, f.to, met);
  f.met = f.met || met;
  if (met && !f.to.empty()) expr = respelled;
}

void follow_column(Symbol& name, const Id& table, Follow& f) {
  if (f.from.size() != 3 || f.from.kind().name != "column" || table[0] != f.from[0] || table[1] != f.from[1] || name != f.from[2]) return;
  f.met = true;
  if (!f.to.empty()) name = f.to[2];
}

void each_ref(const Type& type, const Id&, const SeeRef& see) {
  if (type.schema.empty()) return;
  for (auto* kind : all_kinds())
    if (kind->is_type) see(Id(*kind, {type.schema, type.name}));
}

void each_ref(const Expr& expr, const Id& owner, const SeeRef& see) {
  static const Kind &column = kind_named("column"), &sequence = kind_named("sequence"), &table = kind_named("table");
  if (owner.size() >= 2)
    for (Symbol name : expr.columns()) see(Id(column, {owner[0], owner[1], name}));
  for (const Mention& mention : expr.mentions()) {
    switch (mention.sort) {
      case Mention::Sort::type:
        for (auto* kind : all_kinds())
          if (kind->is_type) see(Id(*kind, {mention.schema, mention.name}));
        break;
      case Mention::Sort::sequence: see(Id(sequence, {mention.schema, mention.name})); break;
      case Mention::Sort::relation: see(Id(table, {mention.schema, mention.name})); break;
      case Mention::Sort::function: break;  // functions are kinds of a later page
    }
  }
}

}  // namespace trueup
