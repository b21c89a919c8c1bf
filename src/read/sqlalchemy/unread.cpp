#include "read/sqlalchemy/unread.h"

#include <algorithm>
#include <filesystem>
#include <set>

#include "base/file.h"
#include "base/text.h"
#include "python/of_project.h"
#include "python/parser.h"
#include "python/scope.h"
#include "read/alembic_ini.h"
#include "read/sqlalchemy/declarative.h"
#include "read/sqlalchemy/find.h"
#include "read/sqlalchemy/values.h"

namespace trueup::sqla {

namespace {

// ---- by its text, and what its names came to mean: what running it would declare -----------------------------------

// What a name or dotted name stands for at the end; nothing where it was never bound.
Value meant_by(const py::Module& module, const ast::Expr* expression) {
  if (auto* subscript = ast::as<ast::Subscript>(expression)) return meant_by(module, subscript->value);
  if (auto* name = ast::as<ast::Name>(expression)) return module.attrs.find(name->id);
  auto* attribute = ast::as<ast::Attribute>(expression);
  if (!attribute) return {};
  const Value object = meant_by(module, attribute->value);
  if (auto* inner = object.as<py::Module>()) return inner->attrs.find(attribute->attr);
  return object.as<Opaque>() ? object : Value();
}

// import_module(name), __import__(name)
bool imports_by_name(const ast::Call& call) {
  auto* name = ast::as<ast::Name>(call.function);
  auto* attribute = ast::as<ast::Attribute>(call.function);
  return (name && (name->id == "import_module" || name->id == "__import__")) || (attribute && attribute->attr == "import_module");
}

// Whether modules beside or below one look as if they declared tables, and were not read.
bool has_unread_neighbours(World& world, const py::Module& module) {
  const std::string folder = folder_of(module.file);
  const auto found = find_modules({.path = folder.empty() ? "." : folder});
  if (!found) return false;
  std::error_code failed;
  const auto whole = [&](const std::string& path) { return std::filesystem::weakly_canonical(path, failed).string(); };
  std::set<std::string> read;
  for (py::Module* each : world.interp.modules_loaded()) read.insert(whole(each->file));
  return std::any_of(found->names.begin(), found->names.end(), [&](const std::string& dotted) {
    const std::string path = path_in(found->root, replace_all(dotted, ".", "/"));
    return !read.contains(whole(path + ".py")) && !read.contains(whole(path + "/__init__.py"));
  });
}

class Declares {
 public:
  // With a world, imports of modules that nobody can name count when models were left out.
  explicit Declares(const py::Module& module, World* world = nullptr) : module_(module), world_(world) {}

  bool any(ast::Span<ast::Stmt*> body) const {
    return std::any_of(body.begin(), body.end(), [this](const ast::Stmt* statement) { return one(statement); });
  }
  bool one(const ast::Stmt* statement) const {
    if (auto* cls = ast::as<ast::ClassDef>(statement)) return is_model(*cls);
    if (auto* assign = ast::as<ast::Assign>(statement)) return makes(assign->value);
    if (auto* expression = ast::as<ast::ExprStmt>(statement)) return makes(expression->value);
    if (auto* branch = ast::as<ast::If>(statement)) return any(branch->body) || any(branch->orelse);
    if (auto* loop = ast::as<ast::For>(statement)) return any(loop->body) || any(loop->orelse);
    if (auto* loop = ast::as<ast::While>(statement)) return any(loop->body) || any(loop->orelse);
    if (auto* with = ast::as<ast::With>(statement)) return any(with->body);
    if (auto* attempt = ast::as<ast::Try>(statement))
      return any(attempt->body) || any(attempt->orelse) || any(attempt->finalbody) ||
             std::any_of(attempt->handlers.begin(), attempt->handlers.end(), [this](const ast::ExceptHandler* handler) { return any(handler->body); });
    return false;
  }

 private:
  // Base, metadata, db.metadata, where they are called by their usual names.
  static bool is_metadata(const ast::Expr* value) {
    if (auto* name = ast::as<ast::Name>(value)) return name->id == "Base" || name->id == "metadata";
    auto* attribute = ast::as<ast::Attribute>(value);
    return attribute && attribute->attr == "metadata";
  }

  // A call of Table(), one that is given the metadata, or an import of models.
  bool makes(const ast::Expr* value) const {
    auto* call = ast::as<ast::Call>(value);
    if (!call) return false;
    if (imports_by_name(*call)) return world_ && has_unread_neighbours(*world_, module_);
    auto* name = ast::as<ast::Name>(call->function);
    auto* attribute = ast::as<ast::Attribute>(call->function);
    if ((name && name->id == "Table") || (attribute && attribute->attr == "Table")) return true;
    return std::any_of(call->args.begin(), call->args.end(), [this](const ast::Expr* arg) { return is_metadata(arg) || makes(arg); });
  }

