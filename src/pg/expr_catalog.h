// The types of pg_catalog and of the model at hand under one numbering, and what may be cast into what: the rules of
// PostgreSQL's parse_coerce.c. A type nobody declares is vague: nothing is said about it but its name.
#pragma once
#include <map>
#include <span>
#include <string>
#include <vector>

#include "pg/builtin.h"
#include "pg/expr.h"

namespace trueup {

struct TypeFacts {
  Symbol label = {};   // as the canonical tree names it; text and varchar share one
  Symbol schema = {};  // of a user's type
  Symbol name = {};
  char category = 'U';
  bool preferred = false;
  char sort = 'b';       // typtype; '?' when nobody declares it
  bool assumed = false;  // its schema is a guess
  TypeId element = t_none;
  TypeId array = t_none;
  TypeId base = t_none;  // of a domain; of a range its subtype
  const UserType* declared = nullptr;
};

enum class CoercionContext { implicit, assignment, explicit_ };
enum class CoercionPath { none, relabel, function, array, io };

class TypeCatalog {
 public:
  explicit TypeCatalog(const Names& names);

  // Never t_none for a Type that has a name: what nobody declares gets a number all the same.
  TypeId id_of(const Type& type);
  // The type a bare name stands for; t_none when neither pg_catalog, the model nor an extension has it.
  TypeId named(Symbol schema, Symbol name);
  // The model's types met since the last call.
  template <class See>
  void each_new(See see) {
    for (; seen_ < user_.size(); ++seen_) see(user_[seen_]);
  }
  // By value: looking up another type may move the facts.
  TypeFacts facts(TypeId type) const { return type < first_user_type ? builtin_[type] : user_[type - first_user_type]; }
  char category(TypeId type) const { return at(type).category; }
  bool preferred(TypeId type) const { return at(type).preferred; }
  Symbol label(TypeId type) const { return at(type).label; }
  TypeId element(TypeId type) const { return at(base(type)).element; }
  TypeId array_of(TypeId type) const { return at(type).array; }
  TypeId base(TypeId type) const;  // through domains
  bool is_enum(TypeId type) const { return at(type).sort == 'e'; }
  bool is_domain(TypeId type) const { return at(type).sort == 'd'; }
  bool is_extension(TypeId type) const { return type < builtin_type_count && builtin::types[type].extension; }
  // Nothing is known of its casts and operators.
  bool is_vague(TypeId type) const { return type == t_none || at(type).sort == '?'; }
  bool is_composite(TypeId type) const { return type == t_record || at(type).sort == 'c'; }

  CoercionPath path(TypeId from, TypeId to, CoercionContext context) const;
  // can_coerce_type: every actual type to its declared one, polymorphic ones consistently. Vague ones fit anything.
  bool fits(std::span<const TypeId> actual, std::span<const TypeId> declared, CoercionContext context) const;
  // Puts real types in the place of polymorphic ones; an undeterminable one becomes t_none.
  void settle(std::span<const TypeId> actual, std::span<TypeId> declared, TypeId& result) const;
  // select_common_type: of CASE, IN, COALESCE, ARRAY; t_none when there is none.
  TypeId common(std::span<const TypeId> types) const;

 private:
  struct Generics;
  const TypeFacts& at(TypeId type) const {
    return type < first_user_type ? builtin_[type] : user_[type - first_user_type];
  }
  bool generics(std::span<const TypeId> actual, std::span<const TypeId> declared, Generics& out) const;
  TypeId add(Symbol schema, Symbol name, const UserType* declared, bool assumed);

  const Names& names_;
  std::vector<TypeFacts> builtin_;
  std::vector<TypeFacts> user_;
  std::size_t seen_ = 0;
  std::map<std::pair<Symbol, Symbol>, TypeId> known_;
};

bool is_polymorphic(TypeId type);
bool is_text(TypeId type);     // text, varchar
bool is_number(TypeId type);   // int2 … float8
bool is_integer(TypeId type);  // int2, int4, int8

}  // namespace trueup
