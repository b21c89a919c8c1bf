// open(): the project's own text files, such as SQL beside the models, may be read; nothing else, and nothing is written.
#include <filesystem>

#include "base/file.h"
#include "python/stdlib.h"

namespace trueup::py {

namespace {

const Symbol text_attr("_text");

// Where links lead to counts, too.
bool is_within_roots(Interpreter& interp, const std::string& path) {
  std::error_code failed;
  const std::string whole = std::filesystem::canonical(path, failed).string();
  if (failed) return false;
  for (const std::string& root : interp.options().roots) {
    const std::string top = std::filesystem::canonical(root.empty() ? "." : root, failed).string();
    if (!failed && whole.starts_with(top + "/")) return true;
  }
  return false;
}

Value text_in(Interpreter& interp, Instance& file, const Origin& at) {
  Value text = file.attrs.find(text_attr);
  return text ? text : interp.opaque("is a file that is not known", at);
}
Value file_text(Call& call) { return text_in(call.interp, *call.self.as<Instance>(), call.origin); }
Value lines_in(Interpreter& interp, Instance& file, const Origin& at) {
  return interp.call(interp.get(text_in(interp, file, at), Symbol("splitlines"), at), {interp.boolean(true)}, at);
}
Value lines(Call& call) { return lines_in(call.interp, *call.self.as<Instance>(), call.origin); }
Value itself(Call& call) { return call.self; }

Value open_file(Call& call) {
  constexpr std::uintmax_t largest = 1 << 20;
  const auto path = path_of(call.arg(0, "file"));
  const auto mode = text_of(call.arg(1, "mode"));
  std::error_code failed;
  if (path && (!mode || *mode == "r" || *mode == "rt") && is_within_roots(call.interp, *path) && std::filesystem::is_regular_file(*path, failed) &&
      std::filesystem::file_size(*path, failed) <= largest)
    if (auto text = read_file(*path)) {
      Instance* made = call.interp.instance(*bound_of(call).as<Class>(), call.origin);
      made->attrs.set(text_attr, call.interp.text(*text));
      return made;
    }
  return call.interp.opaque("is not known without running the program", call.origin, "builtins.open()");
}

}  // namespace

void fill_files(ModuleWriter& into) {
  static const NativeType file{.name = "_TextFile", .iterate = lines_in};
  Class& cls = into.cls(file);
  into.method(cls, "read", file_text).method(cls, "readlines", lines);
  into.method(cls, "__enter__", itself).method(cls, "__exit__", [](Call& c) { return c.interp.boolean(false); }).method(cls, "close", give_none);
  into.value("open", into.interp().function("open", open_file, "builtins.open", &cls));
}

}  // namespace trueup::py