  // A class on a base of models, or on one of which nothing is known here. Classes of packages from outside, exceptions,
  // enumerations and the like are not mapped, unless the class names its table.
  bool is_model(const ast::ClassDef& cls) const {
    for (const ast::Stmt* statement : cls.body)
      if (auto* assign = ast::as<ast::Assign>(statement))
        for (const ast::Expr* target : assign->targets)
          if (auto* name = ast::as<ast::Name>(target); name && (name->id == "__tablename__" || name->id == "__table__")) return true;
    return std::any_of(cls.bases.begin(), cls.bases.end(), [this](const ast::Expr* base) { return may_be_base_of_models(base); });
  }
  bool may_be_base_of_models(const ast::Expr* base) const {
    const Value meant = meant_by(module_, base);
    if (auto* opaque = meant.as<Opaque>()) return !opaque->is_missing_import && opaque->name.view().find('.') == std::string_view::npos;
    if (auto* cls = meant.as<Class>()) return is_mapped(cls) || py::payload_of<MetaData>(cls->find(Symbol("metadata")));
    auto* name = ast::as<ast::Name>(base);
    return !name || !is_builtin(name->id.view());
  }
  static bool is_builtin(std::string_view name) {
    for (std::string_view end : {"Error", "Exception", "Warning"})
      if (name.ends_with(end)) return true;
    for (std::string_view one : {"object", "str", "int", "float", "bytes", "dict", "list", "tuple", "set"})
      if (name == one) return true;
    return false;
  }

