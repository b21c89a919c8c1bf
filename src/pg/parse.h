// libpg_query behind handles that free themselves: a script to statements, one expression to a tree.
//
// The parser recurses with the depth of the text; large texts are parsed on a thread with a large stack, and what is
// too deep even for that is refused. The grammar is that of PostgreSQL 15.
#pragma once
#include <pg_query/pg_query.pb-c.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/type.h"

namespace trueup {

using PgNode = PgQuery__Node;

struct Statement {
  const PgNode* node = nullptr;  // lives as long as its ParsedSql
  std::string_view text = {};    // without leading blanks and comments, without the semicolon; same lifetime
  Origin origin = {};            // of its first character
  std::uint32_t offset = 0;      // in bytes, of its first character; nodes' `location`s count from the script's start
};

// A script's statements in order. What does not parse is left out and reported, the rest is there.
class ParsedSql {
 public:
  ParsedSql(ParsedSql&&) noexcept;
  ParsedSql& operator=(ParsedSql&&) noexcept;
  ~ParsedSql();

  const std::vector<Statement>& statements() const;
  const Diags& diags() const;  // syntax-error, statement-too-large; each with file:line:column
  const std::string& text() const;
  // Line and column of a byte offset (a node's `location`), for messages.
  Origin origin_at(std::int64_t offset) const;

 private:
  friend ParsedSql parse_script(std::string text, Symbol file);
  struct Body;
  explicit ParsedSql(std::unique_ptr<Body> body);
  std::unique_ptr<Body> body_;
};

ParsedSql parse_script(std::string text, Symbol file);

// One expression, as in SELECT (…). Errors: syntax-error, statement-too-large.
class ParsedExpr {
 public:
  ParsedExpr(ParsedExpr&&) noexcept;
  ParsedExpr& operator=(ParsedExpr&&) noexcept;
  ~ParsedExpr();
  const PgNode& node() const;
  // Subtract from a node's `location` to have the offset in the expression's own text.
  static constexpr int shift = 8;

 private:
  friend Result<ParsedExpr> parse_expression(std::string_view sql);
  friend Result<ParsedExpr> parse_meaning(std::string_view sql);
  struct Body;
  explicit ParsedExpr(std::unique_ptr<Body> body);
  std::unique_ptr<Body> body_;
};

Result<ParsedExpr> parse_expression(std::string_view sql);
// The same tree for who does not ask where its parts stand: their locations are another text's. Expressions that differ
// in names and constants alone are parsed once (pg/parse_shape.h).
Result<ParsedExpr> parse_meaning(std::string_view sql);

// A type name met in a tree; canonical as parse_type makes it. `serial` comes out as an unqualified user type of that
// name (see serial_base).
Result<Type> type_of(const PgQuery__TypeName& name);

}  // namespace trueup
