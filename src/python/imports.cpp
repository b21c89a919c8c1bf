// Imports: where a dotted name is found, in the order plug-in, roots, nothing; and how a module is run once.
#include <algorithm>
#include <filesystem>

#include "base/file.h"
#include "base/text.h"
#include "python/frame.h"
#include "python/internals.h"
#include "python/of_project.h"
#include "python/parser.h"

namespace trueup::py {

static const Words& w = words();

namespace {

using Found = FoundModule;

bool has(Interpreter::Internals& in, const std::string& folder, const std::string& name) {
  const auto [at, fresh] = in.listings.try_emplace(folder);
  if (fresh) at->second = names_in(folder);  // sorted
  return std::binary_search(at->second.begin(), at->second.end(), name);
}

// _speedups.cpython-312-x86_64-linux-gnu.so, _rust.abi3.so, _speedups.pyd
bool has_compiled(Interpreter::Internals& in, const std::string& folder, const std::string& name) {
  has(in, folder, name);
  const std::vector<std::string>& listed = in.listings[folder];
  for (auto at = std::lower_bound(listed.begin(), listed.end(), name + '.'); at != listed.end() && at->starts_with(name + '.'); ++at)
    if (at->ends_with(".so") || at->ends_with(".pyd")) return true;
  return false;
}

}  // namespace

// A package before a module before a folder without __init__.py, folder by folder, as importlib's FileFinder does.
bool find_module_in(Interpreter::Internals& in, const std::vector<std::string>& folders, const std::string& name,
                    Found& found) {
  std::vector<std::string> parts;
  for (const std::string& folder : folders) {
    const std::string inner = folder + "/" + name;
    const bool listed = has(in, folder, name);
    if (listed && has(in, inner, "__init__.py")) {
      found = {.file = inner + "/__init__.py", .search = {inner}, .is_package = true};
      return true;
    }
    if (has(in, folder, name + ".py")) {
      found = {.file = folder + "/" + name + ".py"};
      return true;
    }
    if (has_compiled(in, folder, name)) {
      found = {.is_compiled = true};
      return true;
    }
    if (listed && is_folder(inner)) parts.push_back(inner);
  }
  if (parts.empty()) return false;
  found = {.search = parts, .is_package = true};
  return true;
}

namespace {

// Links that lead out of the roots are not followed.
bool is_inside(const Interpreter::Internals& in, const std::string& file) {
  std::error_code error;
  const std::string real = std::filesystem::weakly_canonical(file, error).string();
  if (error) return false;
  const auto holds = [&](const std::string& root) {
    std::string top = std::filesystem::weakly_canonical(root.empty() ? "." : root, error).string();
    if (error) return false;
    if (!top.ends_with('/')) top += '/';
    return real.starts_with(top);
  };
  return std::any_of(in.options.roots.begin(), in.options.roots.end(), holds) ||
         std::any_of(in.options.installed.begin(), in.options.installed.end(), holds);
}

// Relative to the first root; files of further roots with that root.
Symbol shown(const Interpreter::Internals& in, const std::string& file) {
  std::string_view path = file;
  if (!in.options.roots.empty()) {
    const std::string& root = in.options.roots[0];
    if (path.starts_with(root) && path.size() > root.size() && path[root.size()] == '/') {
      path.remove_prefix(root.size() + 1);
      if (!in.options.shown_root.empty()) return Symbol(in.options.shown_root + '/' + std::string(path));
    }
  }
  if (path.starts_with("./")) path.remove_prefix(2);
  return Symbol(path);
}

std::pair<std::string_view, std::string_view> parent_and_last(std::string_view dotted) {
  const std::size_t dot = dotted.rfind('.');
  if (dot == std::string_view::npos) return {{}, dotted};
  return {dotted.substr(0, dot), dotted.substr(dot + 1)};
}

}  // namespace

// Modules of the standard library that models import and nobody needs to know: so that a reason can say so.
bool is_standard(std::string_view name) {
  static const std::vector<std::string> names = split(
      "argparse array ast asyncio atexit base64 binascii bisect calendar cgi cmath codecs colorsys concurrent "
      "configparser contextvars csv ctypes "
      "curses datetime difflib dis email encodings errno faulthandler fcntl filecmp fileinput fnmatch ftplib gc getopt "
      "getpass gettext glob grp gzip heapq "
      "hmac html http imaplib imghdr io ipaddress keyword linecache locale logging lzma mailbox marshal mimetypes mmap "
      "multiprocessing netrc numbers "
      "optparse pathlib pdb pickle pkgutil platform plistlib poplib posix pprint profile pstats pwd queue quopri "
      "random reprlib resource runpy sched secrets "
      "select selectors shelve shlex shutil signal site smtplib socket socketserver sqlite3 ssl stat statistics struct "
      "subprocess symtable sysconfig syslog "
      "tarfile tempfile termios threading time timeit token tokenize tomllib trace traceback tracemalloc types "
      "unicodedata unittest urllib uuid venv warnings "
      "wave weakref webbrowser wsgiref xml xmlrpc zipfile zipimport zlib zoneinfo bz2 cProfile importlib inspect",
      ' ');
  const std::string top(name.substr(0, name.find('.')));
  return std::find(names.begin(), names.end(), top) != names.end();
}

Value missing_module(Interpreter& interp, Symbol dotted, std::string_view reason, const Origin& at) {
  Opaque* made = interp.opaque(reason, at, dotted.view()).as<Opaque>();
  made->is_module = made->is_missing_import = true;
  interp.internals().modules[dotted] = made;
  return made;
}

bool run_source(Interpreter& interp, Module& module, std::string source) {
  Interpreter::Internals& in = interp.internals();
  in.source_bytes += source.size();
  const bool source_may_go = in.source_bytes > in.options.budgets.source_bytes && !module.file.empty();
  auto tree = parse_python(std::move(source), module.path,
                           {.keep = Keep::what_outlives_running, .source_may_go = source_may_go});
  if (!tree) {
    in.diags.push_back(tree.error());
    return false;
  }
  module.tree = tree->get();
  in.trees.push_back(std::move(*tree));
  in.modules[module.name] = &module;
  if (!module.file.empty()) (module.is_installed ? in.installed_loaded : in.loaded).push_back(&module);
  struct Ran {
    Module& module;
    ~Ran() {
      module.tree->forget_what_ran();
      module.tree->forget_source(module.file);
    }
  } ran{module};
  run_module(interp, module);
  return true;
}

Value load_module(Interpreter& interp, Symbol dotted, const Found& found, const Origin& at) {
  Interpreter::Internals& in = interp.internals();
  if (found.is_compiled) return missing_module(interp, dotted, "is compiled", at);
  if (!found.file.empty() && !is_inside(in, found.file))
    return missing_module(interp, dotted, "lies outside the project", at);
  std::string source;
  if (!found.file.empty()) {
    Result<std::string> read = read_file(found.file);
    if (!read) {
      in.diags.push_back(read.error());
      return missing_module(interp, dotted, "could not be read", at);
    }
    source = *std::move(read);
  }
  Module* module = interp.heap().make<Module>();
  module->name = dotted;
  module->path = found.file.empty() ? Symbol() : shown(in, found.file);
  module->search = found.search;
  module->file = found.file;
  module->is_package = found.is_package;
  const auto is_of = [&](const std::string& folder) { return found.file.starts_with(folder + "/"); };
  module->is_installed =
      std::any_of(in.options.installed.begin(), in.options.installed.end(), is_of) &&
      std::none_of(in.options.roots.begin() + !in.options.roots.empty(), in.options.roots.end(), is_of);
  if (!run_source(interp, *module, std::move(source)))
    return missing_module(interp, dotted, "is in a file that could not be parsed", in.diags.back().origin);
  return module;
}

Module* make_native_module(Interpreter& interp, Symbol name) {
  Interpreter::Internals& in = interp.internals();
  Module* module = interp.heap().make<Module>();
  module->name = name;
  module->is_native = true;
  module->is_package = true;
  in.modules[name] = module;
  module->attrs.set(w.name_, interp.text(name));
  if (const auto fill = in.native.find(name); fill != in.native.end()) {
    ModuleWriter writer(interp, *module);
    fill->second(writer);
  }
  module->state = Module::State::done;
  return module;
}

bool is_of_project(const Options& options, const Module& module) {
  if (options.roots.empty()) return true;
  const std::string& root = options.roots[0];
  return root.empty() || root == "." ? !module.file.starts_with('/') : module.file.starts_with(root + '/');
}

// What stands first in it, if that is a text.
static Value docstring_of(Interpreter& interp, const Module& module) {
  const auto& body = module.tree->module().body;
  auto* first = body.empty() ? nullptr : ast::as<ast::ExprStmt>(*body.begin());
  auto* text = first ? ast::as<ast::Constant>(first->value) : nullptr;
  return text && text->type == ast::ConstantType::string ? interp.text(text->text) : interp.none();
}

void run_module(Interpreter& interp, Module& module) {
  Interpreter::Internals& in = interp.internals();
  Scope* scope = in.new_scope(Scope::Sort::module, nullptr);
  scope->captured = true;
  scope->names = &module.attrs;
  scope->module = &module;
  scope->tree = module.tree;
  scope->file = module.path;
  scope->annotations = &module.annotations;
  module.scope = scope;
  const auto [parent, last] = parent_and_last(module.name.view());
  module.attrs.set(w.name_, interp.text(module.name));
  module.attrs.set(w.package_, interp.text(module.is_package ? module.name.view() : parent));
  module.attrs.set(w.file_, module.file.empty() ? interp.none() : interp.text(module.file));
  module.attrs.set(w.doc_, docstring_of(interp, module));
  for (const char* name : {"__spec__", "__loader__"})
    module.attrs.set(Symbol(name), interp.opaque("belongs to the import system", {module.path, 1, 0}, name));
  if (module.is_package) {
    std::vector<Value> folders;
    for (const std::string& folder : module.search) folders.push_back(interp.text(folder));
    module.attrs.set(w.path_, interp.list(std::move(folders)));
  }
  if (const auto of = in.dotted_defines.find(module.name); of != in.dotted_defines.end())
    for (const auto& [name, value] : of->second) module.attrs.set(name, value);
  const std::uint64_t before = in.steps, outer_limit = in.step_limit;
  // A package that computes for long while it is imported parses or compiles something; models don't.
  const bool own = is_of_project(in.options, module);
  in.step_limit = std::min(outer_limit, in.steps + in.options.budgets.module_steps / (own ? 1 : 20));
  const Origin outer_place = in.at;
  const std::size_t tries = in.tries.size();
  try {
    Running running(in, scope);
    Frame(interp, scope).run(module.tree->module().body);
    module.state = Module::State::done;
  } catch (const Exhausted& exhausted) {
    in.tries.resize(tries);
    module.state = Module::State::failed;
    in.diags.push_back({.code = "python-budget",
                        .message = exhausted.what + "; the rest of " + module.name.str() + " was not read",
                        .origin = exhausted.at,
                        .severity = own ? Severity::error : Severity::warning});
  } catch (const Raised&) {
    // Somebody up the stack awaits this exception: the import failed, and may be tried again.
    in.modules.erase(module.name);
    std::erase(module.is_installed ? in.installed_loaded : in.loaded, &module);
    module.state = Module::State::failed;
    in.step_limit = outer_limit + (in.steps - before);
    in.at = outer_place;
    throw;
  }
  in.step_limit = std::min(in.options.budgets.steps, outer_limit + (in.steps - before));
  in.at = outer_place;
  for (const auto& hook : in.after) hook(module);
}

// Whether the code that imports has a way without it, which is tried in the very function or module.
static bool may_go_without(Interpreter& interp) {
  Interpreter::Internals& in = interp.internals();
  if (in.tries.empty() || in.running.empty()) return false;
  const ActiveTry& active = in.tries.back();
  return active.statement && active.scope == in.running.back() && Frame(interp, active.scope).has_other_way(*active.statement);
}

Value import_module(Interpreter& interp, Symbol dotted, const Origin& at) {
  Interpreter::Internals& in = interp.internals();
  in.guard();
  if (const auto found = in.modules.find(dotted); found != in.modules.end()) return found->second;
  const auto [parent_name, last] = parent_and_last(dotted.view());
  Value parent;
  if (!parent_name.empty()) {
    parent = import_module(interp, Symbol(parent_name), at);
    // The parent may have imported it meanwhile.
    if (const auto found = in.modules.find(dotted); found != in.modules.end()) return found->second;
  }
  Value made;
  Module* package = parent.as<Module>();
  Found found;
  if (in.native.contains(dotted)) {
    made = make_native_module(interp, dotted);
  } else if (last.empty()) {
    interp.raise("ValueError", "Empty module name");
  } else if (in.declared.contains(dotted) && (package ? package->is_native || package->is_installed : bool(parent))) {
    made = make_declared_module(interp, dotted);
  } else if (package && package->is_declared) {
    in.modules[dotted] = made = package;
  } else if (package && package->is_native) {
    made = missing_module(interp, dotted, "is not modelled", at);
  } else if (parent && !package) {
    made = missing_module(interp, dotted, opaque_in(parent)->reason, at);
  } else if (find_module_in(in, package ? package->search : in.options.roots, std::string(last), found)) {
    made = package && package->is_installed ? installed_module(interp, dotted, found, at)
                                            : load_module(interp, dotted, found, at);
  } else if (in.declared.contains(dotted)) {
    made = make_declared_module(interp, dotted);
  } else if (!package && find_module_in(in, in.options.installed, std::string(last), found)) {
    made = installed_module(interp, dotted, found, at);
  } else if (package && !package->path.empty() && !package->is_shared) {
    // The package is the project's own and complete: here Python would raise, too.
    interp.raise("ModuleNotFoundError", "No module named '" + dotted.str() + "'");
  } else {
    const bool standard = is_standard(dotted.view());
    if (!standard && in.options.lacks && in.options.lacks(dotted.str()) && may_go_without(interp))
      interp.raise("ModuleNotFoundError", "No module named '" + dotted.str() + "'");
    made = missing_module(interp, dotted,
                          standard ? "is of the standard library and not modelled" : "is not in the project", at);
  }
  if (package && !package->attrs.has(Symbol(last))) package->attrs.set(Symbol(last), made);
  else if (package && made.as<Module>() && !package->is_native) package->attrs.set(Symbol(last), made);
  return made;
}

const Opaque* package_outside(Interpreter& interp, Symbol dotted) {
  Interpreter::Internals& in = interp.internals();
  const std::string_view top = dotted.view().substr(0, dotted.view().find('.'));
  const auto found = in.modules.find(Symbol(top));
  const Opaque* unknown = found == in.modules.end() ? nullptr : opaque_in(found->second);
  return unknown && unknown->is_missing_import && !is_standard(top) ? unknown : nullptr;
}

Value import_from(Interpreter& interp, Value module, Symbol name, const Origin& at) {
  Interpreter::Internals& in = interp.internals();
  if (Opaque* unknown = opaque_in(module)) {
    const Value found = interp.find(module, name, at);
    // Where it is used is more helpful than where the module was first imported.
    if (Opaque* made = opaque_in(found); made && made->name != unknown->name) made->place(at);
    return found;
  }
  Module& from = *module.as<Module>();
  const Symbol dotted(from.name.str() + "." + name.str());
  if (from.is_native) {
    if (Value found = from.attrs.find(name)) return found;
    if (in.native.contains(dotted) || in.modules.contains(dotted) || in.declared.contains(dotted))
      return import_module(interp, dotted, at);
    return interp.find(module, name, at);
  }
  if (Value found = from.attrs.find(name)) return found;
  if (const auto loaded = in.modules.find(dotted); loaded != in.modules.end()) return loaded->second;
  Found found;
  if (from.is_package && (in.native.contains(dotted) || find_module_in(in, from.search, name.str(), found)))
    return import_module(interp, dotted, at);
  try {
    if (Value value = interp.find(module, name, at)) return value;
  } catch (const Raised& raised) {
    // The module's own __getattr__ says that it is not there.
    if (interp.is_instance(raised.exception, interp.builtin("AttributeError")) != Truth::yes) throw;
  }
  const bool circular = from.state == Module::State::running;
  interp.raise("ImportError", "cannot import name '" + name.str() + "' from " +
                                  (circular ? "partially initialized module '" : "'") + from.name.str() + "'");
}

Symbol absolute_name(Interpreter& interp, Module& from, std::uint32_t level, Symbol module) {
  if (level == 0) return module;
  std::string base = from.name.str();
  if (!from.is_package) base = std::string(parent_and_last(base).first);
  for (std::uint32_t i = 1; i < level; ++i) {
    if (base.empty()) break;
    base = std::string(parent_and_last(base).first);
  }
  if (base.empty()) {
    // One file read by itself: what lies beside it is not known.
    if (module.empty()) interp.raise("ImportError", "attempted relative import with no known parent package");
    return module;
  }
  return module.empty() ? Symbol(base) : Symbol(base + "." + module.str());
}

std::vector<std::pair<std::string, bool>> submodules(Interpreter& interp, const Module& package) {
  Interpreter::Internals& in = interp.internals();
  std::vector<std::pair<std::string, bool>> found;
  for (const std::string& folder : package.search) {
    has(in, folder, "");
    for (const std::string& name : in.listings[folder]) {
      if (name.ends_with(".py") && name != "__init__.py") {
        found.emplace_back(name.substr(0, name.size() - 3), false);
      } else if (name != "__pycache__" && name.find('.') == std::string::npos && is_folder(folder + "/" + name) &&
                 has(in, folder + "/" + name, "__init__.py")) {
        found.emplace_back(name, true);
      }
    }
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first == b.first; }),
              found.end());
  return found;
}

