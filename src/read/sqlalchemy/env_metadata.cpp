#include "read/env_metadata.h"

#include <algorithm>

#include "base/file.h"
#include "base/text.h"
#include "read/sqlalchemy/declarative.h"
#include "read/sqlalchemy/env_run.h"
#include "read/sqlalchemy/find.h"
#include "read/sqlalchemy/values.h"

namespace trueup {

using namespace sqla;
using PyValue = py::Value;

namespace {

MetaData* metadata_of(Interpreter& interp, PyValue value) {
  if (auto* metadata = py::payload_of<MetaData>(value)) return metadata;
  if (table_of(value)) return nullptr;
  const bool may_have = (value.as<Class>() && !is_mapped(value.as<Class>())) || value.as<Instance>();
  if (!may_have) return nullptr;
  auto found = interp.attempt([&] { return interp.find(value, Symbol("metadata"), {}); }, {});
  return found && *found ? py::payload_of<MetaData>(*found) : nullptr;
}

bool is_file_of_module(const std::string& root, const std::string& dotted) {
  const std::string path = (root.empty() || root == "." ? "" : root + '/') + replace_all(dotted, ".", "/");
  return is_file(path + ".py") || is_file(path + "/__init__.py");
}

// A class that has its MetaData from a base is no name for it.
bool inherits_metadata(Interpreter& interp, Class& cls, const MetaData& metadata) {
  return std::any_of(cls.mro.begin(), cls.mro.end(),
                     [&](Class* base) { return base != &cls && metadata_of(interp, base) == &metadata; });
}

// How a project would name a MetaData: by the name of its base class, db object or MetaData, where that was made.
struct Name {
  std::string module = {}, attribute = {};
  int rank = 0;  // higher is better
};
Name name_of(Interpreter& interp, const MetaData& metadata) {
  Name best;
  for (auto* module : interp.modules_loaded()) {
    if (module->name == "env_py") continue;
    for (auto& entry : module->attrs) {
      if (entry.name.view().starts_with("_") || metadata_of(interp, entry.value) != &metadata) continue;
      Class* cls = entry.value.as<Class>();
      Instance* instance = entry.value.as<Instance>();
      const bool is_made_here = cls ? interp.dotted_name(entry.value) == module->name.str() + '.' + entry.name.str()
                                    : instance && instance->file == module->path;
      if (cls && inherits_metadata(interp, *cls, metadata)) continue;
      const int rank = 1 + (is_made_here ? 4 : 0) + (cls ? 2 : py::payload_of<MetaData>(entry.value) ? 0 : 1);
      if (rank > best.rank) best = {module->name.str(), entry.name.str(), rank};
    }
  }
  return best;
}

FoundMetadata describe(Interpreter& interp, const MetaData& metadata, const std::vector<std::string>& roots) {
  FoundMetadata out{.tables = metadata.tables.size()};
  const Name name = name_of(interp, metadata);
  out.attribute = name.attribute;
  if (!name.module.empty()) out.modules.push_back(name.module);
  if (auto* info = metadata.info.as<py::Dict>())
    if (auto key = py::text_of(interp.dict_get(*info, interp.text("bind_key")))) out.bind_key = *key;
  std::vector<Symbol> files;
  for (auto* table : metadata.tables) files.push_back(table->origin.file);
  for (auto* module : interp.modules_loaded())
    if (std::find(files.begin(), files.end(), module->path) != files.end() && module->name != "env_py" &&
        module->name.view() != name.module)
      out.modules.push_back(module->name.str());
  for (Symbol file : files) out.files.push_back(file.str());
  std::sort(out.files.begin(), out.files.end());
  out.files.erase(std::unique(out.files.begin(), out.files.end()), out.files.end());
  for (auto& root : roots)
    if (out.root.empty() && !out.modules.empty() && is_file_of_module(root, out.modules[0])) out.root = root;
  if (out.root.empty()) out.root = roots.empty() ? "." : roots[0];
  return out;
}

// The MetaData among the elements of what configure() was given.
void collect(Interpreter& interp, PyValue value, std::vector<MetaData*>& into, MetadataSearch& search,
             const Origin& at) {
  if (MetaData* metadata = py::payload_of<MetaData>(value)) {
    if (std::find(into.begin(), into.end(), metadata) == into.end()) into.push_back(metadata);
    return;
  }
  if (auto* dict = value.as<py::Dict>()) {  // of several databases
    for (auto& entry : dict->entries)
      if (entry.key) collect(interp, entry.value, into, search, at);
    return;
  }
  if (value.as<py::List>() || value.as<py::Tuple>()) {
    for (PyValue each : py::sequence_of(value)) collect(interp, each, into, search, at);
    return;
  }
  search.origin = at;
  if (Opaque* opaque = unknown_in(value)) search.reason = "its target_metadata is not known: " + py::describe(*opaque);
  else search.reason = value ? "its target_metadata is no MetaData" : "it gives context.configure() no target_metadata";
}

std::size_t tables_of(const std::vector<MetaData*>& targets) {
  std::size_t out = 0;
  for (auto* metadata : targets) out += metadata->tables.size();
  return out;
}

// Modules that env.py imports by ways that cannot be followed (pkgutil, importlib): whatever declares tables beside
// them.
void import_the_rest(Interpreter& interp, const std::string& root) {
  auto found = find_modules({.path = root});
  if (!found) return;
  for (auto& name : found->names) (void)interp.import(name);
}

// The shorter list of modules where it reaches the same tables.
void shorten(FoundMetadata& found, const std::vector<std::string>& imported, const ModelsOptions& options) {
  if (found.attribute.empty() || found.modules.empty()) return;
  std::vector<std::string> shorter = {found.modules[0]};
  for (auto& each : imported)
    if (std::find(shorter.begin(), shorter.end(), each) == shorter.end() && is_file_of_module(found.root, each))
      shorter.push_back(each);
  if (shorter.size() >= found.modules.size()) return;
  ModelsOptions again = options;
  again.path = found.root, again.modules = shorter, again.attribute = {};
  auto search = metadata_in(again);
  if (!search) return;
  for (auto& each : search->found)
    if (each.attribute == found.attribute && each.tables == found.tables) found.modules = shorter;
}

}  // namespace

std::string FoundMetadata::locator() const {
  if (attribute.empty()) return "models:" + root + ':' + join(modules, ",");
  return "models:" + root + ':' + join(modules, ",") + ':' + attribute;
}

Result<MetadataSearch> metadata_of_env(const EnvPlace& place, const ModelsOptions& options) {
  EnvRun run(place, options);
  TRY(run.run());
  MetadataSearch out;
  std::vector<MetaData*> targets;
  for (auto& configured : run.configured())
    collect(run.interp(), configured.target_metadata, targets, out, run.shown(configured.origin));
  if (run.configured().empty()) out.reason = "it calls context.configure() in a way that cannot be followed";
  if (targets.empty()) return out;
  if (tables_of(targets) == 0) {
    std::vector<std::string> roots;
    for (auto* metadata : targets)
      if (const auto found = describe(run.interp(), *metadata, place.roots);
          std::find(roots.begin(), roots.end(), found.root) == roots.end())
        roots.push_back(found.root);
    for (auto& root : roots) import_the_rest(run.interp(), root);
  }
  auto imported = read_alembic_env(place.file,
                                   [&](const std::string& dotted) {
                                     return std::any_of(place.roots.begin(), place.roots.end(),
                                                        [&](auto& root) { return is_file_of_module(root, dotted); });
                                   },
                                   {});
  for (auto* metadata : targets) {
    if (metadata->tables.empty()) continue;
    out.found.push_back(describe(run.interp(), *metadata, place.roots));
    if (out.found.back().attribute.empty()) {
      out.found.pop_back();
      out.reason = "no module of the project has a name for its target_metadata";
      continue;
    }
    if (imported) shorten(out.found.back(), imported->modules, options);
  }
  if (out.found.empty() && out.reason.empty())
    out.reason = "no module that it imports declares a table on its target_metadata";
  return out;
}

Result<MetadataSearch> metadata_in(const ModelsOptions& options) {
  FoundModules modules = TRY(find_modules(options));
  Evaluation evaluation(options, modules.root);
  for (auto& name : modules.names) (void)evaluation.interp.import(name);
  MetadataSearch out;
  const std::vector<MetaData*> metadatas = evaluation.world.metadatas;  // a look at a class may make one more
  for (auto* metadata : metadatas)
    if (!metadata->tables.empty()) out.found.push_back(describe(evaluation.interp, *metadata, {modules.root}));
  return out;
}

}  // namespace trueup
