#include "pg/names.h"

#include <algorithm>

#include "base/text.h"
#include "pg/walk.h"

namespace trueup {

Symbol cut_name(std::string_view name) { return Symbol(utf8_prefix(name, longest_name)); }

std::string make_object_name(std::string_view first, std::string_view second, std::string_view label) {
  std::size_t overhead = 0;
  if (!second.empty()) ++overhead;
  if (!label.empty()) overhead += label.size() + 1;
  const std::size_t room = longest_name - overhead;
  std::size_t first_size = first.size(), second_size = second.size();
  while (first_size + second_size > room) --(first_size > second_size ? first_size : second_size);
  std::string out(utf8_prefix(first, first_size));
  if (!second.empty()) out += '_', out += utf8_prefix(second, second_size);
  if (!label.empty()) out += '_', out += label;
  return out;
}

Symbol choose_name(std::string_view first, std::string_view second, std::string_view label, const IsTaken& is_taken) {
  std::string numbered(label);
  for (int pass = 1;; ++pass) {
    const Symbol name(make_object_name(first, second, numbered));
    if (!is_taken(name)) return name;
    numbered = std::string(label) + std::to_string(pass);
  }
}

void NamesInUse::take(Counts& counts, std::uint64_t key) {
  const auto at = counts.find(key);
  if (at != counts.end() && --at->second == 0) counts.erase(at);
}

namespace {

// ChooseIndexNameAddition and ChooseForeignKeyConstraintNameAddition: "a_b_c", as far as can matter.
std::string joined(const std::vector<Symbol>& columns) {
  std::string out;
  for (Symbol column : columns) {
    if (!out.empty()) out += '_';
    out += column.view();
    if (out.size() > longest_name) break;
  }
  return out;
}

// Keys are relations and constraints at once.
Symbol key_name(const NamesInUse& names, Symbol schema, Symbol table, std::string_view columns, std::string_view label) {
  return choose_name(table.view(), columns, label,
                     [&](Symbol name) { return names.has_relation(schema, name) || names.has_constraint(schema, name); });
}

}  // namespace

Symbol primary_key_name(const NamesInUse& names, Symbol schema, Symbol table) {
  return key_name(names, schema, table, "", "pkey");
}

Symbol unique_name(const NamesInUse& names, Symbol schema, Symbol table, const std::vector<Symbol>& columns) {
  return key_name(names, schema, table, joined(index_column_names(columns)), "key");
}

Symbol exclusion_name(const NamesInUse& names, Symbol schema, Symbol table, const std::vector<Symbol>& columns) {
  return key_name(names, schema, table, joined(index_column_names(columns)), "excl");
}

Symbol index_name(const NamesInUse& names, Symbol schema, Symbol table, const std::vector<Symbol>& columns) {
  return choose_name(table.view(), joined(index_column_names(columns)), "idx",
                     [&](Symbol name) { return names.has_relation(schema, name); });
}

Symbol foreign_key_name(const NamesInUse& names, Symbol schema, Symbol table, const std::vector<Symbol>& columns) {
  return choose_name(table.view(), joined(columns), "fkey",
                     [&](Symbol name) { return names.has_constraint(schema, name); });
}

Symbol check_name(const NamesInUse& names, Symbol schema, Symbol table, Symbol column) {
  return choose_name(table.view(), column.view(), "check",
                     [&](Symbol name) { return names.has_constraint(schema, name); });
}

Symbol serial_sequence_name(const NamesInUse& names, Symbol schema, Symbol table, Symbol column) {
  return choose_name(table.view(), column.view(), "seq",
                     [&](Symbol name) { return names.has_relation(schema, name); });
}

std::vector<Symbol> index_column_names(const std::vector<Symbol>& elements) {
  std::vector<Symbol> out;
  for (Symbol element : elements) {
    Symbol name = element;
    for (int i = 1; std::find(out.begin(), out.end(), name) != out.end(); ++i) {
      const std::string number = std::to_string(i);
      name = Symbol(std::string(utf8_prefix(element.view(), longest_name - number.size())) + number);
    }
    out.push_back(name);
  }
  return out;
}

namespace {

struct Figured {
  std::string name = {};
  int strength = 0;  // 1: a type's name, which anything better replaces; 2: certain
};

std::string_view last_string(PgQuery__Node* const* names, std::size_t count) {
  for (std::size_t i = count; i-- > 0;)
    if (names[i]->node_case == PG_QUERY__NODE__NODE_STRING) return names[i]->string->sval;
  return {};
}

// FigureColnameInternal of parse_target.c.
Figured figure(const PgQuery__Node* node);

Figured figure_with_type(const PgQuery__TypeCast& cast) {
  Figured out = figure(cast.arg);
  if (out.strength <= 1 && cast.type_name)
    return {std::string(last_string(cast.type_name->names, cast.type_name->n_names)), 1};
  return out;
}

std::string_view sql_value_function_name(PgQuery__SQLValueFunctionOp op) {
  switch (op) {
    case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_CURRENT_DATE: return "current_date";
    case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_CURRENT_TIME:
    case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_CURRENT_TIME_N: return "current_time";
    case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_CURRENT_TIMESTAMP:
    case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_CURRENT_TIMESTAMP_N: return "current_timestamp";
    case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_LOCALTIME:
    case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_LOCALTIME_N: return "localtime";
    case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_LOCALTIMESTAMP:
    case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_LOCALTIMESTAMP_N: return "localtimestamp";
    case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_CURRENT_ROLE: return "current_role";
    case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_CURRENT_USER: return "current_user";
    case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_USER: return "user";
    case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_SESSION_USER: return "session_user";
    case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_CURRENT_CATALOG: return "current_catalog";
    case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_CURRENT_SCHEMA: return "current_schema";
    default: return {};
  }
}

std::string_view xml_function_name(PgQuery__XmlExprOp op) {
  switch (op) {
    case PG_QUERY__XML_EXPR_OP__IS_XMLCONCAT: return "xmlconcat";
    case PG_QUERY__XML_EXPR_OP__IS_XMLELEMENT: return "xmlelement";
    case PG_QUERY__XML_EXPR_OP__IS_XMLFOREST: return "xmlforest";
    case PG_QUERY__XML_EXPR_OP__IS_XMLPARSE: return "xmlparse";
    case PG_QUERY__XML_EXPR_OP__IS_XMLPI: return "xmlpi";
    case PG_QUERY__XML_EXPR_OP__IS_XMLROOT: return "xmlroot";
    default: return {};
  }
}

Figured certain(std::string_view name) {
  return name.empty() ? Figured() : Figured{std::string(name), 2};
}

Figured figure(const PgQuery__Node* node) {
  if (!node) return {};
  switch (node->node_case) {
    case PG_QUERY__NODE__NODE_COLUMN_REF:
      return certain(last_string(node->column_ref->fields, node->column_ref->n_fields));
    case PG_QUERY__NODE__NODE_A_INDIRECTION: {
      auto* indirection = node->a_indirection;
      const std::string_view field = last_string(indirection->indirection, indirection->n_indirection);
      return field.empty() ? figure(indirection->arg) : certain(field);
    }
    case PG_QUERY__NODE__NODE_FUNC_CALL:
      return certain(last_string(node->func_call->funcname, node->func_call->n_funcname));
    case PG_QUERY__NODE__NODE_A_EXPR:
      if (node->a_expr->kind == PG_QUERY__A__EXPR__KIND__AEXPR_NULLIF) return certain("nullif");
      return {};
    case PG_QUERY__NODE__NODE_TYPE_CAST: return figure_with_type(*node->type_cast);
    case PG_QUERY__NODE__NODE_COLLATE_CLAUSE: return figure(node->collate_clause->arg);
    case PG_QUERY__NODE__NODE_GROUPING_FUNC: return certain("grouping");
    case PG_QUERY__NODE__NODE_CASE_EXPR: {
      const Figured otherwise = figure(node->case_expr->defresult);
      return otherwise.strength <= 1 ? Figured{"case", 1} : otherwise;
    }
    case PG_QUERY__NODE__NODE_A_ARRAY_EXPR: return certain("array");
    case PG_QUERY__NODE__NODE_ROW_EXPR: return certain("row");
    case PG_QUERY__NODE__NODE_COALESCE_EXPR: return certain("coalesce");
    case PG_QUERY__NODE__NODE_MIN_MAX_EXPR:
      return certain(node->min_max_expr->op == PG_QUERY__MIN_MAX_OP__IS_GREATEST ? "greatest" : "least");
    case PG_QUERY__NODE__NODE_SQLVALUE_FUNCTION: return certain(sql_value_function_name(node->sqlvalue_function->op));
    case PG_QUERY__NODE__NODE_XML_EXPR: return certain(xml_function_name(node->xml_expr->op));
    case PG_QUERY__NODE__NODE_XML_SERIALIZE: return certain("xmlserialize");
    default: return {};
  }
}

}  // namespace

Symbol index_expression_name(const PgQuery__Node& expression) {
  const Figured figured = figure(&expression);
  return figured.name.empty() ? Symbol("expr") : cut_name(figured.name);
}

Symbol single_column(const PgQuery__Node& expression) {
  std::vector<Symbol> seen;
  walk(expression.base, [&](const ProtobufCMessage& message) {
    const auto* ref = as_node<PgQuery__ColumnRef>(message, pg_query__column_ref__descriptor);
    if (!ref) return true;
    const PgQuery__Node* last = ref->n_fields ? ref->fields[ref->n_fields - 1] : nullptr;
    const Symbol name = last && last->node_case == PG_QUERY__NODE__NODE_STRING ? cut_name(last->string->sval) : Symbol();
    if (std::find(seen.begin(), seen.end(), name) == seen.end()) seen.push_back(name);
    return false;
  });
  return seen.size() == 1 ? seen[0] : Symbol();
}

Symbol collation_name(std::string_view schema, std::string_view name) {
  if (schema.empty() || schema == "pg_catalog") {
    if (name.find('.') == name.npos) return Symbol(name);
    schema = "pg_catalog";
  }
  return Symbol(std::string(schema) + '.' + std::string(name));
}

}  // namespace trueup
