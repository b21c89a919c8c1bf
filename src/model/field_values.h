// What the types of members know: value, hash, comparison, references. Kinds add overloads for their nested structs.
// Included by the kind files alone.
#pragma once
#include <optional>
#include <type_traits>

#include "model/expr.h"
#include "model/follow.h"
#include "model/kind.h"
#include "model/type.h"

namespace trueup {

// ---- to and from Value ----
inline Value to_value(bool b) { return b; }
inline Value to_value(std::int64_t n) { return n; }
inline Value to_value(std::int32_t n) { return std::int64_t{n}; }
inline Value to_value(const std::string& s) { return s; }
inline Value to_value(Symbol s) { return s.str(); }
inline Value to_value(const Type& t) { return t.empty() ? Value{} : Value(t.spell()); }
inline Value to_value(const Expr& e) { return e ? Value(std::string(e.text())) : Value{}; }
Value to_value(const Ref& ref);  // the path, as a list
bool from_value(const Value& value, bool& out);
bool from_value(const Value& value, std::int64_t& out);
bool from_value(const Value& value, std::int32_t& out);
bool from_value(const Value& value, std::string& out);
bool from_value(const Value& value, Symbol& out);
bool from_value(const Value& value, Type& out);
bool from_value(const Value& value, Expr& out);
bool from_value(const Value& value, Ref& out);  // a path of a table

template <class T>
Value to_value(const std::optional<T>& v) { return v ? to_value(*v) : Value{}; }
template <class T>
Value to_value(const std::vector<T>& items) {
  List out;
  for (auto& each : items) out.push_back(to_value(each));
  return out;
}
template <class T>
bool from_value(const Value& value, std::optional<T>& out) {
  if (value.is_null()) return out.reset(), true;
  return from_value(value, out.emplace());
}
template <class T>
bool from_value(const Value& value, std::vector<T>& out) {
  auto* list = value.list();
  if (!list) return false;
  out.clear();
  for (auto& each : *list)
    if (!from_value(each, out.emplace_back())) return false;
  return true;
}

// ---- hash ----
inline std::uint64_t hash_value(bool b) { return b ? 3 : 5; }
inline std::uint64_t hash_value(std::int64_t n) { return hash_with(7, static_cast<std::uint64_t>(n)); }
inline std::uint64_t hash_value(std::int32_t n) { return hash_value(std::int64_t{n}); }
inline std::uint64_t hash_value(const std::string& s) { return hash_of(s); }
inline std::uint64_t hash_value(Symbol s) { return s.content_hash(); }
inline std::uint64_t hash_value(const Type& t) {
  return hash_with(hash_with(hash_value(t.schema), hash_value(t.name)), hash_with(hash_value(t.modifier), t.array));
}
inline std::uint64_t hash_value(const Expr& e) { return e.hash(); }
inline std::uint64_t hash_value(const Ref& r) {
  std::uint64_t hash = r.to.size();
  for (std::size_t i = 0; i < r.to.size(); ++i) hash = hash_with(hash, r.to[i].content_hash());
  return hash;
}
template <class T>
std::uint64_t hash_value(const std::optional<T>& v) { return v ? hash_with(11, hash_value(*v)) : 13; }
template <class T>
std::uint64_t hash_value(const std::vector<T>& items) {
  std::uint64_t hash = items.size();
  for (auto& each : items) hash = hash_with(hash, hash_value(each));
  return hash;
}

// ---- comparison: have, want ----
template <class T>
  requires(!std::is_same_v<T, Expr>)
Verdict compare(const T& have, const T& want) { return have == want ? Verdict::same : Verdict::different; }
template <class T>
Verdict compare(const std::optional<T>& have, const std::optional<T>& want) {
  if (have && want) return compare(*have, *want);
  return have.has_value() == want.has_value() ? Verdict::same : Verdict::different;
}
template <class T>
Verdict compare(const std::vector<T>& have, const std::vector<T>& want) {
  if (have.size() != want.size()) return Verdict::different;
  Verdict all = Verdict::same;
  for (std::size_t i = 0; all != Verdict::different && i < have.size(); ++i) all = both(all, compare(have[i], want[i]));
  return all;
}

// ---- references; `owner` is the object that holds the value ----
template <class T>
void each_ref(const T&, const Id&, const SeeRef&) {}
inline void each_ref(const Ref& ref, const Id&, const SeeRef& see) {
  if (!ref.to.empty()) see(ref.to);
}
void each_ref(const Type& type, const Id& owner, const SeeRef& see);
void each_ref(const Expr& expr, const Id& owner, const SeeRef& see);  // columns are those of the owner's table
template <class T>
void each_ref(const std::optional<T>& v, const Id& owner, const SeeRef& see) {
  if (v) each_ref(*v, owner, see);
}
template <class T>
void each_ref(const std::vector<T>& items, const Id& owner, const SeeRef& see) {
  for (auto& each : items) each_ref(each, owner, see);
}

// ---- following an id that changes; `owner` as above, still under its old name ----
void follow(Ref& ref, const Id& owner, Follow& f);
void follow(Type& type, const Id& owner, Follow& f);
void follow(Expr& expr, const Id& owner, Follow& f);
void follow_column(Symbol& name, const Id& table, Follow& f);  // of a table or of anything on it
template <class T>
concept CanFollow = requires(T& value, const Id& owner, Follow& f) { follow(value, owner, f); };
template <CanFollow T>
void follow(std::vector<T>& items, const Id& owner, Follow& f) {
  for (auto& each : items) follow(each, owner, f);
}
template <class T, auto Member>
constexpr auto follower() -> void (*)(void*, const Id&, Follow&) {
  if constexpr (CanFollow<std::remove_reference_t<decltype(std::declval<T&>().*Member)>>)
    return [](void* p, const Id& owner, Follow& f) { follow(static_cast<T*>(p)->*Member, owner, f); };
  else
    return nullptr;
}

// ---- the table ----
template <auto Member>
struct MemberOf;
template <class T, class M, M T::*Member>
struct MemberOf<Member> {
  using Struct = T;
  using Type = M;
};

// One line of a field table: field<&Index::where>("where", Rebuild{}, "Only these rows are indexed.")
template <auto Member>
Field field(std::string_view name, OnChange on_change, std::string_view doc) {
  using T = typename MemberOf<Member>::Struct;
  return {.name = name,
          .doc = doc,
          .on_change = on_change,
          .compare = [](const void* have, const void* want) { return compare(static_cast<const T*>(have)->*Member, static_cast<const T*>(want)->*Member); },
          .hash = [](const void* p) { return hash_value(static_cast<const T*>(p)->*Member); },
          .read = [](const void* p) -> Value { return to_value(static_cast<const T*>(p)->*Member); },
          .at_default = [](const void* p) {
            static const std::uint64_t at_default = hash_value(T{}.*Member);
            return hash_value(static_cast<const T*>(p)->*Member) == at_default;
          },
          .write = [](void* p, const Value& value) { return from_value(value, static_cast<T*>(p)->*Member); },
          .refs = [](const void* p, const Id& owner, const SeeRef& see) { each_ref(static_cast<const T*>(p)->*Member, owner, see); },
          .assign = [](void* to, const void* from) { static_cast<T*>(to)->*Member = static_cast<const T*>(from)->*Member; },
          .follow = follower<T, Member>(),
          .far = std::is_same_v<typename MemberOf<Member>::Type, Ref>};
}

template <class T, class... F>
std::vector<Field> fields_of(F... field) {
  static_assert(sizeof...(F) == member_count<T>(), "every member needs one line in the field table");
  return {std::move(field)...};
}

// ---- writers over typed payloads ----
// alter<fn>(effects) where fn is Sql(const Id&, const T& have, const T& want, const StepOptions&)
template <class T>
struct TypedChange {
  const Id& id;
  const T& have;
  const T& want;
  const StepOptions& options;
};
template <class T>
TypedChange<T> typed(const Change& c) { return {c.id, *static_cast<const T*>(c.have), *static_cast<const T*>(c.want), c.options}; }

}  // namespace trueup