  const py::Module& module_;
  World* world_;
};

// Packages beside the project are run for what models take from them. Of one whose module has no word of SQLAlchemy's,
// what could not be run declares nothing.
bool may_hold_models(World& world, const py::Module& module) {
  if (py::is_of_project(world.interp.options(), module)) return true;
  if (module.name.view().starts_with("alembic.")) return false;
  if (!module.tree || !module.tree->recall_source()) return true;
  const std::string_view text = module.tree->source();
  for (std::string_view word : {"sqlalchemy", "SQLAlchemy", "sqlmodel", "SQLModel", "db.Model", "__tablename__", "Table("})
    if (text.find(word) != std::string_view::npos) return true;
  return false;
}

// A part of the models that nobody could run may have declared anything.
void note_skips(World& world) {
  for (const py::Skip& skip : world.interp.skips())
    if (skip.statement && skip.module && !skip.module->is_installed && may_hold_models(world, *skip.module) && Declares(*skip.module, &world).one(skip.statement)) world.unreadable.emplace_back("a part of the models was not read: it " + skip.reason, skip.origin);
}

// A class on a base that is not known, with columns of which nobody can tell the table's name, or with a name alone.
void note_unknown_bases(World& world) {
  std::unordered_set<const Class*> in_use;  // abstract bases and mixins of what was mapped
  for (const Class* cls : world.mapped) in_use.insert(cls->mro.begin(), cls->mro.end());
  for (py::Module* module : world.interp.modules_loaded())
    for (const py::Names::Entry& entry : module->attrs) {
      auto* cls = entry.value.as<py::Class>();
      if (!cls || cls->module != module || !cls->unknown_base || in_use.contains(cls) || is_true(world.interp, cls->attrs.find(Symbol("__abstract__")))) continue;
      const bool named = py::text_of(cls->attrs.find(Symbol("__tablename__"))) || cls->attrs.has(Symbol("__table__"));
      const auto own = [](const auto& attr) { return py::payload_of<Column>(attr.value) && !py::payload_of<Column>(attr.value)->table; };
      if (!named && (!unknown_mixin(*cls) || std::none_of(cls->attrs.begin(), cls->attrs.end(), own))) continue;
      world.unreadable.emplace_back("the class " + cls->name.str() + (named ? " declares a table" : " has columns, and may have a table,") +
                                        " on a base that is not known: " + py::describe(*cls->unknown_base),
                                    cls->origin());
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

// db.Table("name", Column(…), …): the table stands in the MetaData of whatever db is.
bool is_table(const Opaque& called, const Call& call) {
  if (!called.name.view().ends_with(".Table") || call.size() < 2 || !py::text_of(call.args[0])) return false;
  return std::any_of(call.args.begin() + 1, call.args.end(), [](Value item) { return py::payload_of<Column>(item) != nullptr; });
}

void make_table_outside(World& world, const Opaque& called, const Call& call) {
  std::vector<Value> args(call.args.begin(), call.args.end());
  if (!py::payload_of<MetaData>(args[1]) && !unknown_in(args[1]))
    args.insert(args.begin() + 1, metadata_outside(world, *unknown_in(world.interp.opaque_from(called)))->self);
  std::vector<py::Named> keywords;
  for (const py::Named& keyword : call.keywords)
    if (keyword.name != "bind_key") keywords.push_back(keyword);
  world.interp.call(world.table, args, call.origin, keywords);
}

void see_call(World& world, const Opaque& called, const Call& call) {
  if (is_table(called, call)) return make_table_outside(world, called, call);
  const std::string_view name = called.name.view();
  auto unread = [&](const std::string& what) { world.unreadable.emplace_back(what + py::describe(called), call.origin); };
  // exec() without names of its own runs in those of its module.
  if (name == "exec()" && call.size() < 2) return unread("code was not read: ");
  if (name.starts_with("importlib.import_module(")) return unread("a module was not read, since nobody knows which it is: ");
  if (name.starts_with("runpy.run_") || name.ends_with(".exec_module")) return unread("a file was not read: it is run by ");
  if (makes_no_columns(called) || name.starts_with("alembic.") || !is_given_metadata(world, call)) return;
  unread("tables may be declared by what is given the metadata: ");
}

// A call of something that the project itself defines.
bool calls_project(const py::Module& module, const ast::Expr* value) {
  auto* call = ast::as<ast::Call>(value);
  if (!call) return false;
  const Value called = meant_by(module, call->function);
  return (called.as<py::Function>() || (called.as<Class>() && !called.as<Class>()->is_native)) && may_declare(called);
}

// An exception ended the statement. What it binds is then unknown by itself; what it would have declared is not even that.
void see_failure(World& world, const ast::Stmt& statement, const py::Module& module, Diag& diag) {
  if (!may_hold_models(world, module)) return;
  const bool ends_module = statement.kind == ast::Kind::Raise && statement.column == 0;
  bool may_declare = Declares(module).one(&statement);
  switch (statement.kind) {
    // In a class its own classes are settings of some package, Meta or Config.
    case ast::Kind::ClassDef: may_declare = may_declare && statement.column == 0; break;
    case ast::Kind::ExprStmt: may_declare = ast::to<ast::ExprStmt>(&statement).value->kind == ast::Kind::Call; break;
    case ast::Kind::Assign: may_declare = may_declare || calls_project(module, ast::to<ast::Assign>(&statement).value); break;
    case ast::Kind::For: case ast::Kind::While: case ast::Kind::With: may_declare = true; break;
    default: break;
  }
  if (!ends_module && !may_declare) return;
  diag.code = "models-not-fully-read";
  diag.message = (ends_module ? "what follows in the module was not read: " : "what this declares was not read: ") + diag.message;
}

}  // namespace

bool may_declare(Value called) {
  static const Symbol init("__init__"), maker("__new__");
  if (Class* cls = called.as<Class>()) {
    const Value own = cls->find(init), made = cls->find(maker);
    return (own.as<py::Function>() && may_declare(own)) || (made.as<py::StaticMethod>() && may_declare(made.as<py::StaticMethod>()->function)) || cls->unknown_base;
  }
  auto* method = called.as<py::Method>();
  auto* code = (method ? method->function : called).as<py::Function>();
  if (!code || !code->definition || !code->closure || !code->closure->tree || !code->closure->tree->recall_source()) return true;
  const auto [begin, end] = std::pair(code->definition->body_begin, code->definition->body_end);
  if (end <= begin) return true;
  const std::string_view text = code->closure->tree->source().substr(begin, end - begin);
  for (std::string_view word : {"execute", "scalar(", "DDL(", "Table(", "Index(", "Column(", "Constraint", "Sequence(", "create(", "create_", "append_", "setattr", "text(", "metadata", "type("})
    if (text.find(word) != std::string_view::npos) return true;
  return false;
}

void watch_for_unread(World& world) {
  world.interp.on_unknown_call([&world](const Opaque& called, const Call& call) { see_call(world, called, call); });
  world.interp.on_failure([&world](const ast::Stmt& statement, const py::Module& module, Diag& diag) { see_failure(world, statement, module, diag); });
  world.interp.on_class_of_unknown([&world](Class& cls, const Origin& at) { map_on_unknown_base(world, cls, at); });
}

void note_unread(World& world) {
  note_skips(world);
  note_unknown_bases(world);
}

}  // namespace trueup::sqla
