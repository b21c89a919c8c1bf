#include "kinds/policy.h"

#include <algorithm>

#include "read/sql/statements.h"

namespace trueup {
namespace {

std::vector<std::string> roles_of(PgNode* const* nodes, std::size_t count) {
  std::vector<std::string> out;
  for (std::size_t i = 0; i < count; ++i) {
    const PgQuery__RoleSpec& role = *nodes[i]->role_spec;
    switch (role.roletype) {
      case PG_QUERY__ROLE_SPEC_TYPE__ROLESPEC_PUBLIC: out.emplace_back("public"); break;
      case PG_QUERY__ROLE_SPEC_TYPE__ROLESPEC_CSTRING: out.push_back(symbol_of(role.rolename).str()); break;
      case PG_QUERY__ROLE_SPEC_TYPE__ROLESPEC_CURRENT_ROLE: out.emplace_back("current_role"); break;
      case PG_QUERY__ROLE_SPEC_TYPE__ROLESPEC_CURRENT_USER: out.emplace_back("current_user"); break;
      default: out.emplace_back("session_user"); break;
    }
  }
  std::sort(out.begin(), out.end());
  // PUBLIC among others makes the others say nothing.
  if (std::find(out.begin(), out.end(), "public") != out.end()) out = {"public"};
  return out;
}

// Whoever runs the file: only the server knows.
bool depends_on_session(const std::vector<std::string>& roles, PgNode* const* nodes, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i)
    if (nodes[i]->role_spec->roletype != PG_QUERY__ROLE_SPEC_TYPE__ROLESPEC_PUBLIC && nodes[i]->role_spec->roletype != PG_QUERY__ROLE_SPEC_TYPE__ROLESPEC_CSTRING)
      return roles != std::vector<std::string>{"public"};
  return false;
}

}  // namespace

void read_create_policy(SqlRun& run, const PgQuery__CreatePolicyStmt& statement) {
  const Id table = run.table(*statement.table);
  Policy policy{.permissive = statement.permissive != 0, .command = *statement.cmd_name ? std::string(statement.cmd_name) : "all",
                .roles = roles_of(statement.roles, statement.n_roles)};
  if (policy.roles.empty()) policy.roles = {"public"};
  if (statement.qual) policy.using_expression = run.expression(*statement.qual, SqlRun::Around::parentheses);
  if (statement.with_check) policy.check_expression = run.expression(*statement.with_check, SqlRun::Around::parentheses);
  const Id id(kind_of<Policy>(), {table[0], table[1], symbol_of(statement.policy_name)});
  const bool session = depends_on_session(policy.roles, statement.roles, statement.n_roles);
  if (run.add(id, std::move(policy), run.origin()) && session) run.unknown(id, Symbol("roles"), "it names the role that runs the statement");
}

void read_alter_policy(SqlRun& run, const PgQuery__AlterPolicyStmt& statement) {
  const Id table = run.table(*statement.table);
  const Id id(kind_of<Policy>(), {table[0], table[1], symbol_of(statement.policy_name)});
  const auto roles = roles_of(statement.roles, statement.n_roles);
  const Expr seen = statement.qual ? run.expression(*statement.qual, SqlRun::Around::parentheses) : Expr();
  const Expr written = statement.with_check ? run.expression(*statement.with_check, SqlRun::Around::parentheses) : Expr();
  run.change<Policy>(id, [&](Policy& policy) {
    if (!roles.empty()) policy.roles = roles;
    if (seen) policy.using_expression = seen;
    if (written) policy.check_expression = written;
  });
}

}  // namespace trueup
