#include "pg/parse.h"

#include <pg_query.h>

#include <algorithm>
#include <cstring>
#include <mutex>
#include <optional>
#include <unordered_map>

#include "base/text.h"
#include "pg/deep_stack.h"
#include "pg/nesting.h"
#include "pg/parse_arena.h"
#include "pg/parse_shape.h"
#include "pg/type_parts.h"

namespace trueup {
namespace {

// Frames of the parser's output functions take some 2 kB a level: an ordinary thread's 8 MB bear this depth and more.
constexpr std::size_t shallow = 1000;
constexpr std::size_t too_deep = 60'000;

struct Parsed {
  PgQuery__ParseResult* tree = nullptr;
  std::string message = {};      // of an error
  std::size_t error_offset = 0;  // in bytes
};

// PostgreSQL counts characters from 1.
std::size_t byte_offset(std::string_view text, int character) {
  std::size_t at = 0;
  for (int seen = 1; at < text.size(); ++at)
    if ((text[at] & 0xC0) != 0x80 && seen++ >= character) break;
  return at;
}

Parsed parse_here(const std::string& text, ParseArena& arena) {
  const PgQueryProtobufParseResult result = pg_query_parse_protobuf(text.c_str());
  Parsed parsed;
  if (result.error) {
    parsed.message = result.error->message;
    parsed.error_offset = byte_offset(text, result.error->cursorpos);
  } else {
    parsed.tree = pg_query__parse_result__unpack(arena.allocator(), result.parse_tree.len,
                                                 reinterpret_cast<const std::uint8_t*>(result.parse_tree.data));
    if (!parsed.tree) parsed.message = "the parser's answer cannot be read";
  }
  pg_query_free_protobuf_parse_result(result);
  return parsed;
}

Parsed parse(const std::string& text, ParseArena& arena) {
  // The parser takes a C string: a NUL would hide what follows it.
  if (const auto at = text.find('\0'); at != text.npos)
    return {.message = "a NUL byte in the text", .error_offset = at};
  const std::size_t depth = nesting_of(text);
  if (depth > too_deep) return {.message = "the statement is nested too deeply", .error_offset = 0};
  if (depth <= shallow) return parse_here(text, arena);
  Parsed parsed;
  on_deep_stack([&] { parsed = parse_here(text, arena); });
  return parsed;
}

}  // namespace

struct ParsedSql::Body {
  std::string text = {};
  Symbol file = {};
  ParseArena arena = {};
  std::vector<Statement> statements = {};
  Diags diags = {};
  std::vector<std::uint32_t> lines = {};  // where each begins

  void note_lines() {
    lines.push_back(0);
    for (std::size_t i = 0; i < text.size(); ++i)
      if (text[i] == '\n') lines.push_back(static_cast<std::uint32_t>(i + 1));
  }

  Origin origin_at(std::size_t offset) const {
    const auto after = std::upper_bound(lines.begin(), lines.end(), offset);
    const auto line = static_cast<std::uint32_t>(after - lines.begin());
    std::uint32_t column = 1;
    for (std::size_t i = *std::prev(after); i < offset && i < text.size(); ++i)
      if ((text[i] & 0xC0) != 0x80) ++column;
    return {file, line, column};
  }

  // What was parsed is the text from `from` to `limit`; locations in the tree lack `shift`.
  void add(const PgQuery__ParseResult& tree, std::size_t shift, std::size_t from, std::size_t limit) {
    for (std::size_t i = 0; i < tree.n_stmts; ++i) {
      const PgQuery__RawStmt& raw = *tree.stmts[i];
      const std::size_t begin = std::max(from, shift + static_cast<std::size_t>(raw.stmt_location));
      const std::size_t end = raw.stmt_len > 0 ? begin + static_cast<std::size_t>(raw.stmt_len) : limit;
      const std::string_view all(text);
      const std::size_t first = begin + skip_blanks(all.substr(begin, end - begin));
      statements.push_back({.node = raw.stmt,
                            .text = trim(all.substr(first, end - first)),
                            .origin = origin_at(first),
                            .offset = static_cast<std::uint32_t>(first)});
    }
  }

  void complain(const Parsed& parsed, std::size_t shift, std::string_view statement) {
    const bool large = parsed.message.find("too deeply") != std::string::npos;
    diags.push_back({.code = large ? "statement-too-large" : "syntax-error",
                     .message = parsed.message + ", in: " + summary(statement),
                     .origin = origin_at(shift + parsed.error_offset),
                     .hint = large ? "" : "trueup reads the SQL of PostgreSQL 15"});
  }

