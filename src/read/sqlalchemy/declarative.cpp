// The scan of a class and its mixins, in SQLAlchemy's order (orm/decl_base.py, _ClassScanMapperConfig), since the order
// of columns and who overrides whom follow from it.
#include "read/sqlalchemy/declarative.h"

#include "base/symbol_table.h"
#include "base/text.h"
#include "read/sqlalchemy/expressions.h"
#include "read/sqlalchemy/values.h"

namespace trueup::sqla {

namespace {

const Symbol tablename_name("__tablename__"), table_name("__table__"), table_args_name("__table_args__"), mapper_args_name("__mapper_args__"),
    abstract_name("__abstract__"), metadata_name("metadata"), registry_name("registry"), table_cls_name("__table_cls__"),
    allow_unmapped_name("__allow_unmapped__"), mapper_name("__mapper__"), mapper_cls_name("__mapper_cls__");

struct Attr {
  Symbol name = {};
  Value value = {};
  const py::Annotation* annotation = nullptr;
  std::uint32_t line = 0;
};

// vars(cls) and its annotations, merged as util.merge_lists_w_ordering does.
std::vector<Attr> local_attributes(const Class& cls) {
  std::vector<Attr> vars, notes;
  struct About {
    Symbol name = {};
    const py::Annotation* annotation = nullptr;
    bool overlaps = false;
  };
  SymbolTable<About> annotated;
  auto wanted = [](Symbol name) {
    const std::string_view text = name.view();
    if (text.starts_with("_sa_")) return false;
    return !text.starts_with("__") || name == tablename_name || name == table_name || name == table_args_name || name == mapper_args_name;
  };
  annotated.reserve(cls.annotations.size());
  vars.reserve(cls.attrs.size());
  notes.reserve(cls.annotations.size());
  for (const py::Annotation& annotation : cls.annotations) annotated.add({annotation.name, &annotation});
  for (const auto& entry : cls.attrs.entries()) {
    About* about = annotated.find(entry.name);
    if (about) about->overlaps = true;
    if (wanted(entry.name)) vars.push_back({entry.name, entry.value, about ? about->annotation : nullptr, entry.line});
  }
  for (const py::Annotation& annotation : cls.annotations)
    if (wanted(annotation.name) && annotated.find(annotation.name)->annotation == &annotation)
      notes.push_back({annotation.name, cls.attrs.find(annotation.name), &annotation, annotation.line});
  std::vector<Attr> out;
  out.reserve(vars.size() + notes.size());
  const std::vector<Attr>*current = &vars, *other = &notes;
  std::size_t at = 0, other_at = 0;
  for (;;) {
    bool switched = false;
    while (at < current->size()) {
      const Attr& attr = (*current)[at++];
      if (About* about = annotated.find(attr.name); about && about->overlaps) {
        about->overlaps = false;
        std::swap(current, other);
        std::swap(at, other_at);
        switched = true;
        break;
      }
      out.push_back(attr);
    }
    if (!switched) {
      while (other_at < other->size()) out.push_back((*other)[other_at++]);
      break;
    }
  }
  return out;
}

bool is_declared_attr(Value value) { return py::payload_of<DeclaredAttr>(value) != nullptr; }

class Scan {
 public:
  Scan(World& world, Class& cls, const Origin& at) : world_(world), interp_(world.interp), cls_(cls), at_(at) {}
  void run(Value given_table);

 private:
  struct Note {
    Symbol name = {};
    MappedAnnotation mapped = {};
    bool is_there = false;  // an annotation that means something here
    Origin origin = {};
  };
  struct Collected {
    Symbol name = {};
    Value value = {};
    std::uint32_t line = 0;
  };
  struct Base {
    Class* cls;
    bool mapped;
    std::vector<Attr> attrs;
  };

