// Packages beside the project: those whose meaning is told in Python, and those that are installed.
#include "base/file.h"
#include "base/text.h"
#include "python/internals.h"

namespace trueup::py {

namespace {

// Of all installed packages together; an application's environment holds tens of thousands of files.
constexpr std::size_t most_installed = 400;

Value unread_name(Interpreter& interp, Module& module, Symbol name) {
  if (name.view().starts_with("__")) return {};
  Opaque* made = interp.opaque("is not in the project", {}, module.name.str() + "." + name.str()).as<Opaque>();
  made->is_missing_import = true;
  return made;
}

Value lacking_name(Interpreter& interp, Module& module, Symbol name) {
  if (name.view().starts_with("__")) return {};
  return interp.opaque("is a part of a package that is not modelled", {}, module.name.str() + "." + name.str());
}

std::string_view top_of(std::string_view dotted) { return dotted.substr(0, dotted.find('.')); }

bool is_path(std::string_view name) { return !name.empty() && name.find_first_of("([ ") == std::string_view::npos; }

}  // namespace

Module* make_declared_module(Interpreter& interp, Symbol name) {
  Interpreter::Internals& in = interp.internals();
  Module* module = interp.heap().make<Module>();
  module->name = name;
  module->is_native = module->is_declared = module->is_package = true;
  module->missing = lacking_name;
  run_source(interp, *module, std::string(in.declared.at(name)));
  // The modules that it says it has are one with it.
  static const Symbol parts("__modules__");
  if (auto names = text_of(module->attrs.find(parts)))
    for (const std::string& part : split(*names, ' '))
      if (!in.declared.contains(Symbol(name.str() + "." + part))) module->attrs.set(Symbol(part), module);
  return module;
}

Value installed_module(Interpreter& interp, Symbol dotted, const FoundModule& found, const Origin& at) {
  Interpreter::Internals& in = interp.internals();
  const Module* from = in.running.empty() ? nullptr : in.running.back()->module;
  const bool within = from && from->is_installed && top_of(from->name.view()) == top_of(dotted.view());
  bool wanted = within || in.forced == dotted;
  if (!wanted && !found.file.empty() && in.options.wants_installed)
    if (const Result<std::string> text = read_file(found.file))
      wanted = in.options.wants_installed(dotted.view(), *text);
  if (wanted && in.installed_loaded.size() >= most_installed)
    return missing_module(interp, dotted, "is one of more installed modules than are read", at);
  if (wanted) return load_module(interp, dotted, found, at);
  if (!found.is_package) return missing_module(interp, dotted, "is not in the project", at);
  Module* module = interp.heap().make<Module>();
  module->name = dotted;
  module->search = found.search;
  module->file = found.file;
  module->is_package = module->is_installed = module->is_unrun = true;
  module->is_shared = true;
  module->missing = unread_name;
  module->state = Module::State::done;
  in.modules[dotted] = module;
  return module;
}

Value installed_class(Interpreter& interp, const Opaque& named, const Origin& at) {
  Interpreter::Internals& in = interp.internals();
  if (in.options.installed.empty() || !is_path(named.name.view())) return {};
  const std::vector<std::string> parts = split(named.name.view(), '.');
  FoundModule found;
  if (!find_module_in(in, in.options.installed, parts[0], found)) return {};
  const Symbol outer = in.forced;
  struct Restore {
    Interpreter::Internals& in;
    Symbol outer;
    ~Restore() { in.forced = outer; }
  } restore{in, outer};
  auto made = interp.attempt(
      [&]() -> Value {
        Value value;
        Symbol dotted;
        std::vector<std::string> folders = in.options.installed;
        for (const std::string& part : parts) {
          Module* above = value.as<Module>();
          // A name that the package has wins over a module of it that nobody imported.
          if (above && above->is_unrun && above->search.empty()) return {};
          dotted = dotted.empty() ? Symbol(part) : Symbol(dotted.str() + "." + part);
          if (above && !above->is_unrun && above->attrs.find(Symbol(part))) {
            value = above->attrs.find(Symbol(part));
          } else if ((!value || above) && find_module_in(in, folders, part, found)) {
            const auto known = in.modules.find(dotted);
            Module* there = known == in.modules.end() ? nullptr : known->second.as<Module>();
            if (!there) {
              in.forced = found.is_package ? Symbol() : dotted;
              there = installed_module(interp, dotted, found, at).as<Module>();
            }
            value = there;
            if (!there) return {};
          } else if (above && above->is_unrun) {
            // Its own code says what the name is.
            FoundModule own{above->file, above->search, true};
            in.forced = above->name;
            Module* run = own.file.empty() ? nullptr : installed_module(interp, above->name, own, at).as<Module>();
            if (!run || run->is_unrun) return {};
            value = interp.find(run, Symbol(part), at);
          } else {
            value = value ? interp.find(value, Symbol(part), at) : Value();
          }
          if (!value) return {};
          if (Module* module = value.as<Module>()) folders = module->search;
        }
        return value;
      },
      at);
  return made && made->as<Class>() ? *made : Value();
}

void Interpreter::add_declared(std::string name, std::string_view source) {
  internals_->declared[Symbol(name)] = source;
}
const std::vector<Module*>& Interpreter::installed_loaded() const { return internals_->installed_loaded; }

}  // namespace trueup::py
