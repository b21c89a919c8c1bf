// One function for each sort of statement; statement.cpp chooses.
#pragma once
#include "read/sql/run.h"

namespace trueup {

void read_create_table(SqlRun& run, const PgQuery__CreateStmt& statement);
void read_alter_table(SqlRun& run, const PgQuery__AlterTableStmt& statement);
void read_index(SqlRun& run, const PgQuery__IndexStmt& statement);
void read_create_enum(SqlRun& run, const PgQuery__CreateEnumStmt& statement);
void read_alter_enum(SqlRun& run, const PgQuery__AlterEnumStmt& statement);
void read_create_sequence(SqlRun& run, const PgQuery__CreateSeqStmt& statement);
void read_alter_sequence(SqlRun& run, const PgQuery__AlterSeqStmt& statement);
void read_create_policy(SqlRun& run, const PgQuery__CreatePolicyStmt& statement);
void read_alter_policy(SqlRun& run, const PgQuery__AlterPolicyStmt& statement);
void read_comment(SqlRun& run, const PgQuery__CommentStmt& statement);
void read_create_schema(SqlRun& run, const PgQuery__CreateSchemaStmt& statement);
void read_create_extension(SqlRun& run, const PgQuery__CreateExtensionStmt& statement);
void read_drop(SqlRun& run, const PgQuery__DropStmt& statement);
void read_rename(SqlRun& run, const PgQuery__RenameStmt& statement);
void read_set_schema(SqlRun& run, const PgQuery__AlterObjectSchemaStmt& statement);
void read_set(SqlRun& run, const PgQuery__VariableSetStmt& statement);
void read_select(SqlRun& run, const PgQuery__SelectStmt& statement);
// Whatever is of a kind that trueup does not model. False: not even its name is known here.
bool read_unmodelled(SqlRun& run, const PgNode& node);

// The constraint of a table, whatever its kind; empty: there is none of that name.
Id constraint_named(const SqlRun& run, const Id& table, Symbol name);
// What a relation's name stands for in ALTER TABLE, which takes indexes and sequences too. Empty: nothing of ours.
Id relation_named(SqlRun& run, const PgQuery__RangeVar& relation);
std::string_view word_of(PgQuery__ObjectType type);  // "view", "materialized view", "function" …

}  // namespace trueup