  void collect(Symbol name, Value value, std::uint32_t line = 0);
  const Note& note(const Attr& attr);
  bool overridden(const Attr& attr) const {
    const Value found = cls_.find(attr.name);
    return attr.value ? found != attr.value : is_given(found);
  }
  void copy_columns(const Base& base);
  void scan(const Base& base);
  void dataclass_columns();
  void special(const Base& base, const Attr& attr);
  void extract();
  void extract_one(Collected& entry);
  std::vector<Symbol> fields_of(Value dataclass);
  void composite_columns(Symbol name, Attribute& attribute);
  void name_after(Column& column, Symbol attribute);
  void add_column(Symbol name, Column& column);
  void uncertain(Symbol name, Opaque& opaque);
  void make_table(Value given);
  void join_parent();
  void finish();

  World& world_;
  Interpreter& interp_;
  Class& cls_;
  Origin at_;
  SymbolTable<Collected> collected_;
  SymbolTable<Note> notes_;
  std::vector<std::pair<Symbol, Column*>> columns_;
  std::vector<Table::Uncertain> uncertain_;
  Value tablename_, table_args_, mapper_args_;
  bool inherited_table_args_ = false, fixed_table_ = false, table_from_attr_ = false;
  Class* inherits_ = nullptr;
  Table* table_ = nullptr;
  bool single_ = false;
  std::vector<std::pair<Symbol, Attribute*>> stand_ins_;  // attributes that stand for a column or an expression
};

void Scan::collect(Symbol name, Value value, std::uint32_t line) {
  auto [there, fresh] = collected_.add({name, value, line});
  if (!fresh) there->value = value;
}

const Scan::Note& Scan::note(const Attr& attr) {
  auto [found, fresh] = notes_.add({.name = attr.name});
  if (fresh && attr.annotation) {
    // Reading it may run code that asks for notes of its own.
    const MappedAnnotation mapped = read_annotation(world_, *attr.annotation);
    found = notes_.find(attr.name);
    *found = {.name = attr.name, .mapped = mapped, .is_there = !mapped.is_class_var, .origin = attr.annotation->origin()};
  }
  return *found;
}

bool is_column_annotation(World& world, const Attr& attr) {
  return attr.annotation && read_annotation(world, *attr.annotation).container == MappedAnnotation::Container::column;
}

// Columns of mixins and abstract bases are copied to the class before anything else, so that declared_attr functions
// see the right ones.
void Scan::copy_columns(const Base& base) {
  for (const Attr& attr : base.attrs) {
    if (!attr.value || py::is_none(attr.value)) {
      if (fixed_table_ || !is_column_annotation(world_, attr) || overridden(attr)) continue;
      note(attr);
      Column* made = make_column(world_, *world_.mapped_column, attr.annotation->origin());
      collect(attr.name, made->self, attr.line);
      cls_.attrs.set(attr.name, made->self, attr.line);
    } else if (Column* column = py::payload_of<Column>(attr.value)) {
      if (overridden(attr)) continue;
      note(attr);
      if (fixed_table_ && table_of(cls_.attrs.find(table_name)) && table_of(cls_.attrs.find(table_name))->find(column->name_text().empty() ? attr.name.view() : column->name_text())) continue;
      Column* copy = copy_column(world_, *column);
      collect(attr.name, copy->self, attr.line);
      cls_.attrs.set(attr.name, copy->self, attr.line);
    }
  }
}

// __tablename__, __table_args__, __mapper_args__, __table__: the first along the MRO, unless it belongs to a mapped class.
void Scan::special(const Base& base, const Attr& attr) {
  const bool declared = is_declared_attr(attr.value);
  const bool counts = !base.mapped || declared;
  if (!counts) return;
  if (attr.name == tablename_name && !is_given(tablename_)) tablename_ = interp_.get(&cls_, tablename_name, at_);
  else if (attr.name == table_args_name && !is_given(table_args_)) {
    table_args_ = interp_.get(&cls_, table_args_name, at_);
    if (base.cls != &cls_) inherited_table_args_ = true;
  } else if (attr.name == mapper_args_name && !mapper_args_) mapper_args_ = attr.value;
  else if (attr.name == table_name && declared) table_from_attr_ = true;
}

// Columns in the metadata of dataclass fields, where the class says under which key.
void Scan::dataclass_columns() {
  static const Symbol key_name("__sa_dataclass_metadata_key__"), fields_name("fields"), name_name("name"), metadata("metadata");
  const Value key = cls_.find(key_name);
  auto dataclasses = key ? interp_.import("dataclasses") : Result<py::Module*>(nullptr);
  if (!dataclasses || !*dataclasses) return;
  auto fields = interp_.attempt([&] { return interp_.call(interp_.get(*dataclasses, fields_name, at_), {&cls_}, at_); }, at_);
  if (!fields) return;
  for (Value field : py::sequence_of(*fields)) {
    auto name = py::text_of(interp_.find(field, name_name, at_));
    auto* about = name ? interp_.find(field, metadata, at_).as<py::Dict>() : nullptr;
    Value column = about ? interp_.dict_get(*about, key) : Value();
    if (column.as<py::Function>()) column = interp_.call(column, {}, at_);
    if (Column* found = py::payload_of<Column>(column)) collect(Symbol(*name), (found->table ? copy_column(world_, *found) : found)->self, field->line);
  }
}

void Scan::scan(const Base& base) {
  const bool own = base.cls == &cls_;
  for (const Attr& attr : base.attrs) {
    if (attr.name.view().starts_with("__")) {
      special(base, attr);
      continue;
    }
    if (base.mapped) continue;
    if (!own) {
      if (py::payload_of<Column>(attr.value)) continue;  // copied already
      if (is_declared_attr(attr.value)) {
        auto* declared = py::payload_of<DeclaredAttr>(attr.value);
        Value made;
        if (declared->cascading) {
          made = attr.value.as<Instance>()->cls->native->found_on_class(interp_, *attr.value.as<Instance>(), {}, cls_, attr.name, at_);
        } else {
          made = interp_.get(&cls_, attr.name, at_);
        }
        if (declared->cascading || cls_.find(attr.name) == attr.value) {
          // What the function annotates as its result counts as the column's annotation.
          if (auto* function = declared->function.as<py::Function>(); function && function->definition && function->definition->returns && function->closure) {
            py::Annotation returned{.name = attr.name, .line = attr.line, .expression = function->definition->returns, .scope = function->closure};
            if (notes_.add({.name = attr.name}).second) *notes_.find(attr.name) = {.name = attr.name, .mapped = read_annotation(world_, *interp_.heap().make<py::Annotation>(returned)), .is_there = true, .origin = function->origin()};
          }
          collect(attr.name, made, attr.line);
        }
      } else if (py::payload_of<Attribute>(attr.value) && cls_.find(attr.name) == attr.value) {
        collect(attr.name, attr.value, attr.line);  // refused by SQLAlchemy unless it is a plain relationship
      } else if (unknown_in(attr.value) && cls_.find(attr.name) == attr.value) {
        collect(attr.name, attr.value, attr.line);
      }
      continue;
    }
    // A copy from a base that has only an annotation may have come in meanwhile.
    const Value value = cls_.attrs.find(attr.name);
    const Note& about = note(attr);
    const bool mapped = about.mapped.container == MappedAnnotation::Container::column;
    if (!is_given(value) && !fixed_table_ && mapped && attr.annotation) {
      collect(attr.name, make_column(world_, *world_.mapped_column, attr.annotation->origin())->self, attr.line);
    } else if (value) {
      collect(attr.name, value, attr.line);
    }
  }
  if (own) dataclass_columns();  // a field's default stands in the class where the column belongs
}

// package.Color.red: what a class of a package holds is its own, a member of an enumeration and no column of this class;
// unless that class may be a mixin.
bool is_member_of_class(const Opaque& opaque) {
  const std::string_view name = opaque.name.view();
  if (name.find('(') != std::string_view::npos) return false;
  const auto last = name.rfind('.');
  if (last == std::string_view::npos || last == 0) return false;
  const auto before = name.rfind('.', last - 1);
  if (before == std::string_view::npos) return false;
  const std::string_view owner = name.substr(before + 1, last - before - 1);
  if (owner.empty() || owner[0] < 'A' || owner[0] > 'Z') return false;
  for (std::string_view word : {"Mixin", "Base", "Model", "Column", "ABC", "Table"})
    if (owner.find(word) != std::string_view::npos) return false;
  return true;
}

// An attribute that nobody can say of whether it is a column. Results of unknown decorators on functions are none.
void Scan::uncertain(Symbol name, Opaque& opaque) {
  const Note* note = notes_.find(name);
  const bool annotated = note && note->is_there;
  const bool mapped = annotated && note->mapped.container == MappedAnnotation::Container::column;
  if (annotated && !mapped) return;
  if (!mapped) {
    if (name.view().starts_with("_") || name == "query" || name == "model_config") return;
    if (makes_no_columns(opaque) || is_member_of_class(opaque)) return;
    for (Class* cls : cls_.mro)
      if (cls->definition)
        for (const ast::FunctionDef* function : cls->definition->functions)
          if (function->name == name) return;
  }
  uncertain_.push_back({name, py::describe(opaque), opaque.origin()});
}

void Scan::name_after(Column& column, Symbol attribute) {
  if (column.name) return;
  Value& name = world_.column_names[attribute];
  if (!name) name = interp_.text(attribute);
  column.name = name;
}

void Scan::add_column(Symbol name, Column& column) {
  name_after(column, name);
  for (auto& [known, other] : columns_)
    if (other == &column) return;
  columns_.emplace_back(name, &column);
}

// The parameters of a dataclass; none of what is no dataclass.
std::vector<Symbol> Scan::fields_of(Value dataclass) {
  static const Symbol fields("fields"), name("name"), init("init");
  std::vector<Symbol> out;
  auto module = dataclass.as<Class>() ? interp_.import("dataclasses") : Result<py::Module*>(nullptr);
  if (!module || !*module) return out;
  auto found = interp_.attempt([&] { return interp_.call(interp_.get(*module, fields, at_), {dataclass}, at_); }, at_);
  if (!found || unknown_in(*found)) return out;
  for (Value field : py::sequence_of(*found))
    if (auto text = py::text_of(interp_.find(field, name, at_)); text && is_true(interp_, interp_.find(field, init, at_))) out.emplace_back(*text);
  return out;
}

// A dataclass names the columns that nobody named, gives each the type of its field, and brings those that are not
// there (CompositeProperty._setup_for_dataclass).
void Scan::composite_columns(Symbol name, Attribute& attribute) {
  const Note* about = notes_.find(name);
  const Value type = attribute.target ? attribute.target : about && about->is_there ? about->mapped.inner : Value();
  const std::vector<Symbol> fields = fields_of(type);
  if (fields.empty()) {
    const bool named = !attribute.columns.empty() && std::all_of(attribute.columns.begin(), attribute.columns.end(), [](Value column) { return bool(py::payload_of<Column>(column)->name); });
    if (Opaque* opaque = unknown_in(type); opaque && !named) return uncertain(name, *opaque);
  }
  for (std::size_t i = attribute.columns.size(); i < fields.size(); ++i)
    attribute.columns.push_back(make_column(world_, *world_.mapped_column, about ? about->origin : at_)->self);
  for (std::size_t i = 0; i < attribute.columns.size(); ++i) {
    Column* column = py::payload_of<Column>(attribute.columns[i]);
    if (column->table) continue;
    add_column(i < fields.size() ? fields[i] : name, *column);
    if (i >= fields.size() || !column->is_mapped_column) continue;
    for (Class* base : type.as<Class>()->mro) {
      const auto said = std::find_if(base->annotations.begin(), base->annotations.end(), [&](auto& each) { return each.name == fields[i]; });
      if (said == base->annotations.end()) continue;
      apply_annotation(world_, cls_, *column, interp_.evaluate(*said), column->origin);
      break;
    }
  }
}

void Scan::extract_one(Collected& entry) {
  Value value = entry.value;
  if (is_declared_attr(value)) value = interp_.get(&cls_, entry.name, at_);
  if (Opaque* opaque = unknown_in(value)) return uncertain(entry.name, *opaque);
  if (Column* column = py::payload_of<Column>(value)) {
    if (column->table) {  // an attribute of a mapped class, or a column of a Table: no new column
      if (column->table != table_of(cls_.attrs.find(table_name))) return;
    }
    // A column's key is its attribute's name only when it has no name of its own.
    name_after(*column, entry.name);
    if (column->is_mapped_column) {
      const Note* about = notes_.find(entry.name);
      const bool unmapped_allowed = is_true(interp_, cls_.find(allow_unmapped_name));
      if (about && about->is_there && (about->mapped.container == MappedAnnotation::Container::column || unmapped_allowed)) {
        if (about->mapped.unknown) column->extras.own().annotation_unknown = about->mapped.unknown;
        else apply_annotation(world_, cls_, *column, about->mapped.inner, about->origin);
      }
    }
    entry.value = column->self;
    columns_.emplace_back(entry.name, column);
    return;
  }
  if (auto* attribute = py::payload_of<Attribute>(value)) {
    if (attribute->is_composite) composite_columns(entry.name, *attribute);
    else for (Value part : attribute->columns)
      if (Column* column = py::payload_of<Column>(part); column && !column->table) add_column(entry.name, *column);
    if (attribute->columns.empty()) stand_ins_.emplace_back(entry.name, attribute);
  }
  if (is_declared_attr(entry.value)) cls_.attrs.set(entry.name, value, entry.line);
}

void Scan::extract() {
  for (Collected& entry : collected_.entries())
    if (!entry.name.view().starts_with("__")) extract_one(entry);
}

// What SQLAlchemy selects from without its being a table of some metadata: nothing that is ever created.
bool is_selectable(const Opaque& opaque) {
  const std::string_view name = opaque.name.view();
  if (!name.starts_with("sqlalchemy.")) return false;
  for (std::string_view word : {".table(", ".select(", ".union(", ".union_all(", ".alias(", ".values(", ".lateral(", ".func."})
    if (name.find(word) != std::string_view::npos) return true;
  return false;
}

void Scan::make_table(Value given) {
  Value fixed = given;
  if (!fixed && table_from_attr_) fixed = interp_.get(&cls_, table_name, at_);
  if (!fixed && fixed_table_) fixed = cls_.attrs.find(table_name);
  if (fixed) {
    table_ = table_of(fixed);
    auto* join = py::payload_of<Join>(fixed);
    for (Column* column : table_ ? table_->columns : join ? join->columns : std::vector<Column*>())
      if (const Symbol key(column->key_text()); !cls_.attrs.has(key)) cls_.attrs.set(key, column->self);
    if (!table_ && unknown_in(fixed) && !is_selectable(*unknown_in(fixed)))
      world_.unreadable.emplace_back("the class " + cls_.name.str() + " is mapped to a table that is not known: " + py::describe(*unknown_in(fixed)), at_);
    return;
  }
  if (Opaque* opaque = unknown_in(tablename_)) {
    world_.unreadable.emplace_back("the class " + cls_.name.str() + " declares a table whose name is not known: " + py::describe(*opaque), at_);
    return;
  }
  if (!is_given(tablename_)) return;
  MetaData* metadata = metadata_for(world_, cls_, at_);
  if (!metadata) return;
  std::vector<Value> args = {tablename_, metadata->self};
  std::vector<std::pair<Symbol, Column*>> sorted = columns_;
  // 1.4 sorts by creation, 2.0 keeps the order of the scan.
  if (world_.before_two()) std::stable_sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) { return a.second->created < b.second->created; });
  auto order = [](const std::pair<Symbol, Column*>& c) { return py::integer_of(c.second->extras->sort_order).value_or(0); };
  std::stable_sort(sorted.begin(), sorted.end(), [&](const auto& a, const auto& b) { return order(a) < order(b); });
  for (auto& [name, column] : sorted) args.push_back(column->self);
  std::vector<py::Named> keywords;
  Opaque* unknown = unknown_in(table_args_);
  auto take_dict = [&](Value value) {
    if (auto* dict = value.as<py::Dict>())
      for (const auto& entry : dict->entries)
        if (entry.key)
          if (auto key = py::text_of(entry.key)) keywords.push_back({.value = entry.value, .name = Symbol(*key)});
  };
  if (table_args_.as<py::Dict>()) take_dict(table_args_);
  else {
    auto items = py::sequence_of(table_args_);
    for (std::size_t i = 0; i < items.size(); ++i) {
      if (i + 1 == items.size() && items[i].as<py::Dict>()) take_dict(items[i]);
      else args.push_back(items[i]);
    }
  }
  Value maker = world_.table;
  if (Value own = cls_.find(table_cls_name)) maker = interp_.get(&cls_, table_cls_name, at_), (void)own;
  Value made = interp_.call(maker, args, at_, keywords);
  if (py::is_none(made)) tablename_ = {};  // __table_cls__() decides for the parent's table
  table_ = table_of(made);
  if (!table_) return;
  if (unknown) table_->unknown.push_back(unknown);
  if (!table_->mapped) table_->mapped = &cls_, table_->origin = at_;
  cls_.attrs.set(table_name, table_->self);
}

