#include "model/quote.h"
#include "pg/types.h"
#include "read/sql/parts.h"
#include "read/sql/statements.h"

namespace trueup {

void unfold_serial(SqlRun& run, const Id& id) {
  const Column* column = run.find<Column>(id);
  if (!column || column->serial != Serial::serial) return;
  Symbol name(make_object_name(id[1].view(), id[2].view(), "seq"));
  if (run.exists(Id(kind_of<Sequence>(), {id[0], name}))) name = serial_sequence_name(run.names(), id[0], id[1], id[2]);
  const Id sequence(kind_of<Sequence>(), {id[0], name});
  const Type type = column->type.name == "bigint" ? Type() : column->type;
  run.change<Column>(id, [&](Column& c) {
    c.serial = Serial::none;
    c.default_value = Expr::written("nextval(" + quote_literal(quote_qualified(id[0], name)) + "::regclass)");
  });
  run.add(sequence, Sequence{.type = type, .owned_by = {id}}, run.draft.find(id)->origin, Named::server);
}

Id sequence_named(SqlRun& run, const QualifiedName& name) {
  const Id id = run.locate(kind_of<Sequence>(), name);
  if (run.exists(id)) return id;
  Id behind;
  for (const Object& object : run.draft.objects()) {
    auto* column = object.id.empty() ? nullptr : object.as_if<Column>();
    if (!column || column->serial != Serial::serial) continue;
    if (!name.schema.empty() && object.id[0] != name.schema && !object.id[0].empty()) continue;
    if (Symbol(make_object_name(object.id[1].view(), object.id[2].view(), "seq")) == name.name) behind = object.id;
  }
  if (behind.empty()) return id;
  unfold_serial(run, behind);
  return run.locate(kind_of<Sequence>(), name);
}

void apply_sequence_options(SqlRun& run, PgNode* const* options, std::size_t count, Sequence& sequence) {
  for (std::size_t i = 0; i < count; ++i) {
    const PgQuery__DefElem& option = *options[i]->def_elem;
    const std::string_view name = option.defname;
    if (name == "as") {
      if (option.arg && option.arg->node_case == PG_QUERY__NODE__NODE_TYPE_NAME) sequence.type = run.type(*option.arg->type_name, run.origin());
    } else if (name == "start") {
      sequence.start = integer_of(option.arg);
    } else if (name == "increment") {
      sequence.increment = integer_of(option.arg);
    } else if (name == "minvalue") {
      sequence.minimum = integer_of(option.arg);
    } else if (name == "maxvalue") {
      sequence.maximum = integer_of(option.arg);
    } else if (name == "cache") {
      sequence.cache = integer_of(option.arg);
    } else if (name == "cycle") {
      sequence.cycle = option_is_true(option.arg);
    } else if (name == "owned_by") {
      const auto parts = option.arg ? parts_of(*option.arg) : std::vector<Symbol>();
      if (parts.size() < 2) {
        sequence.owned_by = {};
        continue;
      }
      const QualifiedName table{parts.size() > 2 ? parts[parts.size() - 3] : Symbol(), parts[parts.size() - 2]};
      const Id id = run.locate(kind_of<Table>(), table);
      sequence.owned_by.to = Id(kind_of<Column>(), {id[0], id[1], parts.back()});
    } else if (name != "restart" && name != "sequence_name") {
      run.unmodelled("sequence option", std::string(name));
    }
  }
}

// The column remembers that it has an identity, not how it counts: what is not the default is counted as not compared.
void note_identity_options(SqlRun& run, const Id& column, PgNode* const* options, std::size_t count) {
  Sequence sequence;
  bool any = false;
  for (std::size_t i = 0; i < count; ++i) any = any || std::string_view(options[i]->def_elem->defname) != "generated";
  if (!any) return;
  std::vector<PgNode*> own;
  for (std::size_t i = 0; i < count; ++i)
    if (std::string_view(options[i]->def_elem->defname) != "generated") own.push_back(options[i]);
  apply_sequence_options(run, own.data(), own.size(), sequence);
  if (const Column* it = run.find<Column>(column)) sequence.type = it->type;
  normalise(sequence);
  if (!is_plain(sequence)) run.unmodelled("identity option", column.path_str());
}

void read_create_sequence(SqlRun& run, const PgQuery__CreateSeqStmt& statement) {
  const QualifiedName name = qualified_of(*statement.sequence);
  if (*statement.sequence->relpersistence == 't') return run.note_foreign(name);
  if (statement.if_not_exists && run.exists(run.locate(kind_of<Sequence>(), name))) return;
  Sequence sequence;
  apply_sequence_options(run, statement.options, statement.n_options, sequence);
  run.add(run.to_create(kind_of<Sequence>(), name), std::move(sequence), run.origin());
}

void read_alter_sequence(SqlRun& run, const PgQuery__AlterSeqStmt& statement) {
  const QualifiedName name = qualified_of(*statement.sequence);
  const Id id = sequence_named(run, name);
  if (run.is_foreign(run.locate(kind_of<Table>(), name)) || (statement.missing_ok && !run.exists(id))) return;
  run.change<Sequence>(id, [&](Sequence& sequence) { apply_sequence_options(run, statement.options, statement.n_options, sequence); });
}

}  // namespace trueup
