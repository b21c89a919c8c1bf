// The names PostgreSQL gives to what nobody named: keys, constraints, indexes, the sequences of serial columns.
//
// Follows makeObjectName, ChooseRelationName, ChooseConstraintName and ChooseIndexName of PostgreSQL 15
// (src/backend/commands/indexcmds.c, catalog/pg_constraint.c): 63 bytes, cut at whole UTF-8 characters, and a number behind
// the label when the name is taken. Which names are taken depends on what was made before: call these in the order in
// which the server would make the objects — in one CREATE TABLE: serial sequences, checks, primary key, other keys in
// their order, foreign keys.
#pragma once
#include <pg_query/pg_query.pb-c.h>

#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/symbol.h"

namespace trueup {

constexpr std::size_t longest_name = 63;  // bytes; NAMEDATALEN - 1

// A name as the server keeps it: cut to 63 bytes at a whole character.
Symbol cut_name(std::string_view name);
inline Symbol cut_name(Symbol name) { return name.view().size() <= longest_name ? name : cut_name(name.view()); }

// A collation as a field holds it: schema.name, and the name alone where the schema is PostgreSQL's own (or not known;
// settle finds it), unless a dot in it would be taken for the one after a schema: "C", "app.german",
// "pg_catalog.en_US.utf8".
Symbol collation_name(std::string_view schema, std::string_view name);

// "first_second_label": the longer of the first two is shortened until all of it fits. `second` and `label` may be empty.
std::string make_object_name(std::string_view first, std::string_view second, std::string_view label);

using IsTaken = std::function<bool(Symbol)>;
// make_object_name with label, label1, label2 … until the name is free.
Symbol choose_name(std::string_view first, std::string_view second, std::string_view label, const IsTaken& is_taken);

// The names of a schema that are in use: relations (tables, indexes, sequences, views …) and constraints are two
// namespaces, and keys live in both. Counted, because constraints of two tables may have one name.
class NamesInUse {
 public:
  void add_relation(Symbol schema, Symbol name) { ++relations_[key(schema, name)]; }
  void add_constraint(Symbol schema, Symbol name) { ++constraints_[key(schema, name)]; }
  void remove_relation(Symbol schema, Symbol name) { take(relations_, key(schema, name)); }
  void remove_constraint(Symbol schema, Symbol name) { take(constraints_, key(schema, name)); }
  bool has_relation(Symbol schema, Symbol name) const { return relations_.contains(key(schema, name)); }
  bool has_constraint(Symbol schema, Symbol name) const { return constraints_.contains(key(schema, name)); }

 private:
  using Counts = std::unordered_map<std::uint64_t, int>;
  static std::uint64_t key(Symbol schema, Symbol name) { return std::uint64_t{schema.number()} << 32 | name.number(); }
  static void take(Counts& counts, std::uint64_t key);
  Counts relations_, constraints_;
};

// What the server would call it. Nothing is added to `names`: the caller adds what it makes, under whatever name.
// `columns` of keys and indexes are those of the key and of INCLUDE; for an expression index_column_names' word.
Symbol primary_key_name(const NamesInUse& names, Symbol schema, Symbol table);
Symbol unique_name(const NamesInUse& names, Symbol schema, Symbol table, const std::vector<Symbol>& columns);
Symbol exclusion_name(const NamesInUse& names, Symbol schema, Symbol table, const std::vector<Symbol>& columns);
Symbol index_name(const NamesInUse& names, Symbol schema, Symbol table, const std::vector<Symbol>& columns);
Symbol foreign_key_name(const NamesInUse& names, Symbol schema, Symbol table, const std::vector<Symbol>& columns);
// `column`: the only column its expression mentions; empty when there are none or several (single_column).
Symbol check_name(const NamesInUse& names, Symbol schema, Symbol table, Symbol column);
Symbol serial_sequence_name(const NamesInUse& names, Symbol schema, Symbol table, Symbol column);

// The attribute name of an index expression: the function's, the cast's type …; "expr" where nothing names it.
Symbol index_expression_name(const PgQuery__Node& expression);
// Names of an index's attributes from those of its elements: what occurs again gets a number ("expr", "expr1").
std::vector<Symbol> index_column_names(const std::vector<Symbol>& elements);
// The only column that a check's expression mentions; empty when it mentions none, several, or the whole row.
Symbol single_column(const PgQuery__Node& expression);

}  // namespace trueup