// Single-table inheritance: the columns go to the parent's table.
void Scan::join_parent() {
  Table* parent = table_of(inherits_);
  if (!parent) return;
  table_ = parent;
  for (auto& [name, column] : columns_) {
    if (Column* known = parent->find(column->key_text())) {
      if (known != column && !is_true(interp_, column->extras->use_existing))
        interp_.diag({.code = "conflicting-column", .message = "the column " + std::string(column->name_text()) + " of " + cls_.name.str() + " conflicts with that of the table " + parent->name.str() + " (" + known->origin.str() + "), which counts",
                      .origin = column->origin, .severity = Severity::warning});
      cls_.attrs.set(name, known->self);
      continue;
    }
    attach_column(world_, *parent, *column);
  }
}

void Scan::finish() {
  auto* mapped = interp_.heap().make<Mapped>();
  mapped->table = table_, mapped->inherits = inherits_, mapped->single = single_;
  py::set_payload(cls_, mapped);
  for (auto& [name, column] : columns_) {
    if (!single_) cls_.attrs.set(name, column->self);
    else if (column->table) cls_.attrs.set(name, column->self);
  }
  // Of the mapped class, a synonym is its column and a column_property() its expression.
  for (auto& [name, attribute] : stand_ins_) {
    auto other = attribute->is_synonym ? py::text_of(attribute->target) : std::nullopt;
    Value meant = other ? cls_.find(Symbol(*other)) : attribute->target;
    if (column_of(meant) || (!attribute->is_synonym && is_clause(world_, meant))) cls_.attrs.set(name, meant);
  }
  if (table_)
    for (Table::Uncertain& what : uncertain_)
      if (!table_->find(what.name.view())) table_->uncertain.push_back(what);
  world_.mapped.push_back(&cls_);
  world_.by_class_name.emplace(cls_.name, &cls_);
  Instance* mapper = interp_.instance(*world_.mapper, at_, mapped);
  mapper->attrs.set(Symbol("class_"), &cls_);
  if (table_) mapper->attrs.set(Symbol("local_table"), table_->self), mapper->attrs.set(Symbol("mapped_table"), table_->self),
      mapper->attrs.set(Symbol("persist_selectable"), table_->self);
  cls_.attrs.set(mapper_name, mapper);
  // A project's own way of making mappers, which some use to derive further tables.
  if (Value own = cls_.find(mapper_cls_name))
    (void)own, interp_.call(interp_.get(&cls_, mapper_cls_name, at_), {&cls_, table_ ? Value(table_->self) : interp_.none()}, at_);
  tell_mapper_listeners(world_, "instrument_class", mapper, cls_, at_);
  tell_mapper_listeners(world_, "after_mapper_constructed", mapper, cls_, at_);
}

