// Indexes of a Draft: keys out of columns, expressions and texts, and PostgreSQL's own options.
#include <algorithm>

#include "base/text.h"
#include "model/quote.h"
#include "pg/names.h"
#include "pg/parse.h"
#include "read/sqlalchemy/draft.h"
#include "read/sqlalchemy/expressions.h"
#include "read/sqlalchemy/values.h"

namespace trueup::sqla {

namespace {

bool takes_word(std::string& text, std::string_view word) {
  const std::string low = lower(text);
  if (low.size() <= word.size() || !low.ends_with(word)) return false;
  const char before = low[low.size() - word.size() - 1];
  if (before != ' ' && before != ')' && before != '"') return false;
  text = std::string(trim(std::string_view(text).substr(0, text.size() - word.size())));
  return true;
}

bool is_plain_name(std::string_view text) {
  if (text.empty() || !(std::isalpha(static_cast<unsigned char>(text[0])) || text[0] == '_')) return false;
  return std::all_of(text.begin(), text.end(), [](char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '$'; });
}

// A key given as text: "lower(name) text_pattern_ops DESC NULLS LAST". What cannot be told apart stays an expression.
void read_key_text(std::string text, trueup::Index::Key& key) {
  text = std::string(trim(text));
  std::optional<bool> nulls_first;
  if (takes_word(text, "nulls first")) nulls_first = true;
  else if (takes_word(text, "nulls last")) nulls_first = false;
  if (takes_word(text, "desc")) key.descending = true;
  else (void)takes_word(text, "asc");
  key.nulls_first = nulls_first.value_or(key.descending);
  // One more word behind a name or a closing parenthesis is an operator class.
  const auto blank = text.rfind(' ');
  if (blank != std::string::npos) {
    const std::string last = text.substr(blank + 1), head(trim(std::string_view(text).substr(0, blank)));
    if (is_plain_name(last) && last.ends_with("_ops") && (head.ends_with(')') || is_plain_name(head) || head.ends_with('"'))) {
      key.opclass = Symbol(last);
      text = head;
    }
  }
  if (is_plain_name(text)) key.name = Symbol(lower(text));
  else if (text.size() > 2 && text.front() == '"' && text.find('"', 1) == text.size() - 1) key.name = Symbol(std::string_view(text).substr(1, text.size() - 2));
  else key.expression = Expr::written(text);
}

// DESC, NULLS LAST, COLLATE around an expression.
const Sql* unwrapped(const Sql* sql, trueup::Index::Key& key) {
  bool nulls_said = false;
  for (int i = 0; i < 6 && sql->sort == Sql::Sort::suffix; ++i) {
    if (sql->word == "DESC") key.descending = true;
    else if (sql->word == "NULLS FIRST") key.nulls_first = nulls_said = true;
    else if (sql->word == "NULLS LAST") nulls_said = true, key.nulls_first = false;
    else if (sql->word.starts_with("COLLATE "))
      key.collation = collation_name({}, replace_all(sql->word.substr(8), "\"", ""));
    else if (sql->word != "ASC") break;
    sql = sql->parts[0];
  }
  if (key.descending && !nulls_said) key.nulls_first = true;
  return sql;
}

Column* column_named(const Table& table, std::string_view name) {
  if (Column* found = table.find(name)) return found;
  for (Column* column : table.columns)
    if (column->name_text() == name) return column;
  return nullptr;
}

}  // namespace

bool Drafter::add_key(trueup::Index& out, Table& table, Index& index, Value value, const Id& id) {
  trueup::Index::Key key;
  std::string ops_key;
  if (Opaque* opaque = unknown_in(value)) return unknown(id, {}, py::describe(*opaque), opaque->origin()), false;
  if (auto name = py::text_of(value); name && !is_clause(world_, value)) {
    Column* column = column_named(table, *name);
    if (!column) return unknown(id, {}, "speaks of a column that the table does not have: " + std::string(*name), index.origin), false;
    key.name = cut_name(column->name_text());
    ops_key = column->key_text();
  } else {
    const Sql* sql = unwrapped(sql_of_text(world_, value), key);
    ops_key = sql->key.str();
    if (sql->sort == Sql::Sort::column) {
      key.name = cut_name(sql->column->name_text());
      ops_key = sql->column->key_text();
      if (key.name.empty()) return unknown(id, {}, "speaks of a column that never got a name", index.origin), false;
    } else if (sql->sort == Sql::Sort::name) {
      key.name = cut_name(sql->word), ops_key = sql->word;
    } else {
      SqlText text = write_sql(world_, *sql);
      if (!text.known()) return unknown(id, {}, text.reason, text.origin ? text.origin : index.origin), false;
      if (sql->sort == Sql::Sort::text) {
        read_key_text(text.text, key);
        if (ops_key.empty()) ops_key = text.text;
      } else key.expression = written(text.text);
    }
  }
  for (const py::Named& option : index.options) {
    if (option.name != "postgresql_ops") continue;
    if (auto* dict = option.value.as<py::Dict>()) {
      if (Value opclass = world_.interp.dict_get(*dict, ops_key)) {
        std::string words = text_or(opclass);
        if (takes_word(words, "desc")) key.descending = true, key.nulls_first = true;
        key.opclass = Symbol(words);
      }
    } else if (Opaque* opaque = unknown_in(option.value)) return unknown(id, {}, py::describe(*opaque), opaque->origin()), false;
  }
  out.keys.push_back(std::move(key));
  return true;
}

void Drafter::add_index(Table& table, Index& index) {
  const Id table_at = table_id(table);
  const Kind& kind = kind_of<trueup::Index>();
  ChosenName name = name_of(world_, index, table);
  Named named = name.by_convention ? Named::convention : Named::given;
  trueup::Index out;
  const Id unnamed(kind, {table_at[0], table_at[1], Symbol(name.text.empty() ? "?" : name.text)});
  if (index.unknown) return unknown(unnamed, {}, py::describe(*index.unknown), index.unknown->origin());
  if (!name.reason.empty()) return unknown(unnamed, {}, "has a name that is not known: " + name.reason, name.origin ? name.origin : index.origin);
  for (Value value : index.expressions)
    if (!add_key(out, table, index, value, unnamed)) return;
  if (out.keys.empty()) return;
  if (name.text.empty()) {
    std::vector<Symbol> keys;
    for (const auto& key : out.keys) {
      Symbol called = key.name;
      if (called.empty()) {
        auto parsed = parse_meaning(key.expression.text());
        called = parsed ? index_expression_name(parsed->node()) : Symbol("expr");
      }
      keys.push_back(called);
    }
    name.text = index_name(names_, table.schema, table_at[1], index_column_names(keys)).str();
    named = Named::server;
  }
  names_.add_relation(table.schema, Symbol(name.text));
  const Id id = unnamed.named(Symbol(name.text));
  out.unique = flag(index.unique, false, id, "unique", index.origin);
  for (const py::Named& option : index.options) {
    if (option.name == "postgresql_using") {
      const std::string method = lower(word(option.value, id, "method", index.origin));
      if (!method.empty()) out.method = method;
    } else if (option.name == "postgresql_where") {
      if (!is_given(option.value)) continue;
      SqlText text = sql_text_of(world_, option.value);
      if (text.known()) out.where = written(text.text);
      else unknown(id, "where", text.reason, text.origin ? text.origin : index.origin);
    } else if (option.name == "postgresql_include") {
      for (Value value : py::sequence_of(option.value)) {
        Column* column = column_of(value);
        if (auto text = py::text_of(value)) column = column_named(table, *text);
        if (column) out.include.names.emplace_back(column->name_text());
        else unknown(id, "include", "speaks of a column that the table does not have", index.origin);
      }
    } else if (option.name == "postgresql_nulls_not_distinct") {
      out.nulls_not_distinct = flag(option.value, false, id, "nulls_not_distinct", index.origin);
    } else if (option.name == "postgresql_with") {
      if (auto* dict = option.value.as<py::Dict>())
        for (const auto& entry : dict->entries)
          if (entry.key) out.options.push_back(text_or(entry.key) + '=' + world_.interp.str(entry.value));
      std::sort(out.options.begin(), out.options.end());
    }
  }
  if (name.is_cut) mistake("name-too-long", "the name of the index " + text_or(index.name) + " of " + table.name.str() + " is longer than the 63 bytes that PostgreSQL keeps, and SQLAlchemy refuses it", shown(index.origin));
  if (!draft_.add(id, std::move(out), shown(index.origin), named)) {
    draft_.diags.push_back({.code = "index-declared-twice", .message = "the index " + name.text + " of " + table.name.str() + " is declared twice; the first counts",
                            .origin = shown(index.origin), .severity = Severity::warning});
    return;
  }
  draft_.object(id)->schema_given = table.schema_given;
}

}  // namespace trueup::sqla
