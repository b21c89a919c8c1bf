// Mixins and base classes that come from packages: oslo.db, fastapi-users, sqlalchemy_utils. Their columns are theirs, so they stand here.
#include "read/sqlalchemy/declarative.h"
#include "read/sqlalchemy/types.h"
#include "read/sqlalchemy/values.h"

namespace trueup::sqla {

namespace {

struct ColumnLine {
  const char *name, *type;
  int length = 0;
  bool nullable = true, primary_key = false, index = false, unique = false;
};

Value make(World& world, const ColumnLine& line) {
  std::vector<Value> args;
  if (line.length) args.push_back(world.interp.integer(line.length));
  Column* column = make_column(world, *world.column, {});
  column->type = make_type(world, line.type, args, {}, {});
  column->nullable = world.interp.boolean(line.nullable && !line.primary_key);
  if (line.primary_key) column->primary_key = world.interp.boolean(true);
  if (line.index) column->extras.own().index = world.interp.boolean(true);
  if (line.unique) column->extras.own().unique = world.interp.boolean(true);
  return column->self;
}

Class* make_mixin(World& world, const char* name, std::initializer_list<ColumnLine> lines, const char* tablename = nullptr, std::vector<Value> bases = {}) {
  py::Names attrs;
  if (tablename) attrs.set(Symbol("__tablename__"), world.interp.text(tablename));
  for (const ColumnLine& line : lines) attrs.set(Symbol(line.name), make(world, line));
  return world.interp.make_class(name, std::move(bases), std::move(attrs), {});
}

Value other(Interpreter& interp, py::Module& module, Symbol name) {
  if (name.view().starts_with("__")) return {};
  const std::string inner = module.name.str() + '.' + name.str();
  if (inner == "oslo_db.sqlalchemy" || inner == "oslo_db.sqlalchemy.models" || inner == "oslo_db.sqlalchemy.types") {
    auto loaded = interp.import(inner);
    if (loaded) return *loaded;
  }
  return interp.opaque("is a part of a package that is not modelled", {}, module.name.str() + '.' + name.str());
}

World& ready(py::ModuleWriter& module) {
  World& world = world_of(module.interp());
  if (!world.names) (void)module.interp().import("sqlalchemy");
  module.module().missing = other;
  return world;
}

void fill_oslo(py::ModuleWriter& module) {
  World& world = ready(module);
  module.value("ModelBase", make_mixin(world, "ModelBase", {})).value("ModelIterator", make_mixin(world, "ModelIterator", {}));
  module.value("TimestampMixin", make_mixin(world, "TimestampMixin", {{"created_at", "DateTime"}, {"updated_at", "DateTime"}}));
  module.value("SoftDeleteMixin", make_mixin(world, "SoftDeleteMixin", {{"deleted_at", "DateTime"}, {"deleted", "Integer"}}));
}

void fill_oslo_types(py::ModuleWriter& module) {
  World& world = ready(module);
  // JsonEncodedDict, JsonEncodedList and SoftDeleteInteger decorate Text and Integer.
  for (auto [name, base] : {std::pair{"JsonEncodedDict", "Text"}, {"JsonEncodedList", "Text"}, {"JsonEncodedType", "Text"}, {"SoftDeleteInteger", "Integer"}})
    module.value(name, world.type_named(base));
  module.value("String", world.type_named("String"));
}

// declared_attr user_id: Column(GUID, ForeignKey("user.id", ondelete="cascade"), nullable=False)
Value user_reference(Call& call) {
  World& world = world_of(call.interp);
  Value key = call.interp.call(world.foreign_key, {call.interp.text("user.id")}, call.origin, {{.value = call.interp.text("cascade"), .name = Symbol("ondelete")}});
  return call.interp.call(world.column, {make_type(world, "GUID", {}, {}, call.origin), key}, call.origin, {{.value = call.interp.boolean(false), .name = Symbol("nullable")}});
}

void fill_fastapi_users(py::ModuleWriter& module) {
  World& world = ready(module);
  Class* user = make_mixin(world, "SQLAlchemyBaseUserTable",
                           {{.name = "email", .type = "String", .length = 320, .nullable = false, .index = true, .unique = true},
                            {.name = "hashed_password", .type = "String", .length = 1024, .nullable = false},
                            {.name = "is_active", .type = "Boolean", .nullable = false},
                            {.name = "is_superuser", .type = "Boolean", .nullable = false},
                            {.name = "is_verified", .type = "Boolean", .nullable = false}}, "user");
  Class* account = make_mixin(world, "SQLAlchemyBaseOAuthAccountTable",
                              {{.name = "oauth_name", .type = "String", .length = 100, .nullable = false, .index = true},
                               {.name = "access_token", .type = "String", .length = 1024, .nullable = false},
                               {.name = "expires_at", .type = "Integer"},
                               {.name = "refresh_token", .type = "String", .length = 1024},
                               {.name = "account_id", .type = "String", .length = 320, .nullable = false, .index = true},
                               {.name = "account_email", .type = "String", .length = 320, .nullable = false}}, "oauth_account");
  const ColumnLine id{.name = "id", .type = "GUID", .primary_key = true};
  auto with_user = [&](Class* cls) {
    cls->attrs.set(Symbol("user_id"), module.interp().call(world.declared_attr, {module.interp().function("user_id", user_reference)}, {}));
    return cls;
  };
  Class* token = make_mixin(world, "SQLAlchemyBaseAccessTokenTable",
                            {{.name = "token", .type = "String", .length = 43, .primary_key = true},
                             {.name = "created_at", .type = "TIMESTAMPAware", .nullable = false, .index = true}}, "accesstoken");
  module.value("SQLAlchemyBaseUserTable", user).value("SQLAlchemyBaseOAuthAccountTable", account).value("SQLAlchemyBaseAccessTokenTable", token);
  module.value("SQLAlchemyBaseUserTableUUID", make_mixin(world, "SQLAlchemyBaseUserTableUUID", {id}, nullptr, {user}));
  module.value("SQLAlchemyBaseOAuthAccountTableUUID", with_user(make_mixin(world, "SQLAlchemyBaseOAuthAccountTableUUID", {id}, nullptr, {account})));
  module.value("SQLAlchemyBaseAccessTokenTableUUID", with_user(make_mixin(world, "SQLAlchemyBaseAccessTokenTableUUID", {}, nullptr, {token})));
  for (auto name : {"GUID", "TIMESTAMPAware"}) module.value(name, world.type_named(name));
}

}  // namespace

// sqlalchemy_utils.Timestamp
void add_timestamp(py::ModuleWriter& module) {
  Interpreter& interp = module.interp();
  Class* mixin = make_mixin(world_of(interp), "Timestamp", {{.name = "created", .type = "DateTime", .nullable = false}, {.name = "updated", .type = "DateTime", .nullable = false}});
  if (auto datetime = interp.import("datetime"))
    for (const auto& entry : mixin->attrs)
      if (Column* column = py::payload_of<Column>(entry.value))
        column->default_value = interp.get(interp.get(*datetime, Symbol("datetime"), {}), Symbol("utcnow"), {});
  module.value("Timestamp", mixin);
}

void add_oslo(Interpreter& interp) {
  // What a deployment says; the options are registered when a service starts.
  interp.add_native("oslo_config", [](py::ModuleWriter&) {});
  // Large packages that compute: read from a virtual environment they would take long, and give models nothing.
  for (auto name : {"numpy", "pandas", "scipy", "pyarrow", "matplotlib", "sklearn", "torch", "tensorflow", "yaml", "ruamel", "boto3", "botocore", "kubernetes", "twisted", "sympy", "nltk", "cryptography"})
    interp.add_native(name, [](py::ModuleWriter&) {});
  for (auto name : {"oslo_db", "oslo_db.sqlalchemy"}) interp.add_native(name, [](py::ModuleWriter& module) { (void)ready(module); });
  interp.add_native("oslo_db.sqlalchemy.models", fill_oslo);
  interp.add_native("oslo_db.sqlalchemy.types", fill_oslo_types);
  interp.add_native("fastapi_users_db_sqlalchemy", fill_fastapi_users);
  interp.add_native("fastapi_users.db", fill_fastapi_users);
  for (auto name : {"fastapi_users_db_sqlalchemy.access_token", "fastapi_users_db_sqlalchemy.generics"}) interp.add_native(name, fill_fastapi_users);
}

}  // namespace trueup::sqla