void Scan::run(Value given) {
  fixed_table_ = cls_.attrs.has(table_name) || given;
  inherits_ = mapped_above(cls_);
  std::vector<Base> bases;
  for (Class* base : cls_.mro) {
    if (base->is_native) continue;
    bases.push_back({base, base != &cls_ && is_mapped(base), local_attributes(*base)});
  }
  // Copies are made for all bases first, but take their places when their base is scanned.
  std::vector<std::vector<Collected>> copies(bases.size());
  for (std::size_t i = 0; i < bases.size(); ++i) {
    if (bases[i].mapped || bases[i].cls == &cls_) continue;
    copy_columns(bases[i]);
    copies[i] = std::move(collected_.entries());
    collected_.clear();
  }
  for (std::size_t i = 0; i < bases.size(); ++i) {
    for (Collected& copy : copies[i]) collect(copy.name, copy.value, copy.line);
    scan(bases[i]);
  }
  if (inherited_table_args_ && !is_given(tablename_)) table_args_ = {};
  extract();
  make_table(given);
  single_ = !table_ && inherits_ && !is_given(tablename_) && !fixed_table_;
  if (single_) join_parent();
  finish();
}

}  // namespace

bool makes_no_columns(const Opaque& opaque) {
  if (opaque.reason.starts_with("is of the standard library") || opaque.reason.starts_with("asks a database")) return true;
  if (opaque.name.view().find("Timestamp") != std::string_view::npos) return false;
  return is_without_columns(opaque.name.view());
}

