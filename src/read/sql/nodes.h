// Small readings of libpg_query's nodes: names, lists of strings, the values of options.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/symbol.h"
#include "pg/parse.h"

namespace trueup {

struct QualifiedName {
  Symbol schema = {};  // empty: not said
  Symbol name = {};
};

Symbol symbol_of(const char* text);  // cut to 63 bytes as the server does; null: empty
std::vector<Symbol> symbols_of(PgNode* const* nodes, std::size_t count);
// Of a List, a String, a TypeName, a RangeVar or an ObjectWithArgs: all parts of the name.
std::vector<Symbol> parts_of(const PgNode& node);
QualifiedName qualified_of(const std::vector<Symbol>& parts);  // the last two
QualifiedName qualified_of(const PgQuery__RangeVar& relation);

// The value of an option: 70, "on", 'text', a word; a list as "a,b"; nothing: "true".
std::string option_text(const PgNode* node);
std::optional<std::int64_t> integer_of(const PgNode* node);
bool option_is_true(const PgNode* node);

// "app.german" as fields spell collations and operator classes; a schema pg_catalog or public is left away.
Symbol dotted(const std::vector<Symbol>& parts);

}  // namespace trueup
