#include "read/sqlalchemy/unread.h"

#include <algorithm>

#include "read/sqlalchemy/declarative.h"
#include "read/sqlalchemy/values.h"

namespace trueup::sqla {

namespace {

// ---- by its text: what running it would declare ---------------------------------------------------------------------

// Base, metadata, db.metadata, where they are called by their usual names.
bool is_metadata(const ast::Expr* value) {
  if (auto* name = ast::as<ast::Name>(value)) return name->id == "Base" || name->id == "metadata";
  auto* attribute = ast::as<ast::Attribute>(value);
  return attribute && attribute->attr == "metadata";
}

// A call of Table(), or one that is given the metadata.
bool declares(const ast::Expr* value) {
  auto* call = ast::as<ast::Call>(value);
  if (!call) return false;
  auto* name = ast::as<ast::Name>(call->function);
  auto* attribute = ast::as<ast::Attribute>(call->function);
  if ((name && name->id == "Table") || (attribute && attribute->attr == "Table")) return true;
  return std::any_of(call->args.begin(), call->args.end(), [](const ast::Expr* arg) { return is_metadata(arg) || declares(arg); });
}

// Exceptions, enumerations and the like are not what is mapped to tables.
bool is_no_model(const ast::Expr* base) {
  if (auto* subscript = ast::as<ast::Subscript>(base)) base = subscript->value;
  auto* name = ast::as<ast::Name>(base);
  auto* attribute = ast::as<ast::Attribute>(base);
  const std::string_view word = name ? name->id.view() : attribute ? attribute->attr.view() : std::string_view();
  for (std::string_view end : {"Error", "Exception", "Warning", "Enum"})
    if (word.ends_with(end)) return true;
  for (std::string_view one : {"object", "str", "int", "dict", "list", "tuple", "ABC", "Protocol", "Generic", "NamedTuple", "TypedDict", "TypeDecorator", "UserDefinedType"})
    if (word == one) return true;
  return false;
}

bool declares(ast::Span<ast::Stmt*> body);
bool declares(const ast::Stmt* statement) {
  if (auto* cls = ast::as<ast::ClassDef>(statement)) return !std::all_of(cls->bases.begin(), cls->bases.end(), is_no_model);
  if (auto* assign = ast::as<ast::Assign>(statement)) return declares(assign->value);
  if (auto* expression = ast::as<ast::ExprStmt>(statement)) return declares(expression->value);
  if (auto* branch = ast::as<ast::If>(statement)) return declares(branch->body) || declares(branch->orelse);
  if (auto* loop = ast::as<ast::For>(statement)) return declares(loop->body) || declares(loop->orelse);
  if (auto* loop = ast::as<ast::While>(statement)) return declares(loop->body) || declares(loop->orelse);
  if (auto* with = ast::as<ast::With>(statement)) return declares(with->body);
  if (auto* attempt = ast::as<ast::Try>(statement))
    return declares(attempt->body) || declares(attempt->orelse) || declares(attempt->finalbody) ||
           std::any_of(attempt->handlers.begin(), attempt->handlers.end(), [](const ast::ExceptHandler* handler) { return declares(handler->body); });
  return false;
}
bool declares(ast::Span<ast::Stmt*> body) {
  return std::any_of(body.begin(), body.end(), [](const ast::Stmt* statement) { return declares(statement); });
}

// A part of the models that nobody could run may have declared anything.
void note_skips(World& world) {
  for (const py::Skip& skip : world.interp.skips())
    if (skip.statement && skip.module && declares(skip.statement)) world.unreadable.emplace_back("a part of the models was not read: it " + skip.reason, skip.origin);
}

// A class that names its table, on a base that is not in the project: its metadata and perhaps columns are not known.
void note_unknown_bases(World& world) {
  for (py::Module* module : world.interp.modules_loaded())
    for (const py::Names::Entry& entry : module->attrs) {
      auto* cls = entry.value.as<py::Class>();
      if (!cls || cls->module != module || !cls->unknown_base || is_mapped(cls)) continue;
      const Value name = cls->attrs.find(Symbol("__tablename__"));
      if (!py::text_of(name) && !cls->attrs.has(Symbol("__table__"))) continue;
      world.unreadable.emplace_back("the class " + cls->name.str() + " declares a table on a base that is not known: " + py::describe(*cls->unknown_base),
                                    cls->unknown_base->origin());
    }
}

// ---- while it runs --------------------------------------------------------------------------------------------------

// Through it tables can be declared: a MetaData, a base of models, a dict of names that holds one.
bool reaches_metadata(World& world, Value value) {
  if (py::payload_of<MetaData>(value) || py::payload_of<Registry>(value)) return true;
  if (Class* cls = value.as<Class>()) return !is_mapped(cls) && py::payload_of<MetaData>(cls->find(Symbol("metadata")));
  if (auto* dict = value.as<py::Dict>())
    return std::any_of(dict->entries.begin(), dict->entries.end(),
                       [&](const auto& entry) { return entry.key && entry.value && !entry.value.template as<py::Dict>() && reaches_metadata(world, entry.value); });
  return false;
}

bool is_given_metadata(World& world, const Call& call) {
  auto reaches = [&](Value value) { return reaches_metadata(world, value); };
  return std::any_of(call.args.begin(), call.args.end(), reaches) ||
         std::any_of(call.keywords.begin(), call.keywords.end(), [&](const py::Named& keyword) { return reaches(keyword.value); });
}

void see_call(World& world, const Opaque& called, const Call& call) {
  const std::string_view name = called.name.view();
  auto unread = [&](const std::string& what) { world.unreadable.emplace_back(what + py::describe(called), call.origin); };
  // exec() without names of its own runs in those of its module.
  if (name == "exec()" && call.size() < 2) return unread("code was not read: ");
  if (name.starts_with("runpy.run_") || name.ends_with(".exec_module")) return unread("a file was not read: it is run by ");
  if (makes_no_columns(called) || name.starts_with("alembic.") || !is_given_metadata(world, call)) return;
  unread("tables may be declared by what is given the metadata: ");
}

// An exception ended the statement. What it binds is then unknown by itself; what it would have declared is not even that.
void see_failure(const ast::Stmt& statement, Diag& diag) {
  const bool ends_module = statement.kind == ast::Kind::Raise && statement.column == 0;
  auto* expression = ast::as<ast::ExprStmt>(&statement);
  if (!ends_module && !declares(&statement) && !(expression && expression->value->kind == ast::Kind::Call)) return;
  diag.code = "models-not-fully-read";
  diag.message = (ends_module ? "what follows in the module was not read: " : "what this declares was not read: ") + diag.message;
}

}  // namespace

void watch_for_unread(World& world) {
  world.interp.on_unknown_call([&world](const Opaque& called, const Call& call) { see_call(world, called, call); });
  world.interp.on_failure(see_failure);
}

void note_unread(World& world) {
  note_skips(world);
  note_unknown_bases(world);
}

}  // namespace trueup::sqla