bool is_without_columns(std::string_view name) {
  for (std::string_view package : {"sqlalchemy.", "sqlalchemy_utils.", "sqlalchemy_serializer.", "sqlalchemy_mixins.", "pydantic.", "flask.", "flask_login.", "flask_security.UserMixin", "flask_security.RoleMixin", "flask_admin.", "flask_babel.", "flask_restx.", "flask_restful.", "flask_principal.", "flask_marshmallow.", "marshmallow", "logging.", "structlog",
                                   "graphene", "typing.", "typing_extensions.", "abc.", "collections.", "enum.", "dataclasses.", "starlette", "fastapi.", "attr.", "loguru.",
                                   "attrs.", "functools.", "six.", "future.", "zope.", "deprecated.", "deprecation.", "debtcollector.",
                                   "tornado.", "werkzeug.", "jinja2.", "markupsafe.", "click.", "requests.", "httpx.", "aiohttp.", "redis.", "celery.", "boto3.", "botocore.",
                                   "sentry_sdk.", "authlib.oauth2.", "authlib.oidc.", "prometheus_client.", "passlib.", "bcrypt.", "cryptography.", "itsdangerous.", "babel.", "dateutil.", "pytz.", "yaml.", "lxml.", "oslo_log.",
                                   "strawberry.", "alembic.", "flask_migrate.", "sqladmin.", "starlette_admin.", "pandas.", "beartype.", "typeguard.", "dataclasses_json.", "mypy_extensions."})
    if (name.starts_with(package)) return true;
  return false;
}

