#include "base/text.h"
#include "read/sql/statements.h"

namespace trueup {
namespace {

// Statements about data, sessions and maintenance: nothing of a schema changes.
bool is_about_data(const PgNode& node) {
  switch (node.node_case) {
    case PG_QUERY__NODE__NODE_INSERT_STMT:
    case PG_QUERY__NODE__NODE_UPDATE_STMT:
    case PG_QUERY__NODE__NODE_DELETE_STMT:
    case PG_QUERY__NODE__NODE_MERGE_STMT:
    case PG_QUERY__NODE__NODE_COPY_STMT:
    case PG_QUERY__NODE__NODE_TRUNCATE_STMT:
    case PG_QUERY__NODE__NODE_TRANSACTION_STMT:
    case PG_QUERY__NODE__NODE_VARIABLE_SHOW_STMT:
    case PG_QUERY__NODE__NODE_DISCARD_STMT:
    case PG_QUERY__NODE__NODE_VACUUM_STMT:
    case PG_QUERY__NODE__NODE_CLUSTER_STMT:
    case PG_QUERY__NODE__NODE_REINDEX_STMT:
    case PG_QUERY__NODE__NODE_CHECK_POINT_STMT:
    case PG_QUERY__NODE__NODE_LOCK_STMT:
    case PG_QUERY__NODE__NODE_CONSTRAINTS_SET_STMT:
    case PG_QUERY__NODE__NODE_NOTIFY_STMT:
    case PG_QUERY__NODE__NODE_LISTEN_STMT:
    case PG_QUERY__NODE__NODE_UNLISTEN_STMT:
    case PG_QUERY__NODE__NODE_LOAD_STMT:
    case PG_QUERY__NODE__NODE_EXPLAIN_STMT:
    case PG_QUERY__NODE__NODE_PREPARE_STMT:
    case PG_QUERY__NODE__NODE_EXECUTE_STMT:
    case PG_QUERY__NODE__NODE_DEALLOCATE_STMT:
    case PG_QUERY__NODE__NODE_DECLARE_CURSOR_STMT:
    case PG_QUERY__NODE__NODE_FETCH_STMT:
    case PG_QUERY__NODE__NODE_CLOSE_PORTAL_STMT:
    case PG_QUERY__NODE__NODE_REFRESH_MAT_VIEW_STMT:
    case PG_QUERY__NODE__NODE_ALTER_SYSTEM_STMT: return true;
    default: return false;
  }
}

std::string beginning(std::string_view text) {
  const std::string_view cut = utf8_prefix(text, 60);
  return replace_all(std::string(cut), "\n", " ") + (cut.size() < text.size() ? " …" : "");
}

}  // namespace

void read_statement(SqlRun& run, const PgNode& node) {
  switch (node.node_case) {
    case PG_QUERY__NODE__NODE_CREATE_STMT: return read_create_table(run, *node.create_stmt);
    case PG_QUERY__NODE__NODE_ALTER_TABLE_STMT: return read_alter_table(run, *node.alter_table_stmt);
    case PG_QUERY__NODE__NODE_INDEX_STMT: return read_index(run, *node.index_stmt);
    case PG_QUERY__NODE__NODE_CREATE_ENUM_STMT: return read_create_enum(run, *node.create_enum_stmt);
    case PG_QUERY__NODE__NODE_ALTER_ENUM_STMT: return read_alter_enum(run, *node.alter_enum_stmt);
    case PG_QUERY__NODE__NODE_CREATE_SEQ_STMT: return read_create_sequence(run, *node.create_seq_stmt);
    case PG_QUERY__NODE__NODE_ALTER_SEQ_STMT: return read_alter_sequence(run, *node.alter_seq_stmt);
    case PG_QUERY__NODE__NODE_CREATE_POLICY_STMT: return read_create_policy(run, *node.create_policy_stmt);
    case PG_QUERY__NODE__NODE_ALTER_POLICY_STMT: return read_alter_policy(run, *node.alter_policy_stmt);
    case PG_QUERY__NODE__NODE_COMMENT_STMT: return read_comment(run, *node.comment_stmt);
    case PG_QUERY__NODE__NODE_CREATE_SCHEMA_STMT: return read_create_schema(run, *node.create_schema_stmt);
    case PG_QUERY__NODE__NODE_CREATE_EXTENSION_STMT: return read_create_extension(run, *node.create_extension_stmt);
    case PG_QUERY__NODE__NODE_DROP_STMT: return read_drop(run, *node.drop_stmt);
    case PG_QUERY__NODE__NODE_RENAME_STMT: return read_rename(run, *node.rename_stmt);
    case PG_QUERY__NODE__NODE_ALTER_OBJECT_SCHEMA_STMT: return read_set_schema(run, *node.alter_object_schema_stmt);
    case PG_QUERY__NODE__NODE_VARIABLE_SET_STMT: return read_set(run, *node.variable_set_stmt);
    case PG_QUERY__NODE__NODE_SELECT_STMT: return read_select(run, *node.select_stmt);
    case PG_QUERY__NODE__NODE_DO_STMT:
      return run.complain(Severity::warning, "do-block", "a DO block is not read", "write what it makes as statements of their own");
    case PG_QUERY__NODE__NODE_CALL_STMT:
      return run.complain(Severity::warning, "do-block", "what a procedure does is not read: " + beginning(run.statement().text));
    default: break;
  }
  if (is_about_data(node) || read_unmodelled(run, node)) return;
  run.complain(Severity::warning, "unread-statement", "this statement is not read: " + beginning(run.statement().text));
}

}  // namespace trueup
