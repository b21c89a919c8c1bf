// Names and texts as SQL writes them. Quotes only where PostgreSQL's own quote_ident does, for the keywords of 15
// to 18.
#pragma once
#include <string>
#include <string_view>

#include "base/symbol.h"

namespace trueup {

// users → users, Order → "Order", user → "user".
std::string quote_identifier(std::string_view name);
// it's → 'it''s'; with backslashes E'a\\b', which means the same under any standard_conforming_strings.
std::string quote_literal(std::string_view text);
// app.users; only the name when the schema is empty.
std::string quote_qualified(Symbol schema, Symbol name);

}  // namespace trueup
