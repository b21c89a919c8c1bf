// Statements about kinds that are not modelled: seen, named, and counted.
#include "base/text.h"
#include "read/sql/statements.h"

namespace trueup {

std::string_view word_of(PgQuery__ObjectType type) {
  switch (type) {
    case PG_QUERY__OBJECT_TYPE__OBJECT_AGGREGATE: return "aggregate";
    case PG_QUERY__OBJECT_TYPE__OBJECT_ATTRIBUTE: return "composite type";
    case PG_QUERY__OBJECT_TYPE__OBJECT_CAST: return "cast";
    case PG_QUERY__OBJECT_TYPE__OBJECT_COLLATION: return "collation";
    case PG_QUERY__OBJECT_TYPE__OBJECT_COLUMN: return "column";
    case PG_QUERY__OBJECT_TYPE__OBJECT_CONVERSION: return "conversion";
    case PG_QUERY__OBJECT_TYPE__OBJECT_DATABASE: return "database";
    case PG_QUERY__OBJECT_TYPE__OBJECT_DOMAIN:
    case PG_QUERY__OBJECT_TYPE__OBJECT_DOMCONSTRAINT: return "domain";
    case PG_QUERY__OBJECT_TYPE__OBJECT_EVENT_TRIGGER: return "event trigger";
    case PG_QUERY__OBJECT_TYPE__OBJECT_EXTENSION: return "extension";
    case PG_QUERY__OBJECT_TYPE__OBJECT_FDW: return "foreign-data wrapper";
    case PG_QUERY__OBJECT_TYPE__OBJECT_FOREIGN_SERVER: return "server";
    case PG_QUERY__OBJECT_TYPE__OBJECT_FOREIGN_TABLE: return "foreign table";
    case PG_QUERY__OBJECT_TYPE__OBJECT_FUNCTION:
    case PG_QUERY__OBJECT_TYPE__OBJECT_ROUTINE: return "function";
    case PG_QUERY__OBJECT_TYPE__OBJECT_PROCEDURE: return "procedure";
    case PG_QUERY__OBJECT_TYPE__OBJECT_INDEX: return "index";
    case PG_QUERY__OBJECT_TYPE__OBJECT_LANGUAGE: return "language";
    case PG_QUERY__OBJECT_TYPE__OBJECT_MATVIEW: return "materialized view";
    case PG_QUERY__OBJECT_TYPE__OBJECT_OPCLASS: return "operator class";
    case PG_QUERY__OBJECT_TYPE__OBJECT_OPERATOR: return "operator";
    case PG_QUERY__OBJECT_TYPE__OBJECT_OPFAMILY: return "operator family";
    case PG_QUERY__OBJECT_TYPE__OBJECT_PUBLICATION: return "publication";
    case PG_QUERY__OBJECT_TYPE__OBJECT_ROLE: return "role";
    case PG_QUERY__OBJECT_TYPE__OBJECT_RULE: return "rule";
    case PG_QUERY__OBJECT_TYPE__OBJECT_SCHEMA: return "schema";
    case PG_QUERY__OBJECT_TYPE__OBJECT_SEQUENCE: return "sequence";
    case PG_QUERY__OBJECT_TYPE__OBJECT_STATISTIC_EXT: return "statistics";
    case PG_QUERY__OBJECT_TYPE__OBJECT_SUBSCRIPTION: return "subscription";
    case PG_QUERY__OBJECT_TYPE__OBJECT_TABCONSTRAINT: return "constraint";
    case PG_QUERY__OBJECT_TYPE__OBJECT_TABLE: return "table";
    case PG_QUERY__OBJECT_TYPE__OBJECT_TRIGGER: return "trigger";
    case PG_QUERY__OBJECT_TYPE__OBJECT_TSCONFIGURATION: return "text search configuration";
    case PG_QUERY__OBJECT_TYPE__OBJECT_TSDICTIONARY: return "text search dictionary";
    case PG_QUERY__OBJECT_TYPE__OBJECT_TSPARSER: return "text search parser";
    case PG_QUERY__OBJECT_TYPE__OBJECT_TSTEMPLATE: return "text search template";
    case PG_QUERY__OBJECT_TYPE__OBJECT_TYPE: return "type";
    case PG_QUERY__OBJECT_TYPE__OBJECT_USER_MAPPING: return "user mapping";
    case PG_QUERY__OBJECT_TYPE__OBJECT_VIEW: return "view";
    case PG_QUERY__OBJECT_TYPE__OBJECT_POLICY: return "policy";
    default: return "object";
  }
}

namespace {

std::string dotted_name(PgNode* const* nodes, std::size_t count) {
  std::vector<std::string> parts;
  for (Symbol part : symbols_of(nodes, count)) parts.push_back(part.str());
  return join(parts, ".");
}

// A view, materialized view or foreign table: its name stands where a table's could.
void relation(SqlRun& run, std::string_view sort, const PgQuery__RangeVar& name) {
  const Id id = run.to_create(kind_of<Table>(), qualified_of(name));
  run.take_relation_name(id[0], id[1]);
  run.unmodelled(sort, id[0].empty() ? id[1].str() : id[0].str() + '.' + id[1].str(), id);
  run.note_foreign(qualified_of(name));
}

}  // namespace

bool read_unmodelled(SqlRun& run, const PgNode& node) {
  const auto note = [&](std::string_view sort, std::string name) { return run.unmodelled(sort, std::move(name)), true; };
  switch (node.node_case) {
    case PG_QUERY__NODE__NODE_VIEW_STMT: return relation(run, "view", *node.view_stmt->view), true;
    case PG_QUERY__NODE__NODE_CREATE_FOREIGN_TABLE_STMT: return relation(run, "foreign table", *node.create_foreign_table_stmt->base_stmt->relation), true;
    case PG_QUERY__NODE__NODE_CREATE_TABLE_AS_STMT: {
      const PgQuery__CreateTableAsStmt& statement = *node.create_table_as_stmt;
      if (statement.objtype == PG_QUERY__OBJECT_TYPE__OBJECT_MATVIEW) return relation(run, "materialized view", *statement.into->rel), true;
      const QualifiedName name = qualified_of(*statement.into->rel);
      if (*statement.into->rel->relpersistence == 't') return run.note_foreign(name), true;
      const Id table = run.to_create(kind_of<Table>(), name);
      run.see(table);
      run.note_foreign(name);
      run.unknown(table, {}, "it is made by CREATE TABLE AS, whose columns only the server knows");
      return true;
    }
    case PG_QUERY__NODE__NODE_CREATE_FUNCTION_STMT:
      return note(node.create_function_stmt->is_procedure ? "procedure" : "function", dotted_name(node.create_function_stmt->funcname, node.create_function_stmt->n_funcname));
    case PG_QUERY__NODE__NODE_ALTER_FUNCTION_STMT: return note("function", dotted_name(node.alter_function_stmt->func->objname, node.alter_function_stmt->func->n_objname));
    case PG_QUERY__NODE__NODE_CREATE_TRIG_STMT: return note("trigger", run.table(*node.create_trig_stmt->relation).path_str() + '.' + node.create_trig_stmt->trigname);
    case PG_QUERY__NODE__NODE_CREATE_EVENT_TRIG_STMT: return note("event trigger", node.create_event_trig_stmt->trigname);
    case PG_QUERY__NODE__NODE_ALTER_EVENT_TRIG_STMT: return note("event trigger", node.alter_event_trig_stmt->trigname);
    case PG_QUERY__NODE__NODE_CREATE_DOMAIN_STMT: return note("domain", dotted_name(node.create_domain_stmt->domainname, node.create_domain_stmt->n_domainname));
    case PG_QUERY__NODE__NODE_ALTER_DOMAIN_STMT: return note("domain", dotted_name(node.alter_domain_stmt->type_name, node.alter_domain_stmt->n_type_name));
    case PG_QUERY__NODE__NODE_COMPOSITE_TYPE_STMT: {
      const QualifiedName name = qualified_of(*node.composite_type_stmt->typevar);
      return note("composite type", (name.schema.empty() ? "" : name.schema.str() + '.') + name.name.str());
    }
    case PG_QUERY__NODE__NODE_CREATE_RANGE_STMT: return note("range type", dotted_name(node.create_range_stmt->type_name, node.create_range_stmt->n_type_name));
    case PG_QUERY__NODE__NODE_DEFINE_STMT: return note(word_of(node.define_stmt->kind), dotted_name(node.define_stmt->defnames, node.define_stmt->n_defnames));
    case PG_QUERY__NODE__NODE_ALTER_TYPE_STMT: return note("type", dotted_name(node.alter_type_stmt->type_name, node.alter_type_stmt->n_type_name));
    case PG_QUERY__NODE__NODE_RULE_STMT: return note("rule", node.rule_stmt->rulename);
    case PG_QUERY__NODE__NODE_CREATE_STATS_STMT: return note("statistics", dotted_name(node.create_stats_stmt->defnames, node.create_stats_stmt->n_defnames));
    case PG_QUERY__NODE__NODE_ALTER_STATS_STMT: return note("statistics", dotted_name(node.alter_stats_stmt->defnames, node.alter_stats_stmt->n_defnames));
    case PG_QUERY__NODE__NODE_CREATE_PUBLICATION_STMT: return note("publication", node.create_publication_stmt->pubname);
    case PG_QUERY__NODE__NODE_ALTER_PUBLICATION_STMT: return note("publication", node.alter_publication_stmt->pubname);
    case PG_QUERY__NODE__NODE_CREATE_SUBSCRIPTION_STMT: return note("subscription", node.create_subscription_stmt->subname);
    case PG_QUERY__NODE__NODE_ALTER_SUBSCRIPTION_STMT: return note("subscription", node.alter_subscription_stmt->subname);
    case PG_QUERY__NODE__NODE_DROP_SUBSCRIPTION_STMT: return note("subscription", node.drop_subscription_stmt->subname);
    case PG_QUERY__NODE__NODE_CREATE_CAST_STMT: return note("cast", "");
    case PG_QUERY__NODE__NODE_CREATE_TRANSFORM_STMT: return note("transform", "");
    case PG_QUERY__NODE__NODE_CREATE_OP_CLASS_STMT: return note("operator class", dotted_name(node.create_op_class_stmt->opclassname, node.create_op_class_stmt->n_opclassname));
    case PG_QUERY__NODE__NODE_CREATE_OP_FAMILY_STMT: return note("operator family", dotted_name(node.create_op_family_stmt->opfamilyname, node.create_op_family_stmt->n_opfamilyname));
    case PG_QUERY__NODE__NODE_ALTER_OP_FAMILY_STMT: return note("operator family", dotted_name(node.alter_op_family_stmt->opfamilyname, node.alter_op_family_stmt->n_opfamilyname));
    case PG_QUERY__NODE__NODE_ALTER_OPERATOR_STMT: return note("operator", "");
    case PG_QUERY__NODE__NODE_CREATE_CONVERSION_STMT: return note("conversion", dotted_name(node.create_conversion_stmt->conversion_name, node.create_conversion_stmt->n_conversion_name));
    case PG_QUERY__NODE__NODE_CREATE_PLANG_STMT: return note("language", node.create_plang_stmt->plname);
    case PG_QUERY__NODE__NODE_CREATE_AM_STMT: return note("access method", node.create_am_stmt->amname);
    case PG_QUERY__NODE__NODE_CREATE_FDW_STMT: return note("foreign-data wrapper", node.create_fdw_stmt->fdwname);
    case PG_QUERY__NODE__NODE_ALTER_FDW_STMT: return note("foreign-data wrapper", node.alter_fdw_stmt->fdwname);
    case PG_QUERY__NODE__NODE_CREATE_FOREIGN_SERVER_STMT: return note("server", node.create_foreign_server_stmt->servername);
    case PG_QUERY__NODE__NODE_ALTER_FOREIGN_SERVER_STMT: return note("server", node.alter_foreign_server_stmt->servername);
    case PG_QUERY__NODE__NODE_CREATE_USER_MAPPING_STMT: return note("user mapping", node.create_user_mapping_stmt->servername);
    case PG_QUERY__NODE__NODE_ALTER_USER_MAPPING_STMT: return note("user mapping", node.alter_user_mapping_stmt->servername);
    case PG_QUERY__NODE__NODE_DROP_USER_MAPPING_STMT: return note("user mapping", node.drop_user_mapping_stmt->servername);
    case PG_QUERY__NODE__NODE_IMPORT_FOREIGN_SCHEMA_STMT: return note("foreign table", node.import_foreign_schema_stmt->remote_schema);
    case PG_QUERY__NODE__NODE_CREATE_ROLE_STMT: return note("role", node.create_role_stmt->role);
    case PG_QUERY__NODE__NODE_ALTER_ROLE_STMT: return note("role", node.alter_role_stmt->role ? node.alter_role_stmt->role->rolename : "");
    case PG_QUERY__NODE__NODE_ALTER_ROLE_SET_STMT: return note("role", node.alter_role_set_stmt->role ? node.alter_role_set_stmt->role->rolename : "");
    case PG_QUERY__NODE__NODE_DROP_ROLE_STMT: return note("role", "");
    case PG_QUERY__NODE__NODE_GRANT_STMT: return note("grant", "");
    case PG_QUERY__NODE__NODE_GRANT_ROLE_STMT: return note("role", "");
    case PG_QUERY__NODE__NODE_ALTER_DEFAULT_PRIVILEGES_STMT: return note("default privilege", "");
    case PG_QUERY__NODE__NODE_ALTER_OWNER_STMT: return note("owner", std::string(word_of(node.alter_owner_stmt->object_type)));
    case PG_QUERY__NODE__NODE_DROP_OWNED_STMT:
    case PG_QUERY__NODE__NODE_REASSIGN_OWNED_STMT: return note("owner", "");
    case PG_QUERY__NODE__NODE_SEC_LABEL_STMT: return note("security label", "");
    case PG_QUERY__NODE__NODE_ALTER_OBJECT_DEPENDS_STMT: return note("extension dependency", "");
    case PG_QUERY__NODE__NODE_ALTER_EXTENSION_STMT: return note("extension option", node.alter_extension_stmt->extname);
    case PG_QUERY__NODE__NODE_ALTER_EXTENSION_CONTENTS_STMT: return note("extension member", node.alter_extension_contents_stmt->extname);
    case PG_QUERY__NODE__NODE_ALTER_COLLATION_STMT: return note("collation", "");
    case PG_QUERY__NODE__NODE_ALTER_TSDICTIONARY_STMT: return note("text search dictionary", "");
    case PG_QUERY__NODE__NODE_ALTER_TSCONFIGURATION_STMT: return note("text search configuration", "");
    case PG_QUERY__NODE__NODE_CREATEDB_STMT:
    case PG_QUERY__NODE__NODE_ALTER_DATABASE_STMT:
    case PG_QUERY__NODE__NODE_ALTER_DATABASE_SET_STMT:
    case PG_QUERY__NODE__NODE_DROPDB_STMT: return note("database", "");
    case PG_QUERY__NODE__NODE_CREATE_TABLE_SPACE_STMT:
    case PG_QUERY__NODE__NODE_DROP_TABLE_SPACE_STMT:
    case PG_QUERY__NODE__NODE_ALTER_TABLE_MOVE_ALL_STMT:
    case PG_QUERY__NODE__NODE_ALTER_TABLE_SPACE_OPTIONS_STMT: return note("tablespace", "");
    default: return false;
  }
}

}  // namespace trueup
