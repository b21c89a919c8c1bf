// configparser. Files of settings are not read: a setting is what the code falls back to, or what --define and
// [python.env] say; where it falls back to nothing, nobody knows it.
#include "python/stdlib.h"

#include "python/internals.h"

namespace trueup::py {

namespace {

constexpr std::string_view told = "_told";  // set when the code itself put settings in
constexpr std::string_view why = "is a setting of a file that is not read";

Value setting_name(Call& call) {
  auto section = text_of(call.arg(0, "section")), option = text_of(call.arg(1, "option"));
  return call.interp.text("configparser['" + std::string(section ? *section : "?") + "']['" + std::string(option ? *option : "?") + "']");
}

bool is_told(Call& call) { return call.self.as<Instance>() && call.self.as<Instance>()->attrs.find(Symbol(told)); }

Value get(Call& call) {
  Interpreter& interp = call.interp;
  const std::string name(*text_of(setting_name(call)));
  if (const auto defined = interp.options().defines.find(name); defined != interp.options().defines.end()) return interp.text(defined->second);
  if (!is_told(call)) {
    if (Value fallback = call.keyword("fallback")) return fallback;
    if (Value all = call.self.as<Instance>()->cls->find(Symbol("_error")))
      // Code that awaits the error has a value to fall back to.
      for (const ActiveTry& active : interp.internals().tries)
        if (active.statement) throw Raised{interp.call(all, {interp.text("No section: " + name)}, call.origin)};
  }
  return interp.opaque(why, call.origin, name);
}

Value tell(Call& call) {
  call.self.as<Instance>()->attrs.set(Symbol(told), call.interp.boolean(true));
  return call.interp.none();
}

// Nobody says which of them there are: so far as we know, all.
Value read(Call& call) {
  Value files = call.arg(0, "filenames");
  if (files.as<List>()) return files;
  return files ? Value(call.interp.list({files})) : Value(call.interp.list({}));
}

Value has(Call& call) {
  if (is_told(call)) return call.interp.opaque(why, call.origin);
  return call.interp.boolean(false);
}
Value sections(Call& call) {
  if (is_told(call)) return call.interp.opaque(why, call.origin);
  return call.interp.list({});
}
bool set_section(Interpreter& interp, Instance& self, Value, Value, const Origin&) {
  self.attrs.set(Symbol(told), interp.boolean(true));
  return true;
}
Value section(Interpreter& interp, Instance&, Value key, const Origin& at) {
  auto text = text_of(key);
  return interp.opaque(why, at, "configparser['" + std::string(text ? *text : "?") + "']");
}

void fill_configparser(ModuleWriter& into) {
  static const NativeType error{.name = "Error"}, no_section{.name = "NoSectionError"}, no_option{.name = "NoOptionError"}, duplicate{.name = "DuplicateSectionError"},
      interpolation{.name = "ExtendedInterpolation"}, parser{.name = "ConfigParser", .subscript = section, .set_subscript = set_section};
  Class& base = into.cls(error, {into.interp().builtin("Exception")});
  Class& missing = into.cls(no_section, {&base});
  into.cls(no_option, {&base});
  into.cls(duplicate, {&base});
  into.cls(interpolation);
  into.value("BasicInterpolation", into.interp().opaque(why, {}, "configparser.BasicInterpolation"));
  Class& cls = into.cls(parser);
  cls.attrs.set(Symbol("_error"), &missing);
  for (auto name : {"get", "getint", "getfloat", "getboolean"}) into.method(cls, name, get);
  for (auto name : {"read_dict", "read_string", "read_file", "readfp", "set", "add_section"}) into.method(cls, name, tell);
  for (auto name : {"has_section", "has_option"}) into.method(cls, name, has);
  into.method(cls, "read", read).method(cls, "sections", sections);
  for (auto name : {"RawConfigParser", "SafeConfigParser"}) into.value(name, &cls);
}

}  // namespace

void add_configuration(Interpreter& interp) { interp.add_native("configparser", fill_configparser); }

}  // namespace trueup::py
