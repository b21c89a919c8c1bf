#include "pg/respell.h"

#include <algorithm>
#include <vector>

#include "base/text.h"
#include "model/kind.h"
#include "model/quote.h"
#include "pg/parse.h"
#include "pg/walk.h"

namespace trueup {
namespace {

struct Span {
  std::size_t begin = 0, end = 0;
};

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '$' || (c & 0x80) != 0;
}
bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

// The parts of `a."B".c` that begin at an offset.
std::vector<Span> name_at(std::string_view text, std::size_t at) {
  std::vector<Span> out;
  for (;;) {
    std::size_t end = at;
    if (at < text.size() && text[at] == '"') {
      for (end = at + 1; end < text.size(); ++end)
        if (text[end] == '"' && (end + 1 >= text.size() || text[++end] != '"')) break;
      end = end < text.size() && text[end] == '"' ? end + 1 : end;
    } else {
      while (end < text.size() && is_word(text[end])) ++end;
    }
    if (end == at) return out;
    out.push_back({at, end});
    std::size_t dot = end;
    while (dot < text.size() && is_blank(text[dot])) ++dot;
    if (dot >= text.size() || text[dot] != '.') return out;
    for (at = dot + 1; at < text.size() && is_blank(text[at]);) ++at;
  }
}

std::vector<Symbol> strings(PgNode* const* nodes, std::size_t count) {
  std::vector<Symbol> out;
  for (std::size_t i = 0; i < count; ++i)
    out.emplace_back(nodes[i]->node_case == PG_QUERY__NODE__NODE_STRING ? nodes[i]->string->sval : "*");
  return out;
}

class Respeller {
 public:
  Respeller(std::string_view text, const Id& owner, const Id& from, const Id& to) : text_(text), owner_(owner), from_(from), to_(to) {}

  void read(const ProtobufCMessage& root) {
    walk(root, [&](const ProtobufCMessage& message) {
      if (auto* select = as_node<PgQuery__SelectStmt>(message, pg_query__select_stmt__descriptor)) {
        read_select(*select);
        return false;
      }
      if (auto* column = as_node<PgQuery__ColumnRef>(message, pg_query__column_ref__descriptor)) see_column(*column);
      if (auto* table = as_node<PgQuery__RangeVar>(message, pg_query__range_var__descriptor)) see_table(*table);
      if (auto* type = as_node<PgQuery__TypeName>(message, pg_query__type_name__descriptor)) see_type(*type);
      if (auto* call = as_node<PgQuery__FuncCall>(message, pg_query__func_call__descriptor)) see_call(*call);
      if (auto* cast = as_node<PgQuery__TypeCast>(message, pg_query__type_cast__descriptor)) see_cast(*cast);
      return true;
    });
  }

  std::string result() {
    std::sort(changes_.begin(), changes_.end(), [](auto& a, auto& b) { return a.first.begin > b.first.begin; });
    std::string out(text_);
    std::size_t before = out.size() + 1;
    for (auto& [span, with] : changes_) {
      if (span.begin >= before) continue;  // seen twice
      out.replace(span.begin, span.end - span.begin, with);
      before = span.begin;
    }
    return out;
  }

  bool met = false;

 private:
  struct Source {
    Symbol alias;
    bool is_from = false;  // the table that `from` is, or is a column of
  };

  bool is_column() const { return from_.size() == 3; }
  bool own_table() const { return owner_.size() >= 2 && owner_[0] == from_[0] && owner_[1] == from_[1]; }
  bool is_table(Symbol schema, Symbol name) const { return name == from_[1] && (schema.empty() || schema == from_[0] || from_[0].empty()); }

  void read_select(const PgQuery__SelectStmt& select) {
    scopes_.emplace_back();
    auto gather = [&](const ProtobufCMessage& root) {
      walk(root, [&](const ProtobufCMessage& message) {
        if (message.descriptor == &pg_query__select_stmt__descriptor) return false;
        if (auto* table = as_node<PgQuery__RangeVar>(message, pg_query__range_var__descriptor)) {
          const Symbol alias(table->alias ? table->alias->aliasname : table->relname);
          scopes_.back().push_back({alias, is_table(Symbol(table->schemaname), Symbol(table->relname))});
        }
        return true;
      });
    };
    for (std::size_t i = 0; i < select.n_from_clause; ++i) gather(select.from_clause[i]->base);
    each_child(select.base, [&](const ProtobufCMessage& child) { read(child); });
    scopes_.pop_back();
  }

  // Whether a qualifier means the table in question, innermost scope first.
  bool means_table(Symbol qualifier, bool& by_alias) const {
    for (auto scope = scopes_.rbegin(); scope != scopes_.rend(); ++scope)
      for (auto& source : *scope)
        if (source.alias == qualifier) {
          by_alias = source.is_from && qualifier != from_[1];
          return source.is_from;
        }
    return qualifier == from_[1] && own_table();
  }

  void see_column(const PgQuery__ColumnRef& ref) {
    const auto names = strings(ref.fields, ref.n_fields);
    if (names.empty()) return;
    if (is_column()) {
      std::size_t place = names.size() - 1;
      // `(row).field` is no column reference; `table.column.field` is too rare to be told from `schema.table.column`.
      if (names[place] != from_[2]) return;
      bool by_alias = false;
      if (place == 0) {
        bool inner = false;
        if (!scopes_.empty())
          for (auto& source : scopes_.back()) inner = inner || source.is_from;
        if (scopes_.empty() ? !own_table() : !inner) return;
      } else if (!means_table(names[place - 1], by_alias)) {
        return;
      }
      change(ref.location, place, to_.empty() ? Symbol() : to_[2]);
    } else if (names.size() >= 2 && from_.kind().is_relation) {
      const std::size_t place = names.size() - 2;
      bool by_alias = false;
      if (names[place] == from_[1] && means_table(names[place], by_alias) && !by_alias) change_relation(ref.location, place);
    }
  }