  static std::string summary(std::string_view statement) {
    const std::string_view cut = utf8_prefix(statement, 80);
    return replace_all(std::string(cut), "\n", " ") + (cut.size() < statement.size() ? " …" : "");
  }
};

namespace {

// A node's locations count from the start of what was parsed; when statements are parsed one by one they are padded
// with blanks to stand where they stood. Lines are short and errors rare, so the quadratic cost does not matter.
std::string padded(std::string_view text, std::size_t begin, std::size_t end) {
  return std::string(begin, ' ') + std::string(text.substr(begin, end - begin));
}

}  // namespace

ParsedSql parse_script(std::string text, Symbol file) {
  auto body = std::make_unique<ParsedSql::Body>();
  body->text = std::move(text);
  body->file = file;
  body->note_lines();
  const Parsed whole = parse(body->text, body->arena);
  if (whole.tree) {
    body->add(*whole.tree, 0, 0, body->text.size());
    return ParsedSql(std::move(body));
  }
  // One bad statement spoils the whole parse: take them one by one.
  for (const auto& [begin, end] : statements_of(body->text)) {
    const std::string_view statement = std::string_view(body->text).substr(begin, end - begin);
    const bool large = body->text.size() > 1'000'000;
    const Parsed one = parse(large ? std::string(statement) : padded(body->text, begin, end), body->arena);
    if (one.tree) body->add(*one.tree, large ? begin : 0, begin, end);
    else body->complain(one, large ? begin : 0, statement.substr(skip_blanks(statement)));
  }
  return ParsedSql(std::move(body));
}

ParsedSql::ParsedSql(std::unique_ptr<Body> body) : body_(std::move(body)) {}
ParsedSql::ParsedSql(ParsedSql&&) noexcept = default;
ParsedSql& ParsedSql::operator=(ParsedSql&&) noexcept = default;
ParsedSql::~ParsedSql() = default;
const std::vector<Statement>& ParsedSql::statements() const { return body_->statements; }
const Diags& ParsedSql::diags() const { return body_->diags; }
const std::string& ParsedSql::text() const { return body_->text; }

Origin ParsedSql::origin_at(std::int64_t offset) const {
  return body_->origin_at(static_cast<std::size_t>(std::max<std::int64_t>(offset, 0)));
}

struct ParsedExpr::Body {
  ParseArena arena = {};
  const PgNode* node = nullptr;
};

ParsedExpr::ParsedExpr(std::unique_ptr<Body> body) : body_(std::move(body)) {}
ParsedExpr::ParsedExpr(ParsedExpr&&) noexcept = default;
ParsedExpr& ParsedExpr::operator=(ParsedExpr&&) noexcept = default;
ParsedExpr::~ParsedExpr() = default;
const PgNode& ParsedExpr::node() const { return *body_->node; }

Result<ParsedExpr> parse_expression(std::string_view sql) {
  auto body = std::make_unique<ParsedExpr::Body>();
  // The line break ends a comment at the end of the expression.
  const Parsed parsed = parse("SELECT (" + std::string(sql) + "\n)", body->arena);
  const auto fail = [&](std::string message) {
    const bool large = message.find("too deeply") != std::string::npos;
    return Diag{.code = large ? "statement-too-large" : "syntax-error", .message = std::move(message)};
  };
  if (!parsed.tree) return fail(parsed.message);
  if (parsed.tree->n_stmts != 1) return fail("not one expression");
  const PgNode& statement = *parsed.tree->stmts[0]->stmt;
  if (statement.node_case != PG_QUERY__NODE__NODE_SELECT_STMT) return fail("not an expression");
  const PgQuery__SelectStmt& select = *statement.select_stmt;
  if (select.n_target_list != 1 || select.n_from_clause != 0 || select.where_clause || select.n_sort_clause != 0 ||
      select.larg || select.limit_count || select.n_group_clause != 0 || select.with_clause)
    return fail("not one expression");
  const PgQuery__ResTarget& target = *select.target_list[0]->res_target;
  if (target.name && *target.name) return fail("not one expression");
  body->node = target.val;
  return ParsedExpr(std::move(body));
}

Result<ParsedExpr> parse_meaning(std::string_view sql) {
  // Trees of shapes stay: what is parsed shares them. Beyond this many an application's expressions are no longer alike.
  constexpr std::size_t most_shapes = 512;
  static std::mutex mutex;
  static auto* const known = new std::unordered_map<std::string, std::optional<ParsedExpr>>;
  const std::optional<ExpressionShape> shape = shape_of(sql);
  if (!shape) return parse_expression(sql);
  const std::lock_guard lock(mutex);
  auto at = known->find(shape->text);
  if (at == known->end()) {
    if (known->size() >= most_shapes) return parse_expression(sql);
    at = known->try_emplace(shape->text).first;
    if (auto parsed = parse_expression(shape->text)) at->second = std::move(*parsed);
  }
  if (at->second) {
    auto body = std::make_unique<ParsedExpr::Body>();
    body->node = fill_shape(at->second->node(), *shape, body->arena);
    if (body->node) return ParsedExpr(std::move(body));
  }
  return parse_expression(sql);  // it is no SQL, or means something by what was replaced: let the parser say
}

Result<Type> type_of(const PgQuery__TypeName& name) {
  TypeParts parts;
  std::string spelled;
  for (std::size_t i = 0; i < name.n_names; ++i) {
    if (name.names[i]->node_case != PG_QUERY__NODE__NODE_STRING) continue;
    parts.schema = std::exchange(parts.name, name.names[i]->string->sval);
    spelled += (i == 0 ? "" : ".") + parts.name;
  }
  if (name.pct_type) return Diag{.code = "invalid-type", .message = spelled + "%TYPE is not a type of its own"};
  for (std::size_t i = 0; i < name.n_typmods; ++i) {
    const PgNode& modifier = *name.typmods[i];
    if (modifier.node_case == PG_QUERY__NODE__NODE_A_CONST) {
      const PgQuery__AConst& constant = *modifier.a_const;
      if (constant.val_case == PG_QUERY__A__CONST__VAL_IVAL)
        parts.modifiers.push_back(std::to_string(constant.ival->ival));
      else if (constant.val_case == PG_QUERY__A__CONST__VAL_SVAL) parts.modifiers.emplace_back(constant.sval->sval);
      else if (constant.val_case == PG_QUERY__A__CONST__VAL_FVAL) parts.modifiers.emplace_back(constant.fval->fval);
    } else if (modifier.node_case == PG_QUERY__NODE__NODE_COLUMN_REF && modifier.column_ref->n_fields == 1) {
      parts.modifiers.emplace_back(modifier.column_ref->fields[0]->string->sval);
    }
  }
  parts.array = name.n_array_bounds != 0;
  return make_type(parts, spelled);
}

}  // namespace trueup