const Opaque* unknown_mixin(const Class& cls) {
  for (Class* base : cls.mro) {
    if (base != &cls && is_mapped(base)) return nullptr;  // what it brings is its own table's
    if (!base->unknown_base || base->is_native) continue;
    for (Value value : base->bases)
      if (auto* opaque = value.as<Opaque>(); opaque && !makes_no_columns(*opaque)) return opaque;
  }
  return nullptr;
}

const Opaque* unknown_decorator(const Class& cls) {
  for (Class* base : cls.mro) {
    if (base != &cls && is_mapped(base)) return nullptr;
    for (Value value : base->unknown_decorators)
      if (auto* opaque = value.as<Opaque>(); opaque && !makes_no_columns(*opaque)) return opaque;
  }
  return nullptr;
}

bool is_mapped(Class* cls) { return cls && py::payload_of<Mapped>(*cls) != nullptr; }

Class* mapped_above(Class& cls) {
  for (std::size_t i = 1; i < cls.mro.size(); ++i)
    if (is_mapped(cls.mro[i])) return cls.mro[i];
  return nullptr;
}

MetaData* metadata_for(World& world, Class& cls, const Origin& at) {
  Value found = world.interp.find(&cls, metadata_name, at);
  if (auto* metadata = py::payload_of<MetaData>(found)) return metadata;
  if (Opaque* opaque = unknown_in(found)) {
    const Opaque* base = unknown_mixin(cls);
    return metadata_outside(world, base ? *unknown_in(world.interp.opaque_from(*base, ".metadata")) : *opaque);
  }
  if (Value registry = world.interp.find(&cls, registry_name, at))
    if (auto* metadata = py::payload_of<MetaData>(world.interp.find(registry, metadata_name, at))) return metadata;
  set_up_base(world, cls, at);
  return py::payload_of<MetaData>(cls.find(metadata_name));
}

