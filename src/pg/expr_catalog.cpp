#include "pg/expr_catalog.h"

#include <algorithm>

#include "model/quote.h"

namespace trueup {

bool is_polymorphic(TypeId type) {
  switch (type) {
    case t_anyelement:
    case t_anyarray:
    case t_anynonarray:
    case t_anyenum:
    case t_anyrange:
    case t_anymultirange:
    case t_anycompatible:
    case t_anycompatiblearray:
    case t_anycompatiblenonarray:
    case t_anycompatiblerange:
      return true;
    default:
      return false;
  }
}

bool is_text(TypeId type) { return type == t_text || type == t_varchar; }
bool is_integer(TypeId type) { return type == t_int2 || type == t_int4 || type == t_int8; }
bool is_number(TypeId type) { return is_integer(type) || type == t_numeric || type == t_float4 || type == t_float8; }

TypeCatalog::TypeCatalog(const Names& names) : names_(names), builtin_(first_user_type) {
  for (TypeId type = 1; type < builtin_type_count; ++type) {
    const builtin::TypeRow& row = builtin::types[type];
    const bool domain = row.sort == 'd';
    builtin_[type] = {.label = Symbol(builtin::shown(type)),
                      .name = Symbol(builtin::names + row.name),
                      .category = row.category,
                      .preferred = row.preferred,
                      .sort = row.sort,
                      .element = row.element,
                      .array = row.array,
                      .base = row.sort == 'r' || row.sort == 'm' || domain ? row.base : TypeId{t_none}};
  }
  builtin_[t_varchar].label = builtin_[t_text].label;
  builtin_[t_varchar_array].label = builtin_[t_text_array].label;
}

TypeId TypeCatalog::base(TypeId type) const {
  for (int depth = 0; depth < 32 && at(type).sort == 'd' && at(type).base != t_none; ++depth) type = at(type).base;
  return type;
}

TypeId TypeCatalog::id_of(const Type& type) {
  if (type.empty()) return t_none;
  TypeId id = t_none;
  if (type.schema.empty()) {
    const std::string_view word = type.name.view();
    if (word == "bpchar") id = t_bpchar;
    else if (word == "\"bit\"") id = t_bit;
    else if (word.starts_with("interval ")) id = t_interval;
    else id = builtin::type_shown(word);
  }
  if (id == t_none) id = named(type.schema, type.name);
  if (id == t_none) {
    const bool assumed = type.schema.empty();
    id = add(assumed && !names_.search_path.empty() ? names_.search_path.front() : type.schema, type.name, nullptr,
             assumed);
  }
  return type.array ? at(id).array : id;
}

TypeId TypeCatalog::named(Symbol schema, Symbol name) {
  static const Symbol pg_catalog("pg_catalog");
  if (schema.empty() || schema == pg_catalog) {
    const TypeId id = builtin::type_named(name.view());
    if (id != t_none && !builtin::types[id].extension) return id;
    if (schema == pg_catalog) return t_none;
  }
  const std::span<const Symbol> path =
      schema.empty() ? std::span<const Symbol>(names_.search_path) : std::span(&schema, 1);
  for (const Symbol place : path) {
    if (const auto found = known_.find({place, name}); found != known_.end()) return found->second;
    if (const UserType* declared = names_.type ? names_.type(place, name) : nullptr)
      return add(place, name, declared, false);
    // A table's row type has its name.
    if (names_.columns && names_.columns(place, name)) {
      const TypeId id = add(place, name, nullptr, false);
      user_[id - first_user_type].sort = 'c';
      user_[id - first_user_type].category = 'C';
      return id;
    }
  }
  const TypeId id = builtin::type_named(name.view());
  return id != t_none && builtin::types[id].extension ? id : TypeId{t_none};
}

TypeId TypeCatalog::add(Symbol schema, Symbol name, const UserType* declared, bool assumed) {
  if (const auto found = known_.find({schema, name}); found != known_.end()) return found->second;
  const auto id = static_cast<TypeId>(first_user_type + user_.size());
  if (id >= 0xFFF0) return t_none;
  known_.emplace(std::pair(schema, name), id);
  const auto array = static_cast<TypeId>(id + 1);
  const std::string label = quote_qualified(schema, name);
  user_.push_back({.label = Symbol(label),
                   .schema = schema,
                   .name = name,
                   .sort = '?',
                   .assumed = assumed,
                   .array = array,
                   .declared = declared});
  user_.push_back({.label = Symbol(label + "[]"),
                   .schema = schema,
                   .name = name,
                   .category = 'A',
                   .sort = 'b',
                   .assumed = assumed,
                   .element = id});
  if (!declared) {
    user_.back().sort = '?';
    return id;
  }
  using Sort = UserType::Sort;
  TypeFacts facts = user_[id - first_user_type];
  if (declared->sort == Sort::enumeration) facts.sort = 'e', facts.category = 'E';
  if (declared->sort == Sort::composite) facts.sort = 'c', facts.category = 'C';
  if (declared->sort == Sort::range) facts.sort = 'r', facts.category = 'R', facts.base = id_of(declared->base);
  if (declared->sort == Sort::domain) {
    facts.sort = 'd';
    facts.base = id_of(declared->base);
    facts.category = at(facts.base).category;
    facts.preferred = at(facts.base).preferred;
    facts.element = t_none;
    if (is_vague(facts.base)) facts.sort = '?';
  }
  user_[id - first_user_type] = facts;
  return id;
}

CoercionPath TypeCatalog::path(TypeId from, TypeId to, CoercionContext context) const {
  from = base(from);
  to = base(to);
  if (from == to) return CoercionPath::relabel;
  if (const builtin::CastRow* cast = builtin::cast(from, to)) {
    const bool allowed = cast->context == 'i' || (cast->context == 'a' && context != CoercionContext::implicit) ||
                         context == CoercionContext::explicit_;
    if (!allowed) return CoercionPath::none;
    return cast->method == 'b'   ? CoercionPath::relabel
           : cast->method == 'i' ? CoercionPath::io
                                 : CoercionPath::function;
  }
  if (at(from).element != t_none && at(to).element != t_none &&
      path(at(from).element, at(to).element, context) != CoercionPath::none)
    return CoercionPath::array;
  if (context != CoercionContext::implicit && category(to) == 'S') return CoercionPath::io;
  if (context == CoercionContext::explicit_ && category(from) == 'S') return CoercionPath::io;
  return CoercionPath::none;
}

struct TypeCatalog::Generics {
  TypeId element = t_none, array = t_none, range = t_none, compatible = t_none, compatible_range = t_none;
  bool any_compatible = false;
};

// check_generic_type_consistency. Unknown literals and vague types do not speak.
bool TypeCatalog::generics(std::span<const TypeId> actual, std::span<const TypeId> declared, Generics& out) const {
  bool not_array = false, must_be_enum = false, compatible_not_array = false;
  std::vector<TypeId> compatible;
  const auto set = [](TypeId& slot, TypeId type) {
    if (slot == t_none) slot = type;
    return slot == type;
  };
  for (std::size_t i = 0; i < declared.size(); ++i) {
    const TypeId want = declared[i];
    if (!is_polymorphic(want)) continue;
    not_array |= want == t_anynonarray;
    must_be_enum |= want == t_anyenum;
    compatible_not_array |= want == t_anycompatiblenonarray;
    out.any_compatible |= want == t_anycompatible || want == t_anycompatiblearray || want == t_anycompatiblenonarray ||
                          want == t_anycompatiblerange;
    TypeId have = actual[i];
    if (have == t_unknown || is_vague(have)) continue;
    switch (want) {
      case t_anyelement:
      case t_anynonarray:
      case t_anyenum:
        if (!set(out.element, have)) return false;
        break;
      case t_anyarray:
        have = base(have);
        if (at(have).element == t_none || !set(out.array, have)) return false;
        break;
      case t_anyrange:
      case t_anymultirange:
        have = base(have);
        if (at(have).sort != (want == t_anyrange ? 'r' : 'm') || !set(out.range, have)) return false;
        break;
      case t_anycompatiblearray:
        if (element(have) == t_none) return false;
        compatible.push_back(element(have));
        break;
      case t_anycompatiblerange:
        have = base(have);
        if (at(have).sort != 'r' || !set(out.compatible_range, have)) return false;
        break;
      default:
        compatible.push_back(have);
    }
  }
  if (out.array != t_none && !set(out.element, at(out.array).element)) return false;
  if (out.range != t_none && !set(out.element, at(out.range).base)) return false;
  if (out.element != t_none && out.array == t_none) out.array = at(out.element).array;
  if (not_array && at(base(out.element)).element != t_none) return false;
  if (must_be_enum && out.element != t_none && !is_enum(base(out.element))) return false;
  if (!compatible.empty()) {
    out.compatible = common(compatible);
    if (out.compatible == t_none) return false;
    for (const TypeId type : compatible)
      if (!is_vague(type) && type != out.compatible &&
          path(type, out.compatible, CoercionContext::implicit) == CoercionPath::none)
        return false;
    if (compatible_not_array && at(base(out.compatible)).element != t_none) return false;
  }
  if (out.compatible_range != t_none && out.compatible == t_none) out.compatible = at(out.compatible_range).base;
  return true;
}

bool TypeCatalog::fits(std::span<const TypeId> actual, std::span<const TypeId> declared,
                       CoercionContext context) const {
  bool polymorphic = false;
  for (std::size_t i = 0; i < declared.size(); ++i) {
    const TypeId have = actual[i], want = declared[i];
    if (have == want || want == t_any) continue;
    if (is_polymorphic(want)) {
      polymorphic = true;
      continue;
    }
    if (have == t_unknown || is_vague(have)) continue;
    if (path(have, want, context) != CoercionPath::none) continue;
    if (is_composite(have) && is_composite(want) && (have == t_record || want == t_record)) continue;
    return false;
  }
  Generics unused;
  return !polymorphic || generics(actual, declared, unused);
}

void TypeCatalog::settle(std::span<const TypeId> actual, std::span<TypeId> declared, TypeId& result) const {
  Generics found;
  const bool known = generics(actual, declared, found);
  if (known && found.any_compatible && found.compatible == t_none) {
    bool vague = false;
    for (const TypeId type : actual) vague |= type != t_unknown && is_vague(type);
    if (!vague) found.compatible = t_text;
  }
  if (!known) found = {};
  const auto real = [&](TypeId type) -> TypeId {
    switch (type) {
      case t_anyelement:
      case t_anynonarray:
      case t_anyenum:
        return found.element;
      case t_anyarray:
        return found.array;
      case t_anyrange:
      case t_anymultirange:
        return found.range;
      case t_anycompatible:
      case t_anycompatiblenonarray:
        return found.compatible;
      case t_anycompatiblearray:
        return at(found.compatible).array;
      case t_anycompatiblerange:
        return found.compatible_range;
      default:
        return type;
    }
  };
  for (TypeId& type : declared) type = real(type);
  result = real(result);
}

TypeId TypeCatalog::common(std::span<const TypeId> types) const {
  if (types.empty()) return t_none;
  if (types[0] != t_unknown && std::all_of(types.begin(), types.end(), [&](TypeId t) { return t == types[0]; }))
    return types[0];
  TypeId best = base(types[0]);
  for (const TypeId given : types) {
    const TypeId type = base(given);
    if (is_vague(type)) return t_none;
    if (type == t_unknown || type == best) continue;
    if (best == t_unknown) {
      best = type;
    } else if (category(type) != category(best)) {
      return t_none;
    } else if (!preferred(best) && path(best, type, CoercionContext::implicit) != CoercionPath::none &&
               path(type, best, CoercionContext::implicit) == CoercionPath::none) {
      best = type;
    }
  }
  return best == t_unknown ? TypeId{t_text} : best;
}

}  // namespace trueup