  void see_table(const PgQuery__RangeVar& table) {
    if (is_column() || !from_.kind().is_relation || !is_table(Symbol(table.schemaname), Symbol(table.relname))) return;
    change_relation(table.location, *table.schemaname ? 1 : 0);
  }

  void see_type(const PgQuery__TypeName& type) {
    if (is_column() || !from_.kind().is_type) return;
    const auto names = strings(type.names, type.n_names);
    if (names.empty() || names.back() != from_[1] || (names.size() > 1 && names[names.size() - 2] != from_[0])) return;
    change_relation(type.location, names.size() - 1);
  }

  void see_call(const PgQuery__FuncCall& call) {
    const auto names = strings(call.funcname, call.n_funcname);
    if (names.empty() || call.n_args == 0) return;
    if (names.back() == "nextval" || names.back() == "currval" || names.back() == "setval") see_regclass(*call.args[0]);
  }

  void see_cast(const PgQuery__TypeCast& cast) {
    const auto names = cast.type_name ? strings(cast.type_name->names, cast.type_name->n_names) : std::vector<Symbol>();
    if (!names.empty() && names.back() == "regclass" && cast.arg) see_regclass(*cast.arg);
  }

  void see_regclass(const PgNode& node) {
    if (is_column() || node.node_case != PG_QUERY__NODE__NODE_A_CONST || node.a_const->val_case != PG_QUERY__A__CONST__VAL_SVAL) return;
    if (from_.kind().name != "sequence" && !from_.kind().is_relation) return;
    const std::string value = node.a_const->sval->sval;
    const auto parts = name_at(value, 0);
    if (parts.empty() || parts.size() > 2) return;
    auto unquoted = [&](const Span& span) {
      const std::string part = value.substr(span.begin, span.end - span.begin);
      return part.starts_with('"') ? Symbol(replace_all(part.substr(1, part.size() - 2), "\"\"", "\"")) : Symbol(lower(part));
    };
    const Symbol schema = parts.size() == 2 ? unquoted(parts[0]) : Symbol();
    if (unquoted(parts.back()) != from_[1] || (!schema.empty() && schema != from_[0])) return;
    met = true;
    if (to_.empty()) return;
    const std::size_t at = static_cast<std::size_t>(node.a_const->location - ParsedExpr::shift);
    if (at >= text_.size() || text_[at] != '\'') return;
    const std::size_t end = text_.find('\'', at + 1);
    const bool qualify = parts.size() == 2 || to_[0] != from_[0];
    if (end != text_.npos) changes_.emplace_back(Span{at, end + 1}, quote_literal(quote_qualified(qualify ? to_[0] : Symbol(), to_[1])));
  }

  // The part of the dotted name at a location.
  void change(int location, std::size_t place, Symbol with) {
    met = true;
    if (to_.empty()) return;
    const auto parts = name_at(text_, static_cast<std::size_t>(location - ParsedExpr::shift));
    if (place < parts.size()) changes_.emplace_back(parts[place], quote_identifier(with.view()));
  }

  // The same for a relation or a type, whose schema may change too.
  void change_relation(int location, std::size_t place) {
    met = true;
    if (to_.empty()) return;
    const auto parts = name_at(text_, static_cast<std::size_t>(location - ParsedExpr::shift));
    if (place >= parts.size()) return;
    const bool qualify = place > 0 || to_[0] != from_[0];
    changes_.emplace_back(Span{parts[place > 0 ? place - 1 : 0].begin, parts[place].end}, quote_qualified(qualify ? to_[0] : Symbol(), to_[1]));
  }

  std::string_view text_;
  const Id &owner_, &from_, &to_;
  std::vector<std::vector<Source>> scopes_ = {};
  std::vector<std::pair<Span, std::string>> changes_ = {};
};

// In any case, as far as the first quote in the name.
bool holds(std::string_view text, std::string_view name) {
  name = name.substr(0, name.find('"'));
  const auto same = [](char a, char b) { return a == b || ((a ^ b) == 32 && ((a | 32) >= 'a' && (a | 32) <= 'z')); };
  return std::search(text.begin(), text.end(), name.begin(), name.end(), same) != text.end();
}

}  // namespace

Expr respell(const Expr& expr, const Id& owner, const Id& from, const Id& to, bool& met) {
  if (from.size() < 2 || from.is_satellite() || (from.size() == 3 && from.kind().name != "column")) return expr;
  // Most expressions do not hold the name at all; and who is not on the column's table must name the table too.
  if (!holds(expr.text(), from.back().view())) return expr;
  if (from.size() == 3 && (owner.size() < 2 || owner[0] != from[0] || owner[1] != from[1]) && !holds(expr.text(), from[1].view())) return expr;
  const std::string text(expr.text());
  const auto parsed = parse_expression(text);
  if (!parsed) return expr;
  Respeller respeller(text, owner, from, to);
  respeller.read((*parsed).node().base);
  if (!respeller.met) return expr;
  met = true;
  return to.empty() ? expr : Expr::written(respeller.result());
}

const ExprRules& postgres_expr_rules() {
  static const ExprRules rules = {.respell = respell};
  return rules;
}

}  // namespace trueup