void map_class(World& world, Class& cls, const Origin& at, Value table) {
  if (!table && is_true(world.interp, cls.attrs.find(abstract_name))) return;
  if (is_mapped(&cls)) return;
  // AbstractConcreteBase and its like wait for their subclasses; their columns are a mixin's.
  if (!table && !is_given(cls.attrs.find(tablename_name)))
    for (Value base : cls.bases)
      if (Class* known = base.as<Class>(); known && known->is_native && known->name == "AbstractConcreteBase") return;
  // type.__new__(type, name, bases, {}) makes no table; history copies use it and map the class themselves.
  if (!table && cls.by_new_alone && !cls.attrs.has(tablename_name) && !cls.attrs.has(table_name) &&
      std::none_of(cls.attrs.entries().begin(), cls.attrs.entries().end(), [](const auto& entry) { return !entry.name.view().starts_with("__"); }))
    return;
  Scan(world, cls, at).run(table);
}

bool has_columns(const Class& cls) {
  auto is_one = [](const auto& entry) { return py::payload_of<Column>(entry.value) || py::payload_of<Attribute>(entry.value); };
  return std::any_of(cls.mro.begin(), cls.mro.end(), [&](Class* base) { return !base->is_native && std::any_of(base->attrs.begin(), base->attrs.end(), is_one); });
}

void map_on_unknown_base(World& world, Class& cls, const Origin& at) {
  if (is_mapped(&cls) || !unknown_mixin(cls) || !has_columns(cls)) return;
  // Those with a base of models besides are mapped, or not, by that.
  for (Class* base : cls.mro)
    if (base == world.declarative_root || base == world.flask_model || base == world.sqlmodel) return;
  const Value name = cls.find(tablename_name);
  if (is_given(name) || cls.attrs.has(table_name)) map_class(world, cls, at);
}

void set_mapped_attribute(World& world, Class& cls, Symbol name, Value value, const Origin& at) {
  auto* mapped = py::payload_of<Mapped>(cls);
  if (!mapped || !mapped->table) return;
  std::vector<Value> columns = {value};
  if (auto* attribute = py::payload_of<Attribute>(value)) columns = attribute->columns;
  for (Value part : columns)
    if (Column* column = py::payload_of<Column>(part); column && !column->table) {
      if (!column->name) column->name = world.interp.text(name);
      attach_column(world, *mapped->table, *column);
    }
  (void)at;
}

}  // namespace trueup::sqla