Result<Module*> Interpreter::import(std::string_view dotted) {
  const Result<Value> made = attempt([&] { return import_module(*this, Symbol(dotted), {}); }, {});
  if (!made) return made.error();
  if (Module* module = made->as<Module>()) return module;
  const Opaque* unknown = made->as<Opaque>();
  for (const Diag& diag : internals_->diags)
    if (unknown && diag.origin.file == unknown->file && !diag.origin.file.empty() && diag.severity == Severity::error)
      return diag;
  return Diag{
      .code = "python-import",
      .message = "module " + std::string(dotted) + " " + (unknown ? std::string(unknown->reason) : "is unknown"),
      .hint = "name the folder that imports start from, e.g. models:PATH:" + std::string(dotted)};
}

Result<Module*> Interpreter::import_file(const std::string& path, std::string_view dotted) {
  const Symbol name(dotted);
  if (const auto found = internals_->modules.find(name); found != internals_->modules.end())
    if (Module* module = found->second.as<Module>()) return module;
  Found found{.file = path, .search = {}, .is_package = path.ends_with("/__init__.py")};
  if (found.is_package) found.search.push_back(path.substr(0, path.size() - 12));
  const Result<Value> made = attempt([&] { return load_module(*this, name, found, {}); }, {});
  if (!made) return made.error();
  if (Module* module = made->as<Module>()) return module;
  if (!internals_->diags.empty()) return internals_->diags.back();
  return Diag{.code = "python-import", .message = path + " " + std::string(made->as<Opaque>()->reason)};
}

}  // namespace trueup::py
