// Exception classes: their tree, and `args`.
#include "python/builtins.h"

namespace trueup::py {

static const Words& w = words();

namespace {

void init(Call& call) {
  Instance* self = call.self.as<Instance>();
  if (!self) return;
  const std::vector<Value> args(call.args.begin(), call.args.end());
  self->attrs.set(w.args, call.interp.tuple(args));
  for (const Named& named : call.keywords) self->attrs.set(named.name, named.value);
}

Value construct(Call& call) {
  Instance* made = call.interp.instance(*call.self.as<Class>(), call.origin);
  // As BaseException.__new__ does: subclasses that do not call super().__init__ still have args.
  const std::vector<Value> args(call.args.begin(), call.args.end());
  made->attrs.set(w.args, call.interp.tuple(args));
  return made;
}

Value str(Interpreter& interp, Instance& self) {
  const Span<Value> args =
      sequence_of(self.attrs.find(w.args) ? self.attrs.find(w.args) : interp.internals().empty_tuple);
  if (args.empty()) return interp.text("");
  if (args.size() == 1) {
    const bool key_error = self.cls->is_subclass_of(interp.builtin("KeyError"));
    return interp.text_or_opaque(args[0], key_error ? Interpreter::Conversion::repr : Interpreter::Conversion::str);
  }
  return interp.text_or_opaque(interp.tuple(args), Interpreter::Conversion::repr);
}

Value repr(Interpreter& interp, Instance& self) {
  const Value args = self.attrs.find(w.args);
  const Value all = interp.text_or_opaque(args ? args : interp.internals().empty_tuple, Interpreter::Conversion::repr);
  if (opaque_in(all)) return all;
  std::string text(*text_of(all));
  if (text.ends_with(",)")) text = text.substr(0, text.size() - 2) + ")";
  return interp.text(self.cls->name.str() + text);
}

Value add_note(Call& call) { return call.interp.none(); }
Value with_traceback(Call& call) { return call.self; }

// Base, then those directly below it.
struct Family {
  const char* base;
  std::initializer_list<const char*> names;
};

}  // namespace

void add_exceptions(ModuleWriter& into) {
  Interpreter& interp = into.interp();
  static const NativeType base{.name = "BaseException", .construct = construct, .init = init, .repr = repr, .str = str};
  Class& root = into.cls(base);
  into.method(root, "add_note", add_note).method(root, "with_traceback", with_traceback);
  interp.internals().classes.base_exception = &root;
  static const Family families[] = {
      {"BaseException", {"Exception", "KeyboardInterrupt", "SystemExit", "GeneratorExit", "BaseExceptionGroup"}},
      {"Exception",
       {"ArithmeticError", "AssertionError",     "AttributeError", "BufferError", "EOFError",       "ImportError",
        "LookupError",     "MemoryError",        "NameError",      "OSError",     "ReferenceError", "RuntimeError",
        "StopIteration",   "StopAsyncIteration", "SyntaxError",    "SystemError", "TypeError",      "ValueError",
        "Warning",         "ExceptionGroup"}},
      {"ArithmeticError", {"FloatingPointError", "OverflowError", "ZeroDivisionError"}},
      {"ImportError", {"ModuleNotFoundError"}},
      {"LookupError", {"IndexError", "KeyError"}},
      {"NameError", {"UnboundLocalError"}},
      {"OSError",
       {"BlockingIOError", "ChildProcessError", "ConnectionError", "FileExistsError", "FileNotFoundError",
        "InterruptedError", "IsADirectoryError", "NotADirectoryError", "PermissionError", "ProcessLookupError",
        "TimeoutError"}},
      {"ConnectionError",
       {"BrokenPipeError", "ConnectionAbortedError", "ConnectionRefusedError", "ConnectionResetError"}},
      {"RuntimeError", {"NotImplementedError", "RecursionError"}},
      {"SyntaxError", {"IndentationError"}},
      {"ValueError", {"UnicodeError"}},
      {"UnicodeError", {"UnicodeDecodeError", "UnicodeEncodeError"}},
      {"Warning",
       {"DeprecationWarning", "PendingDeprecationWarning", "RuntimeWarning", "SyntaxWarning", "UserWarning",
        "FutureWarning", "ImportWarning", "UnicodeWarning", "BytesWarning", "ResourceWarning", "EncodingWarning"}},
  };
  static const std::vector<NativeType> types = [] {
    std::vector<NativeType> made;
    for (const Family& family : families)
      for (const char* name : family.names) made.push_back({.name = name});
    return made;
  }();
  std::size_t next = 0;
  for (const Family& family : families)
    for (std::size_t i = 0; i < family.names.size(); ++i) into.cls(types[next++], {interp.builtin(family.base)});
  into.value("EnvironmentError", interp.builtin("OSError")).value("IOError", interp.builtin("OSError"));
  interp.internals().classes.exception = interp.builtin("Exception");
}

Value make_exception(Interpreter& interp, Class& cls, std::string message) {
  Instance* made = interp.instance(cls, interp.internals().at);
  const std::vector<Value> args = {interp.text(message)};
  made->attrs.set(w.args, message.empty() ? interp.internals().empty_tuple : interp.tuple(args));
  return made;
}

}  // namespace trueup::py
