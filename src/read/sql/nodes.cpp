#include "read/sql/nodes.h"

#include <charconv>

#include "base/text.h"
#include "pg/names.h"

namespace trueup {

Symbol symbol_of(const char* text) { return text && *text ? cut_name(text) : Symbol(); }

std::vector<Symbol> symbols_of(PgNode* const* nodes, std::size_t count) {
  std::vector<Symbol> out;
  for (std::size_t i = 0; i < count; ++i)
    if (nodes[i]->node_case == PG_QUERY__NODE__NODE_STRING) out.push_back(symbol_of(nodes[i]->string->sval));
  return out;
}

std::vector<Symbol> parts_of(const PgNode& node) {
  switch (node.node_case) {
    case PG_QUERY__NODE__NODE_LIST: {
      std::vector<Symbol> out;
      for (std::size_t i = 0; i < node.list->n_items; ++i)
        for (Symbol part : parts_of(*node.list->items[i])) out.push_back(part);
      return out;
    }
    case PG_QUERY__NODE__NODE_STRING: return {symbol_of(node.string->sval)};
    case PG_QUERY__NODE__NODE_TYPE_NAME: return symbols_of(node.type_name->names, node.type_name->n_names);
    case PG_QUERY__NODE__NODE_OBJECT_WITH_ARGS:
      return symbols_of(node.object_with_args->objname, node.object_with_args->n_objname);
    case PG_QUERY__NODE__NODE_RANGE_VAR: {
      const QualifiedName name = qualified_of(*node.range_var);
      if (name.schema.empty()) return {name.name};
      return {name.schema, name.name};
    }
    default: return {};
  }
}

QualifiedName qualified_of(const std::vector<Symbol>& parts) {
  if (parts.empty()) return {};
  return {parts.size() > 1 ? parts[parts.size() - 2] : Symbol(), parts.back()};
}

QualifiedName qualified_of(const PgQuery__RangeVar& relation) {
  return {symbol_of(relation.schemaname), symbol_of(relation.relname)};
}

std::string option_text(const PgNode* node) {
  if (!node) return "true";
  switch (node->node_case) {
    case PG_QUERY__NODE__NODE_INTEGER: return std::to_string(node->integer->ival);
    case PG_QUERY__NODE__NODE_FLOAT: return node->float_->fval;
    case PG_QUERY__NODE__NODE_BOOLEAN: return node->boolean->boolval ? "true" : "false";
    case PG_QUERY__NODE__NODE_STRING: return node->string->sval;
    case PG_QUERY__NODE__NODE_A_CONST:
      switch (node->a_const->val_case) {
        case PG_QUERY__A__CONST__VAL_IVAL: return std::to_string(node->a_const->ival->ival);
        case PG_QUERY__A__CONST__VAL_FVAL: return node->a_const->fval->fval;
        case PG_QUERY__A__CONST__VAL_BOOLVAL: return node->a_const->boolval->boolval ? "true" : "false";
        case PG_QUERY__A__CONST__VAL_SVAL: return node->a_const->sval->sval;
        default: return {};
      }
    case PG_QUERY__NODE__NODE_TYPE_NAME:
    case PG_QUERY__NODE__NODE_LIST: {
      std::vector<std::string> parts;
      for (Symbol part : parts_of(*node)) parts.push_back(part.str());
      return join(parts, node->node_case == PG_QUERY__NODE__NODE_LIST ? "," : ".");
    }
    default: return {};
  }
}

std::optional<std::int64_t> integer_of(const PgNode* node) {
  if (!node) return {};
  const std::string text = option_text(node);
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return {};
  return value;
}

bool option_is_true(const PgNode* node) {
  const std::string text = lower(option_text(node));
  return text == "true" || text == "on" || text == "1" || text == "yes";
}

Symbol dotted(const std::vector<Symbol>& parts) {
  const QualifiedName name = qualified_of(parts);
  if (name.schema.empty() || name.schema == "pg_catalog" || name.schema == "public") return name.name;
  return Symbol(name.schema.str() + '.' + name.name.str());
}

}  // namespace trueup
