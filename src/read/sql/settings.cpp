// What a session remembers: the search path; and SELECT, which is data except where it sets that path.
#include "base/text.h"
#include "read/sql/statements.h"

namespace trueup {
namespace {

// A list of names as search_path's value spells it: a, "B", "$user".
std::vector<Symbol> path_of(std::string_view value) {
  std::vector<Symbol> out;
  for (auto& part : split(value, ',')) {
    std::string name(trim(part));
    if (name.size() >= 2 && name.front() == '"' && name.back() == '"') name = name.substr(1, name.size() - 2);
    else name = lower(name);
    if (!name.empty() && name != "$user" && name != "pg_catalog") out.push_back(cut_name(name));
  }
  return out;
}

std::string constant_of(const PgNode& node) {
  if (node.node_case == PG_QUERY__NODE__NODE_TYPE_CAST && node.type_cast->arg) return constant_of(*node.type_cast->arg);
  return option_text(&node);
}

// Functions that pg_dump and people call in scripts and that make nothing.
bool is_harmless(std::string_view name) {
  return name == "setval" || name == "nextval" || name == "set_config" || name == "currval" || name == "now" || name == "version" || name == "count" ||
         name.starts_with("pg_");
}

void read_call(SqlRun& run, const PgQuery__FuncCall& call) {
  const QualifiedName name = qualified_of(symbols_of(call.funcname, call.n_funcname));
  if (name.name == "set_config" && call.n_args >= 2 && constant_of(*call.args[0]) == "search_path")
    return run.set_search_path(path_of(constant_of(*call.args[1])));
  if (!is_harmless(name.name.view())) run.unmodelled("function call", name.name.str());
}

}  // namespace

void read_set(SqlRun& run, const PgQuery__VariableSetStmt& statement) {
  const std::string name = lower(statement.name);
  const bool back = statement.kind == PG_QUERY__VARIABLE_SET_KIND__VAR_RESET_ALL;
  if (name != "search_path" && !back) return;
  if (statement.kind != PG_QUERY__VARIABLE_SET_KIND__VAR_SET_VALUE) return run.set_search_path({});
  std::vector<Symbol> path;
  for (std::size_t i = 0; i < statement.n_args; ++i) {
    const std::string schema = option_text(statement.args[i]);
    if (!schema.empty() && schema != "$user" && schema != "pg_catalog") path.push_back(cut_name(schema));
  }
  run.set_search_path(std::move(path));
}

void read_select(SqlRun& run, const PgQuery__SelectStmt& statement) {
  if (statement.into_clause) {
    const Id table = run.to_create(kind_of<Table>(), qualified_of(*statement.into_clause->rel));
    run.see(table);
    return run.unknown(table, {}, "it is made by SELECT INTO");
  }
  if (statement.n_from_clause) return;
  for (std::size_t i = 0; i < statement.n_target_list; ++i) {
    const PgNode* value = statement.target_list[i]->res_target->val;
    if (value && value->node_case == PG_QUERY__NODE__NODE_FUNC_CALL) read_call(run, *value->func_call);
  }
}

}  // namespace trueup
