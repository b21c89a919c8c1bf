// os, sys, importlib, pkgutil, glob, inspect, copy: what models ask of the machine. The environment is Options',
// folders are listed only under the roots.
#include <algorithm>

#include "base/file.h"
#include "base/text.h"
#include "python/stdlib.h"

namespace trueup::py {

static const Words& w = words();

namespace {

// ---- environment ----------------------------------------------------------------------------------------------------

// What the code itself has set comes before what it was started with.
Value variable(Interpreter& interp, std::string_view name) {
  const auto& own = interp.internals().variables;
  if (const auto set = own.find(name); set != own.end()) return set->second;
  const auto& all = interp.options().environment;
  const auto found = all.find(std::string(name));
  return found == all.end() ? Value() : interp.text(found->second);
}
// As a dict, for whoever wants all of it.
Dict* all_variables(Interpreter& interp) {
  Dict* made = interp.dict();
  for (const auto& [name, value] : interp.options().environment) interp.dict_set(*made, interp.text(name), interp.text(value));
  for (const auto& [name, value] : interp.internals().variables) interp.dict_set(*made, interp.text(name), value);
  return made;
}
Value unset(Interpreter& interp, std::string_view name, const Origin& at) {
  Opaque* made = interp.opaque("is not set", at, "os.environ[" + repr_text(name) + "]").as<Opaque>();
  made->is_unset = true;
  return made;
}
Value getenv(Call& call) {
  const Value key = call.need(0, "key");
  if (Opaque* unknown = opaque_in(key)) return call.interp.opaque_from(*unknown);
  const std::string_view name = need_text(call, 0, "key");
  if (const Value value = variable(call.interp, name)) return value;
  const Value otherwise = call.arg(1, "default");
  return otherwise ? otherwise : unset(call.interp, name, call.origin);
}
Value environ_subscript(Interpreter& interp, Instance&, Value key, const Origin& at) {
  if (Opaque* unknown = opaque_in(key)) return interp.opaque_from(*unknown);
  const auto name = text_of(key);
  if (!name) interp.raise("TypeError", "str expected");
  if (const Value value = variable(interp, *name)) return value;
  // Code that awaits the KeyError has a value to fall back to.
  const Value error = interp.call(interp.builtin("KeyError"), {key}, at);
  for (const ActiveTry& active : interp.internals().tries)
    if (active.statement) throw Raised{error};
  return unset(interp, *name, at);
}
Value environ_in(const Comparison& comparison) {
  const auto name = text_of(comparison.left);
  if (comparison.op != ast::CompareOperator::in || !name) return {};
  return comparison.interp.boolean(static_cast<bool>(variable(comparison.interp, *name)));
}
bool environ_set(Interpreter& interp, Instance&, Value key, Value value, const Origin&) {
  if (const auto name = text_of(key)) interp.internals().variables[std::string(*name)] = value;
  return true;
}
Value environ_copy(Call& call) { return all_variables(call.interp); }
Value environ_setdefault(Call& call) {
  const std::string_view name = need_text(call, 0);
  if (const Value value = variable(call.interp, name)) return value;
  return call.interp.internals().variables[std::string(name)] = call.need(1);
}
Value environ_update(Call& call) {
  Dict* given = call.interp.dict();
  if (call.size()) update_dict(call.interp, *given, call.args[0], call.origin);
  for (const Keyed::Entry& entry : given->entries)
    if (const auto name = text_of(entry.key)) call.interp.internals().variables[std::string(*name)] = entry.value;
  for (const Named& named : call.keywords) call.interp.internals().variables[named.name.str()] = named.value;
  return call.interp.none();
}
Value environ_delete(Call& call) {
  if (const auto name = text_of(call.need(0))) call.interp.internals().variables.erase(std::string(*name));
  return call.interp.none();
}
Value environ_pop(Call& call) {
  const auto name = text_of(call.need(0));
  if (!name) return call.interp.opaque("is of the environment", call.origin);
  const Value had = variable(call.interp, *name), otherwise = call.arg(1, "default");
  call.interp.internals().variables.erase(std::string(*name));
  return had ? had : otherwise ? otherwise : unset(call.interp, *name, call.origin);
}
Value environ_items(Call& call) {
  return call.interp.call(call.interp.get(all_variables(call.interp), Symbol("items"), call.origin), {}, call.origin);
}
Value environ_iterate(Interpreter& interp, Instance&, const Origin&) {
  std::vector<Value> names;
  for (const Keyed::Entry& entry : all_variables(interp)->entries)
    if (entry.key) names.push_back(entry.key);
  return interp.list(std::move(names));
}
const NativeType environ_type{.name = "_Environ",
                              .subscript = environ_subscript,
                              .set_subscript = environ_set,
                              .compare = environ_in,
                              .iterate = environ_iterate};

// ---- paths ----------------------------------------------------------------------------------------------------------

Value outside(Call& call, std::string_view path) {
  return call.interp.opaque("lies outside the project", call.origin,
                            call.interp.dotted_name(call.function) + "(" + repr_text(path.substr(0, 40)) + ")");
}
#define TRUEUP_PATH(call, at) \
  TRUEUP_NEED_KNOWN(call);    \
  const std::string path = need_path(call, at)

Value path_join(Call& call) {
  TRUEUP_NEED_KNOWN(call);
  std::string made;
  for (std::size_t i = 0; i < call.size(); ++i) {
    const std::string part = need_path(call, i);
    if (part.starts_with('/')) made.clear();
    if (!made.empty() && !made.ends_with('/')) made += '/';
    made += part;
  }
  return call.interp.text(made);
}
std::pair<std::string_view, std::string_view> split_path(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  if (slash == std::string_view::npos) return {{}, path};
  std::string_view head = path.substr(0, slash + 1);
  while (head.size() > 1 && head.ends_with('/')) head.remove_suffix(1);
  return {head, path.substr(slash + 1)};
}
Value dirname(Call& call) {
  TRUEUP_PATH(call, 0);
  return call.interp.text(split_path(path).first);
}
Value basename(Call& call) {
  TRUEUP_PATH(call, 0);
  return call.interp.text(split_path(path).second);
}
Value split_both(Call& call) {
  TRUEUP_PATH(call, 0);
  const auto [head, tail] = split_path(path);
  return call.interp.tuple(std::vector<Value>{call.interp.text(head), call.interp.text(tail)});
}
Value splitext(Call& call) {
  TRUEUP_PATH(call, 0);
  const auto [head, tail] = split_path(path);
  std::size_t dot = tail.rfind('.');
  if (dot == std::string_view::npos || dot == 0) dot = tail.size();
  const std::size_t at = path.size() - tail.size() + dot;
  return call.interp.tuple(std::vector<Value>{call.interp.text(path.substr(0, at)), call.interp.text(path.substr(at))});
}
// Absolute paths are not of the sources: files stay as they were opened.
Value same_path(Call& call) {
  TRUEUP_PATH(call, 0);
  return call.interp.text(normalized_path(path));
}
template <bool (*test)(const std::string&)>
Value asks(Call& call) {
  TRUEUP_PATH(call, 0);
  if (!is_under_roots(call.interp, path)) return outside(call, path);
  return call.interp.boolean(test(std::string(path)));
}
bool exists(const std::string& path) { return is_file(path) || is_folder(path); }
Value listdir(Call& call) {
  TRUEUP_PATH(call, 0);
  if (!is_under_roots(call.interp, path)) return outside(call, path);
  std::vector<Value> names;
  for (const std::string& name : names_in(std::string(path))) names.push_back(call.interp.text(name));
  return call.interp.list(std::move(names));
}
Value glob(Call& call) {
  TRUEUP_PATH(call, 0);
  const auto [folder, pattern] = split_path(path);
  if (!is_under_roots(call.interp, folder) || folder.find('*') != std::string_view::npos) return outside(call, path);
  std::vector<Value> found;
  for (const std::string& name : names_in(std::string(folder)))
    if (matches_glob(name, pattern) && !name.starts_with('.'))
      found.push_back(call.interp.text(std::string(folder) + "/" + name));
  return call.interp.list(std::move(found));
}

void fill_os_path(ModuleWriter& into) {
  into.function("join", path_join)
      .function("dirname", dirname)
      .function("basename", basename)
      .function("split", split_both)
      .function("splitext", splitext);
  into.function("abspath", same_path)
      .function("realpath", same_path)
      .function("normpath", same_path)
      .function("expanduser", same_path);
  into.function("exists", asks<exists>)
      .function("isfile", asks<is_file>)
      .function("isdir", asks<is_folder>)
      .value("sep", into.interp().text("/"));
}
void fill_os(ModuleWriter& into) {
  Class& cls = into.cls(environ_type);
  into.method(cls, "get", getenv)
      .method(cls, "copy", environ_copy)
      .method(cls, "setdefault", environ_setdefault)
      .method(cls, "update", environ_update)
      .method(cls, "pop", environ_pop)
      .method(cls, "__delitem__", environ_delete)
      .method(cls, "items", environ_items);
  into.value("environ", into.interp().instance(cls, {})).function("getenv", getenv).function("listdir", listdir);
  into.value("path", import_module(into.interp(), Symbol("os.path"), {}))
      .value("sep", into.interp().text("/"))
      .value("linesep", into.interp().text("\n"));
  into.value("name", into.interp().text("posix"));
  into.value("pardir", into.interp().text("..")).value("curdir", into.interp().text("."));
  for (const char* name : {"getcwd", "getpid", "urandom", "cpu_count", "uname", "walk", "scandir"})
    into.function(name, only_at_run_time);
}
void fill_glob(ModuleWriter& into) { into.function("glob", glob).function("iglob", glob); }

// ---- sys ------------------------------------------------------------------------------------------------------------

Value module_named(Interpreter& interp, Value key) {
  const auto name = text_of(key);
  if (!name) return {};
  const auto& all = interp.internals().modules;
  const auto found = all.find(Symbol(*name));
  return found == all.end() ? Value() : found->second;
}
Value modules_subscript(Interpreter& interp, Instance&, Value key, const Origin& at) {
  if (Opaque* unknown = opaque_in(key)) return interp.opaque_from(*unknown);
  if (Value found = module_named(interp, key)) return found;
  throw Raised{interp.call(interp.builtin("KeyError"), {key}, at)};
}
bool modules_set(Interpreter& interp, Instance&, Value key, Value value, const Origin&) {
  if (const auto name = text_of(key); name && value.as<Module>()) interp.internals().modules[Symbol(*name)] = value;
  return true;
}
Value modules_in(const Comparison& comparison) {
  if (comparison.op != ast::CompareOperator::in) return {};
  return comparison.interp.boolean(bool(module_named(comparison.interp, comparison.left)));
}
Value modules_get(Call& call) {
  if (Value found = module_named(call.interp, call.need(0))) return found;
  return call.size() > 1 ? call.args[1] : call.interp.none();
}
Value modules_iterate(Interpreter& interp, Instance&, const Origin&) {
  std::vector<std::string> names;
  for (const auto& [name, module] : interp.internals().modules)
    if (module.as<Module>()) names.push_back(name.str());
  std::sort(names.begin(), names.end());
  std::vector<Value> made;
  for (const std::string& name : names) made.push_back(interp.text(name));
  return interp.list(std::move(made));
}
const NativeType modules_type{.name = "_Modules",
                              .subscript = modules_subscript,
                              .set_subscript = modules_set,
                              .compare = modules_in,
                              .iterate = modules_iterate};

Value version_missing(Interpreter&, Instance& self, Symbol name, const Origin&) {
  std::size_t at = 0;
  for (const char* part : {"major", "minor", "micro", "releaselevel", "serial"}) {
    if (name == part) return sequence_of(self.held())[at];
    ++at;
  }
  return {};
}
const NativeType version_type{.name = "version_info", .missing = version_missing};

void fill_sys(ModuleWriter& into) {
  Interpreter& interp = into.interp();
  Class& version = into.cls(version_type, {interp.internals().classes.tuple});
  Instance* info = interp.instance(version, {});
  info->hold(interp.tuple(std::vector<Value>{interp.integer(3), interp.integer(12), interp.integer(0),
                                               interp.text("final"), interp.integer(0)}));
  into.value("version_info", info)
      .value("version", interp.text("3.12.0"))
      .value("platform", interp.text("linux"))
      .value("maxsize", interp.integer(INT64_MAX));
  into.value("byteorder", interp.text("little"))
      .value("argv", interp.list({interp.text("")}))
      .value("path", interp.list());
  Class& modules = into.cls(modules_type);
  into.method(modules, "get", modules_get).value("modules", interp.instance(modules, {}));
  into.function("intern", give_back_first)
      .function("getrecursionlimit", only_at_run_time)
      .function("setrecursionlimit", give_none)
      .function("exit", give_none);
  into.function("_getframe", only_at_run_time);
}

// ---- importlib, pkgutil ---------------------------------------------------------------------------------------------

Value import_by_name(Call& call) {
  // What it would bring is missed: whoever counts on the modules that were read is told.
  if (Opaque* unknown = opaque_in(call.need(0))) {
    const Value made = call.interp.opaque(unknown->reason, unknown->origin(), "importlib.import_module(" + unknown->name.str() + ")");
    for (const auto& hook : call.interp.internals().unknown_calls) hook(*made.as<Opaque>(), call);
    return made;
  }
  TRUEUP_NEED_KNOWN(call);
  std::string_view name = need_text(call, 0, "name");
  const Value package = call.arg(1, "package");
  std::size_t level = 0;
  while (level < name.size() && name[level] == '.') ++level;
  if (level == 0) return import_module(call.interp, Symbol(name), call.origin);
  const auto base = package ? text_of(package) : std::nullopt;
  if (!base)
    call.interp.raise(
        "TypeError", "the 'package' argument is required to perform a relative import for '" + std::string(name) + "'");
  std::string absolute(*base);
  for (std::size_t i = 1; i < level; ++i) absolute.resize(std::min(absolute.rfind('.'), absolute.size()));
  if (level < name.size()) absolute += "." + std::string(name.substr(level));
  return import_module(call.interp, Symbol(absolute), call.origin);
}
void fill_importlib(ModuleWriter& into) {
  into.function("import_module", import_by_name)
      .function("reload", give_back_first)
      .function("invalidate_caches", give_none);
}

void list_modules(Call& call, const std::string& folder, const std::string& prefix, bool deep, int depth,
                  std::vector<Value>& into) {
  Interpreter& interp = call.interp;
  Module package;
  package.search = {folder};
  if (!is_under_roots(interp, folder) || depth > 30) return;
  for (const auto& [name, is_package] : submodules(interp, package)) {
    const Value row = interp.call(
        import_from(interp, import_module(interp, Symbol("pkgutil"), {}), Symbol("ModuleInfo"), {}),
        {interp.opaque("is a finder of modules", call.origin), interp.text(prefix + name), interp.boolean(is_package)},
        call.origin);
    into.push_back(row);
    if (deep && is_package) list_modules(call, folder + "/" + name, prefix + name + ".", deep, depth + 1, into);
  }
}
Value modules_below(Call& call, bool deep) {
  const Value path = call.arg(0, "path"), prefix = call.arg(1, "prefix");
  if (!path || is_none(path)) return call.interp.opaque("lists all modules there are", call.origin);
  const auto [folders, unknown] = call.interp.elements(path, call.origin);
  if (unknown) return call.interp.opaque_from(*unknown);
  std::vector<Value> found;
  for (Value folder : folders) {
    if (Opaque* one = opaque_in(folder)) return call.interp.opaque_from(*one);
    if (const auto text = text_of(folder))
      list_modules(call, std::string(*text), prefix ? std::string(text_of(prefix).value_or("")) : "", deep, 0, found);
  }
  return make_iterator(call.interp, call.interp.list(std::move(found)), call.origin);
}
Value iter_modules(Call& call) { return modules_below(call, false); }
Value walk_packages(Call& call) { return modules_below(call, true); }
// __path__ = extend_path(__path__, __name__): other distributions bring modules of this package, too.
Value extend_path(Call& call) {
  const auto name = text_of(call.arg(1, "name"));
  if (Module* package = name ? call.interp.find_module(*name) : nullptr) package->is_shared = true;
  return call.need(0, "path");
}
void fill_pkgutil(ModuleWriter& into) {
  Interpreter& interp = into.interp();
  const Value maker = import_from(interp, import_module(interp, Symbol("collections"), {}), Symbol("namedtuple"), {});
  into.value("ModuleInfo",
             interp.call(maker, {interp.text("ModuleInfo"), interp.text("module_finder name ispkg")}, {}));
  into.function("iter_modules", iter_modules)
      .function("walk_packages", walk_packages)
      .function("extend_path", extend_path);
}

// ---- inspect, copy --------------------------------------------------------------------------------------------------

template <Type... types>
Value is_type(Call& call) {
  const Value value = call.need(0);
  if (Opaque* unknown = opaque_in(value)) return call.interp.opaque_from(*unknown);
  return call.interp.boolean(((value->type == types) || ...));
}
Value get_members(Call& call) {
  Interpreter& interp = call.interp;
  const Value object = call.need(0), wanted = call.arg(1, "predicate");
  if (Opaque* unknown = opaque_in(object)) return interp.opaque_from(*unknown);
  const Value names = interp.call(interp.internals().builtins->attrs.find(Symbol("dir")), {object}, call.origin);
  if (Opaque* unknown = opaque_in(names)) return interp.opaque_from(*unknown);
  std::vector<Value> made;
  for (Value name : sequence_of(names)) {
    const Value value = interp.find(object, Symbol(text_of(name).value_or("")), call.origin);
    if (!value) continue;
    if (wanted && !is_none(wanted) && interp.truth(interp.call(wanted, {value}, call.origin)) != Truth::yes) continue;
    made.push_back(interp.tuple(std::vector<Value>{name, value}));
  }
  return interp.list(std::move(made));
}
Value is_coroutine_function(Call& call) {
  const Value value = call.need(0);
  if (Opaque* unknown = opaque_in(value)) return call.interp.opaque_from(*unknown);
  const Function* function = value.as<Function>();
  return call.interp.boolean(function && function->is_async);
}
Value get_doc(Call& call) {
  const Value doc = call.interp.find(call.need(0), w.doc_, call.origin);
  return doc ? doc : call.interp.none();
}
Value get_module(Call& call) {
  const Value name = call.interp.find(call.need(0), w.module_, call.origin);
  const Value found = name ? module_named(call.interp, name) : Value();
  return found ? found : call.interp.none();
}
Value get_mro(Call& call) { return call.interp.get(call.need(0), w.mro_, call.origin); }
void fill_inspect(ModuleWriter& into) {
  into.function("isclass", is_type<Type::class_>)
      .function("isfunction", is_type<Type::function>)
      .function("ismethod", is_type<Type::method>);
  into.function("ismodule", is_type<Type::module>)
      .function("isbuiltin", is_type<Type::native_function>)
      .function("isgenerator", is_type<Type::iterator>);
  into.function("isroutine", is_type<Type::function, Type::native_function, Type::method>)
      .function("getmembers", get_members)
      .function("getmro", get_mro);
  into.function("getdoc", get_doc).function("cleandoc", give_back_first).function("getmodule", get_module);
  into.function("iscoroutinefunction", is_coroutine_function);
  for (const char* name :
       {"currentframe", "stack", "signature", "getsource", "getfile", "getfullargspec", "getsourcefile"})
    into.function(name, only_at_run_time);
  for (const char* name : {"isabstract", "isdatadescriptor"}) into.function(name, only_at_run_time);
}

Value copied(Call& call, Value value, bool deep, int depth) {
  Interpreter& interp = call.interp;
  interp.internals().guard();
  if (depth > 200) return interp.opaque("is copied too deeply", call.origin);
  const auto inner = [&](Value one) { return deep ? copied(call, one, deep, depth + 1) : one; };
  switch (value->type) {
    case Type::list: {
      List* made = interp.list();
      for (Value one : value.as<List>()->elements) made->elements.push_back(inner(one));
      return made;
    }
    case Type::tuple: {
      if (!deep) return value;
      std::vector<Value> made;
      for (Value one : value.as<Tuple>()->elements) made.push_back(inner(one));
      return interp.tuple(made);
    }
    case Type::dict: {
      const Dict& from = *value.as<Dict>();
      Dict* made = interp.dict();
      made->cls = from.cls;
      made->factory = from.factory;
      for (const Keyed::Entry& entry : from.entries)
        if (entry.key) interp.dict_set(*made, entry.key, inner(entry.value));
      return made;
    }
    case Type::set: {
      Set* made = interp.set(value.as<Set>()->frozen);
      static_cast<Keyed&>(*made) = *value.as<Set>();
      return made;
    }
    case Type::instance: {
      const Instance& from = *value.as<Instance>();
      const Symbol name(deep ? "__deepcopy__" : "__copy__");
      if (Value method = interp.find(value, name, call.origin)) {
        if (!deep) return interp.call(method, {}, call.origin);
        return interp.call(method, {Value(interp.dict())}, call.origin);
      }
      if (from.payload && !from.held()) return interp.opaque("is a copy of a " + interp.dotted_name(from.cls), call.origin);
      if (from.cls->native && from.cls->native->class_iterate) return value;  // members of enums are not copied
      Instance* made = interp.instance(*from.cls, call.origin);
      made->hold(from.held() ? inner(from.held()) : Value());
      for (const Names::Entry& entry : from.attrs) made->attrs.set(entry.name, inner(entry.value), entry.line);
      return made;
    }
    default:
      return value;
  }
}
Value copy(Call& call) { return copied(call, call.need(0), false, 0); }
Value deep_copy(Call& call) { return copied(call, call.need(0), true, 0); }
void fill_copy(ModuleWriter& into) { into.function("copy", copy).function("deepcopy", deep_copy); }

// Loggers say nothing, so that code that logs takes no unknown branch.
Value logger_missing(Interpreter& interp, Instance&, Symbol name, const Origin& at) {
  if (name.view().starts_with("__")) return {};
  return interp.opaque("is not modelled", at, "logging.Logger." + name.str());
}
const NativeType logger_type{.name = "Logger", .missing = logger_missing};
Value get_logger(Call& call) {
  Class* cls = call.interp.find_module("logging")->attrs.find(Symbol("Logger")).as<Class>();
  Instance* made = call.interp.instance(*cls, call.origin);
  const Value name = call.arg(0, "name");
  made->attrs.set(w.name, name ? name : call.interp.text("root"));
  for (const char* list : {"handlers", "filters"}) made->attrs.set(Symbol(list), call.interp.list());
  made->attrs.set(Symbol("level"), call.interp.integer(0));
  return made;
}
Value give_no(Call& call) { return call.interp.boolean(false); }
void fill_logging(ModuleWriter& into) {
  Class& cls = into.cls(logger_type);
  for (const char* name : {"debug", "info", "warning", "warn", "error", "exception", "critical", "log", "setLevel",
                           "addHandler", "removeHandler", "addFilter"}) {
    into.method(cls, name, give_none);
    into.function(name, give_none);
  }
  into.method(cls, "isEnabledFor", give_no).method(cls, "hasHandlers", give_no).method(cls, "getChild", get_logger);
  into.function("getLogger", get_logger).function("basicConfig", give_none).function("captureWarnings", give_none);
  int level = 0;
  for (const char* name : {"NOTSET", "DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"}) {
    into.value(name, into.interp().integer(level));
    level += 10;
  }
}

// `from __future__ import annotations` changes nothing here: annotations are evaluated when asked for anyway.
void fill_future(ModuleWriter& into) {
  for (const char* name : {"annotations", "division", "print_function", "absolute_import", "unicode_literals",
                           "with_statement", "generator_stop", "nested_scopes", "generators"})
    into.value(name, into.interp().none());
}

}  // namespace

std::string normalized_path(std::string_view path) {
  const bool absolute = path.starts_with('/');
  std::vector<std::string> parts;
  for (const std::string& part : split(path, '/')) {
    if (part.empty() || part == ".") continue;
    if (part == ".." && !parts.empty() && parts.back() != "..") parts.pop_back();
    else if (part != ".." || !absolute) parts.push_back(part);
  }
  const std::string made = (absolute ? "/" : "") + join(parts, "/");
  return made.empty() ? "." : made;
}
bool is_under_roots(Interpreter& interp, std::string_view path) {
  const std::string clean = normalized_path(path);
  for (const std::string& root : interp.options().roots) {
    const std::string top = normalized_path(root.empty() ? "." : root);
    if (clean == top || clean.starts_with(top + "/") ||
        (top == "." && !clean.starts_with('/') && !clean.starts_with("..")))
      return true;
  }
  return false;
}

void add_system(Interpreter& interp) {
  interp.add_native("os", fill_os);
  interp.add_native("os.path", fill_os_path);
  interp.add_native("glob", fill_glob);
  interp.add_native("sys", fill_sys);
  interp.add_native("importlib", fill_importlib);
  interp.add_native("pkgutil", fill_pkgutil);
  interp.add_native("inspect", fill_inspect);
  interp.add_native("copy", fill_copy);
  interp.add_native("__future__", fill_future);
  interp.add_native("logging", fill_logging);
}

}  // namespace trueup::py
