// pathlib: paths as text, and what lies below the roots. As for os.path, files stay as they were opened: resolve()
// makes nothing absolute. What else a path can do is not known.
#include <span>

#include "base/file.h"
#include "base/text.h"
#include "python/stdlib.h"

namespace trueup::py {

namespace {

constexpr std::size_t most_found = 20'000;

struct Path {
  std::string text = {};
};

Class* class_of_paths(Interpreter& interp) {
  return import_from(interp, import_module(interp, Symbol("pathlib"), {}), Symbol("Path"), {}).as<Class>();
}
Value make_path(Interpreter& interp, std::string_view text, const Origin& at) {
  Path* path = interp.heap().make<Path>();
  path->text = normalized_path(text);
  return interp.instance(*class_of_paths(interp), at, path);
}
// "." of one that a subclass made without asking Path.
const std::string& text_in(Value self) {
  static const std::string here = ".";
  const Path* path = payload_of<Path>(self);
  return path ? path->text : here;
}

std::string_view name_in(std::string_view path) { return path.substr(path.rfind('/') + 1); }
// Where a name's suffix begins: ".bashrc" has none.
std::size_t suffix_at(std::string_view name) {
  const std::size_t dot = name.rfind('.');
  return dot == std::string_view::npos || dot == 0 || dot + 1 == name.size() ? name.size() : dot;
}
std::string parent_of(const std::string& path) {
  if (path == "/") return path;
  if (path == "." || name_in(path) == "..") return path == "." ? ".." : path + "/..";
  const std::size_t slash = path.rfind('/');
  if (slash == std::string::npos) return ".";
  return slash == 0 ? "/" : path.substr(0, slash);
}
std::string joined(const std::string& left, std::string_view right) {
  return right.starts_with('/') ? std::string(right) : left + "/" + std::string(right);
}

void init(Call& call) {
  Path* path = call.interp.heap().make<Path>();
  std::string made;
  for (std::size_t i = 0; i < call.size(); ++i)
    made = made.empty() ? need_path(call, i) : joined(made, need_path(call, i));
  path->text = normalized_path(made);
  set_payload(*call.self.as<Instance>(), path);
}
// Of parts that are not known, no path is made.
Value construct(Call& call) {
  TRUEUP_NEED_KNOWN(call);
  return call.interp.instance(*call.self.as<Class>(), call.origin);
}

// ---- what its text says ---------------------------------------------------------------------------------------------

Value get(Interpreter& interp, Instance& self, Symbol name, const Origin& at) {
  const Path* path = payload_of<Path>(self);
  if (!path) return {};
  const std::string_view last = path->text == "." || path->text == "/" ? "" : name_in(path->text);
  if (name == "name") return interp.text(last);
  if (name == "stem") return interp.text(last.substr(0, suffix_at(last)));
  if (name == "suffix") return interp.text(last.substr(suffix_at(last)));
  if (name == "parent") return make_path(interp, parent_of(path->text), at);
  if (name == "parents" || name == "parts") {
    std::vector<Value> out;
    if (name == "parts") {
      if (path->text.starts_with('/')) out.push_back(interp.text("/"));
      for (auto& part : split(path->text, '/'))
        if (!part.empty() && part != ".") out.push_back(interp.text(part));
      return interp.tuple(std::move(out));
    }
    constexpr std::size_t deepest = 16;  // a relative path has parents beyond where it begins
    for (std::string above = parent_of(path->text); out.size() < deepest; above = parent_of(above)) {
      out.push_back(make_path(interp, above, at));
      if (above == "/") break;
    }
    return interp.tuple(std::move(out));
  }
  return {};
}
Value missing(Interpreter& interp, Instance& self, Symbol name, const Origin& at) {
  if (name.view().starts_with("__")) return {};
  return interp.opaque("is not modelled", at, interp.dotted_name(self.cls) + "()." + name.str());
}
Value as_text(Call& call) { return call.interp.text(text_in(call.self)); }
Value str(Interpreter& interp, Instance& self) { return interp.text(text_in(&self)); }
Value repr(Interpreter& interp, Instance& self) { return interp.text("PosixPath(" + repr_text(text_in(&self)) + ")"); }
Value binary(const Operation& op) {
  const auto left = path_of(op.left), right = path_of(op.right);
  if (op.op != ast::Operator::div || !left || !right) return {};
  return make_path(op.interp, joined(*left, *right), op.origin);
}
Value compare(const Comparison& comparison) {
  const Path *left = payload_of<Path>(comparison.left), *right = payload_of<Path>(comparison.right);
  using enum ast::CompareOperator;
  if (!left || !right) return {};
  switch (comparison.op) {
    case equal:
      return comparison.interp.boolean(left->text == right->text);
    case unequal:
      return comparison.interp.boolean(left->text != right->text);
    // Part by part, as Python does: a/b comes before a-b.
    case less:
      return comparison.interp.boolean(split(left->text, '/') < split(right->text, '/'));
    case greater:
      return comparison.interp.boolean(split(left->text, '/') > split(right->text, '/'));
    default:
      return {};
  }
}
Value itself(Call& call) { return call.self; }
Value joinpath(Call& call) {
  TRUEUP_NEED_KNOWN(call);
  std::string made = text_in(call.self);
  for (std::size_t i = 0; i < call.size(); ++i) made = joined(made, need_path(call, i));
  return make_path(call.interp, made, call.origin);
}
Value with_name(Call& call) {
  TRUEUP_NEED_KNOWN(call);
  return make_path(call.interp, joined(parent_of(text_in(call.self)), need_text(call, 0, "name")), call.origin);
}
Value with_suffix(Call& call) {
  TRUEUP_NEED_KNOWN(call);
  const std::string& text = text_in(call.self);
  const std::string_view name = name_in(text);
  const std::string stem = text.substr(0, text.size() - name.size() + suffix_at(name));
  return make_path(call.interp, stem + std::string(need_text(call, 0, "suffix")), call.origin);
}
Value relative_to(Call& call) {
  TRUEUP_NEED_KNOWN(call);
  const std::string &text = text_in(call.self), from = normalized_path(need_path(call, 0));
  if (text == from) return make_path(call.interp, ".", call.origin);
  if (text.starts_with(from + "/")) return make_path(call.interp, text.substr(from.size() + 1), call.origin);
  if (from == "." && !text.starts_with('/') && !text.starts_with("..")) return call.self;
  return call.interp.opaque("is not below the other path as it is written here", call.origin,
                            "pathlib.Path.relative_to()");
}

// ---- what lies there ------------------------------------------------------------------------------------------------

Value outside(Call& call) {
  return call.interp.opaque("lies outside the project", call.origin,
                            "pathlib.Path(" + repr_text(text_in(call.self).substr(0, 40)) + ")");
}
template <bool (*test)(const std::string&)>
Value asks(Call& call) {
  if (!is_under_roots(call.interp, text_in(call.self))) return outside(call);
  return call.interp.boolean(test(text_in(call.self)));
}
bool exists(const std::string& path) { return is_file(path) || is_folder(path); }

// Paths below a folder whose names match; what is found too deep or too much of is false.
bool find_below(Call& call, const std::string& folder, std::string_view pattern, bool deep, int depth,
                std::vector<Value>& into) {
  if (depth > 30 || into.size() > most_found) return false;
  for (const std::string& name : names_in(folder)) {
    call.interp.internals().step();
    const std::string path = normalized_path(folder + "/" + name);
    if (matches_glob(name, pattern)) into.push_back(make_path(call.interp, path, call.origin));
    if (deep && !is_link(path) && is_folder(path) && !find_below(call, path, pattern, deep, depth + 1, into))
      return false;
  }
  return true;
}
Value found(Call& call, std::string_view pattern, bool deep) {
  if (!is_under_roots(call.interp, text_in(call.self))) return outside(call);
  std::vector<Value> out;
  if (pattern.find('/') != std::string_view::npos || pattern.find('[') != std::string_view::npos || pattern == "**" ||
      !find_below(call, text_in(call.self), pattern, deep, 0, out))
    return call.interp.opaque("finds files by more than their name", call.origin,
                              "pathlib.Path.glob(" + repr_text(pattern) + ")");
  return make_iterator(call.interp, call.interp.list(std::move(out)), call.origin);
}
Value glob(Call& call) {
  TRUEUP_NEED_KNOWN(call);
  std::string_view pattern = need_text(call, 0, "pattern");
  const bool deep = pattern.starts_with("**/");
  return found(call, deep ? pattern.substr(3) : pattern, deep);
}
Value rglob(Call& call) {
  TRUEUP_NEED_KNOWN(call);
  return found(call, need_text(call, 0, "pattern"), true);
}
Value iterdir(Call& call) { return found(call, "*", false); }

Value opened(Call& call, std::span<const Value> more) {
  std::vector<Value> args = {call.interp.text(text_in(call.self))};
  args.insert(args.end(), more.begin(), more.end());
  const Value open = call.interp.internals().builtins->attrs.find(Symbol("open"));
  return call.interp.call(open, args, call.origin, {call.keywords.begin(), call.keywords.end()});
}
Value open_it(Call& call) { return opened(call, {call.args.begin(), call.args.end()}); }
Value read_text(Call& call) {
  const Value file = opened(call, {});
  if (opaque_in(file)) return file;
  return call.interp.call(call.interp.get(file, Symbol("read"), call.origin), {}, call.origin);
}

void fill_pathlib(ModuleWriter& into) {
  static const NativeType path{.name = "Path",
                               .construct = construct,
                               .init = init,
                               .get = get,
                               .missing = missing,
                               .binary = binary,
                               .compare = compare,
                               .repr = repr,
                               .str = str};
  Class& cls = into.cls(path);
  for (auto name : {"__fspath__", "as_posix", "__str__"}) into.method(cls, name, as_text);
  for (auto name : {"resolve", "absolute", "expanduser"}) into.method(cls, name, itself);
  into.method(cls, "joinpath", joinpath).method(cls, "with_name", with_name).method(cls, "with_suffix", with_suffix);
  into.method(cls, "relative_to", relative_to);
  into.method(cls, "exists", asks<exists>).method(cls, "is_file", asks<is_file>).method(cls, "is_dir", asks<is_folder>);
  into.method(cls, "glob", glob).method(cls, "rglob", rglob).method(cls, "iterdir", iterdir);
  into.method(cls, "open", open_it).method(cls, "read_text", read_text);
  for (auto name : {"cwd", "home"}) into.class_method(cls, name, only_at_run_time);
  for (auto name : {"PurePath", "PosixPath", "PurePosixPath"}) into.value(name, &cls);
}

}  // namespace

std::optional<std::string> path_of(Value value) {
  if (const Path* path = payload_of<Path>(value)) return path->text;
  if (const auto text = text_of(value)) return std::string(*text);
  return {};
}

std::string need_path(Call& call, std::size_t position) {
  if (auto path = path_of(call.need(position))) return *std::move(path);
  return std::string(need_text(call, position));
}

void add_paths(Interpreter& interp) { interp.add_native("pathlib", fill_pathlib); }

}  // namespace trueup::py
