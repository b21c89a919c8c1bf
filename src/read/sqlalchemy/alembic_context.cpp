#include "read/sqlalchemy/alembic_context.h"

#include "read/alembic_ini.h"
#include "read/sqlalchemy/values.h"

namespace trueup::sqla {
namespace {

AlembicContext& context_of(Interpreter& interp) { return *world_of(interp).alembic; }

// ---- alembic.config.Config ------------------------------------------------------------------------------------------

constexpr std::string_view own_section = "alembic";
const Symbol set_options("_set");  // what set_main_option() and set_section_option() put in: {(section, name): value}

std::map<std::string, IniEntry> section_of(Interpreter& interp, std::string_view section) {
  const AlembicContext& context = context_of(interp);
  return ini_section(context.ini_text, section, {{"here", context.ini_folder}});
}

// Who configures Alembic without an alembic.ini puts settings in by code that is not env.py's.
Value no_ini(Call& call) {
  return call.interp.opaque("is a setting of an alembic.ini that is not there", call.origin, "alembic.ini");
}

Value option_of(Call& call, std::string_view section, std::string_view name, Value otherwise) {
  Interpreter& interp = call.interp;
  if (auto* set = call.self.as<Instance>()->attrs.find(set_options).as<py::Dict>())
    if (Value value = interp.dict_get(*set, std::string(section) + '\n' + std::string(name))) return value;
  if (context_of(interp).ini_file.empty()) return no_ini(call);
  const auto entries = section_of(interp, section);
  const auto at = entries.find(std::string(name));
  if (at != entries.end()) return interp.text(at->second.value);
  return otherwise ? otherwise : interp.none();
}

Value get_main_option(Call& call) {
  if (Opaque* unknown = unknown_in(call.need(0, "name"))) return call.interp.opaque_from(*unknown);
  return option_of(call, own_section, text_or(call.need(0, "name")), call.arg(1, "default"));
}
Value get_section_option(Call& call) {
  for (Value each : {call.need(0, "section"), call.need(1, "name")})
    if (Opaque* unknown = unknown_in(each)) return call.interp.opaque_from(*unknown);
  return option_of(call, text_or(call.need(0, "section")), text_or(call.need(1, "name")), call.arg(2, "default"));
}
void set_option(Call& call, const std::string& section, Value name, Value value) {
  py::Names& attrs = call.self.as<Instance>()->attrs;
  py::Dict* set = attrs.find(set_options).as<py::Dict>();
  if (!set) attrs.set(set_options, set = call.interp.dict());
  if (auto text = py::text_of(name))
    call.interp.dict_set(*set, call.interp.text(section + '\n' + std::string(*text)), value);
}
Value set_main_option(Call& call) {
  set_option(call, std::string(own_section), call.need(0, "name"), call.need(1, "value"));
  return call.interp.none();
}
Value set_section_option(Call& call) {
  set_option(call, text_or(call.need(0, "section")), call.need(1, "name"), call.need(2, "value"));
  return call.interp.none();
}
Value get_section(Call& call) {
  Interpreter& interp = call.interp;
  if (Opaque* unknown = unknown_in(call.need(0, "name"))) return interp.opaque_from(*unknown);
  if (context_of(interp).ini_file.empty()) return no_ini(call);
  const auto entries = section_of(interp, text_or(call.need(0, "name")));
  if (entries.empty()) {
    Value otherwise = call.arg(1, "default");
    return otherwise ? otherwise : interp.none();
  }
  py::Dict* out = interp.dict();
  for (auto& [name, entry] : entries) interp.dict_set(*out, interp.text(name), interp.text(entry.value));
  return out;
}

Value config_missing(Interpreter& interp, Instance& self, Symbol name, const Origin& at) {
  if (name == "config_file_name")
    return context_of(interp).ini_file.empty() ? interp.none() : interp.text(context_of(interp).ini_file);
  if (name == "config_ini_section") return interp.text(own_section);
  if (name == "attributes") {  // what a caller of alembic.command hands over: nobody does
    Value made = interp.dict();
    self.attrs.set(name, made);
    return made;
  }
  if (name.view().starts_with("__")) return {};
  return interp.opaque("is known only when Alembic runs", at, "config." + name.str());
}

// ---- alembic.context ------------------------------------------------------------------------------------------------

Configured settings_of(const Call& call) {
  Configured out{.unknown_args = call.unknown_args, .origin = call.origin};
  for (auto& [name, member] : configure_settings)
    if (Value value = call.keyword(name); is_given(value)) out.*member = value;
  return out;
}

Value configure(Call& call) {
  context_of(call.interp).configured.push_back(settings_of(call));
  return call.interp.none();
}

// -x name=value of the command line: none were given.
Value get_x_argument(Call& call) {
  if (is_true(call.interp, call.arg(0, "as_dictionary"))) return call.interp.dict();
  return call.interp.list();
}

Value nothing(Call& call) { return call.interp.none(); }

Value known_when_it_runs(Interpreter& interp, py::Module& module, Symbol name) {
  if (name.view().starts_with("__")) return {};
  return interp.opaque("is known only when Alembic runs", {}, module.name.str() + '.' + name.str());
}

void fill_context(py::ModuleWriter& module) {
  static const py::NativeType config{.name = "Config", .missing = config_missing};
  Class& cls = module.cls(config);
  for (auto& [name, code] :
       std::initializer_list<std::pair<const char*, py::NativeCode>>{{"get_main_option", get_main_option},
                                                                     {"set_main_option", set_main_option},
                                                                     {"get_section", get_section},
                                                                     {"get_section_option", get_section_option},
                                                                     {"set_section_option", set_section_option},
                                                                     {"print_stdout", nothing}})
    module.method(cls, name, code);
  module.value("config", module.interp().instance(cls, {}));
  module.function("configure", configure).function("get_x_argument", get_x_argument);
  // Autogenerate talks to a database.
  module.function("is_offline_mode", [](Call& call) { return call.interp.boolean(false); });
  module.function("is_transactional_ddl", [](Call& call) { return call.interp.boolean(true); });
  for (auto name : {"run_migrations", "execute", "get_tag_argument"}) module.function(name, nothing);
  module.module().missing = known_when_it_runs;
}

// flask_migrate.Migrate(app, db, directory, **kwargs); init_app() takes more of them.
void migrate_init(Call& call) { context_of(call.interp).migrates.push_back(settings_of(call)); }

void fill_flask_migrate(py::ModuleWriter& module) {
  static const py::NativeType migrate{.name = "Migrate", .init = migrate_init};
  Class& cls = module.cls(migrate);
  module.method(cls, "init_app", [](Call& call) {
    migrate_init(call);
    return call.interp.none();
  });
  module.method(cls, "configure", [](Call& call) { return call.need(0); });
  module.module().missing = known_when_it_runs;
}

void fill_alembic(py::ModuleWriter& module) {
  auto context = module.interp().import("alembic.context");
  if (context) module.value("context", *context);
  module.module().missing = known_when_it_runs;
}

// ---- geoalchemy2.alembic_helpers ------------------------------------------------------------------------------------

// False for PostGIS's own table and for the indexes it makes of spatial columns. Autogenerate cannot tell whether such
// an index is wanted; trueup can, so that only one that is merely there is left out.
Value include_object(Call& call) {
  const std::string type = text_or(call.need(2, "obj_type"));
  bool included = true;
  if (type == "table") included = text_or(call.need(1, "name")) != "spatial_ref_sys";
  if (type == "index" && is_true(call.interp, call.need(3, "reflected")))
    if (auto* index = py::payload_of<Index>(call.need(0, "obj")); index && index->expressions.size() == 1)
      if (Column* column = column_of(index->expressions[0]))
        if (Opaque* of = unknown_in(column->type))
          for (std::string_view spatial : {"geometry", "geography", "raster"})
            included = included && !of->name.view().starts_with(spatial);
  return call.interp.boolean(included);
}

void fill_geoalchemy_helpers(py::ModuleWriter& module) {
  module.function("include_object", include_object);
  module.module().missing = known_when_it_runs;
}

}  // namespace

const std::vector<ConfigureSetting> configure_settings = {{"target_metadata", &Configured::target_metadata},
                                                          {"include_object", &Configured::include_object},
                                                          {"include_name", &Configured::include_name},
                                                          {"include_symbol", &Configured::include_symbol},
                                                          {"include_schemas", &Configured::include_schemas},
                                                          {"version_table", &Configured::version_table},
                                                          {"version_table_schema", &Configured::version_table_schema}};

void add_alembic(World& world, AlembicContext& context) {
  world.alembic = &context;
  world.interp.add_native("alembic", fill_alembic);
  world.interp.add_native("alembic.context", fill_context);
  world.interp.add_native("flask_migrate", fill_flask_migrate);
  world.interp.add_native("geoalchemy2.alembic_helpers", fill_geoalchemy_helpers);
}

}  // namespace trueup::sqla
