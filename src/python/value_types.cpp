// Types as values: unions, subscripted generics, and the dotted names by which readers recognise what they are given.
#include "python/internals.h"

namespace trueup::py {

bool is_type_like(Value value) {
  switch (value->type) {
    case Type::none:
    case Type::class_:
    case Type::alias:
    case Type::forward_ref:
    case Type::type_variable:
      return true;
    case Type::instance: {
      const Symbol name = value.as<Instance>()->cls->name;
      return name == "_SpecialForm" || name == "NewType";
    }
    default:
      return false;
  }
}

Value make_union(Interpreter& interp, const std::vector<Value>& members, const Origin& at) {
  const Value form = interp.internals().union_form;
  std::vector<Value> flat;
  const auto add = [&](Value member) {
    if (member == interp.internals().classes.none) member = interp.none();
    for (Value seen : flat)
      if (seen == member || (seen->type == member->type && (seen.as<Alias>() || seen.as<ForwardRef>()) &&
                             interp.equal(seen, member) == Truth::yes))
        return;
    flat.push_back(member);
  };
  for (Value member : members) {
    if (const Alias* alias = member.as<Alias>(); alias && alias->origin == form)
      for (Value inner : alias->args) add(inner);
    else if (const Text* text = member.as<Text>())
      add(interp.internals().running.empty() ? member
                                             : make_forward(interp, text->view(), interp.internals().running.back()));
    else add(member);
  }
  if (flat.size() == 1) return flat[0];
  Alias* made = interp.heap().make<Alias>();
  made->origin = form;
  made->args = interp.heap().copy(flat);
  made->place(at);
  return made;
}

// origin[key]: texts in it are names of types, except in Literal and behind the first of Annotated.
Value make_alias(Interpreter& interp, Value origin, Value key, const Origin& at) {
  std::vector<Value> args;
  if (const Tuple* several = key.as<Tuple>()) args.assign(several->elements.begin(), several->elements.end());
  else args.push_back(key);
  const std::string name = interp.dotted_name(origin);
  if (name == "typing.Union") return make_union(interp, args, at);
  if (name == "typing.Optional") {
    args.push_back(interp.none());
    return make_union(interp, args, at);
  }
  const bool literal = name == "typing.Literal", annotated = name == "typing.Annotated";
  auto& running = interp.internals().running;
  if (!literal && !running.empty())
    for (std::size_t i = 0; i < args.size() && (i == 0 || !annotated); ++i)
      if (const Text* text = args[i].as<Text>()) args[i] = make_forward(interp, text->view(), running.back());
  if (annotated && !args.empty())
    if (const Alias* inner = args[0].as<Alias>(); inner && interp.dotted_name(inner->origin) == name) {
      // Annotated[Annotated[T, x], y] is Annotated[T, x, y]
      std::vector<Value> flat(inner->args.begin(), inner->args.end());
      flat.insert(flat.end(), args.begin() + 1, args.end());
      args = std::move(flat);
    }
  Value head = origin;
  if (const Alias* generic = origin.as<Alias>()) {
    // List[T][int]: the variables are filled in.
    head = generic->origin;
    std::vector<Value> filled;
    std::size_t next = 0;
    for (Value arg : generic->args) filled.push_back(arg.as<TypeVariable>() && next < args.size() ? args[next++] : arg);
    args = std::move(filled);
    if (head == interp.internals().union_form) return make_union(interp, args, at);
  }
  Alias* made = interp.heap().make<Alias>();
  made->origin = head;
  made->args = interp.heap().copy(args);
  made->place(at);
  return made;
}

std::string Interpreter::dotted_name(Value value) {
  if (!value) return {};
  switch (value->type) {
    case Type::class_: {
      const Class& cls = *value.as<Class>();
      return cls.module_name.empty() ? cls.qualname.str() : cls.module_name.str() + "." + cls.qualname.str();
    }
    case Type::function: {
      const Function& function = *value.as<Function>();
      return (function.module ? function.module->name.str() + "." : std::string()) + function.qualname.str();
    }
    case Type::native_function:
      return value.as<NativeFunction>()->dotted.str();
    case Type::method:
      return dotted_name(value.as<Method>()->function);
    case Type::module:
      return value.as<Module>()->name.str();
    case Type::opaque:
      return value.as<Opaque>()->name.str();
    case Type::type_variable:
      return value.as<TypeVariable>()->name.str();
    case Type::instance: {
      // Special forms of typing carry their name.
      const Instance& instance = *value.as<Instance>();
      if (instance.cls->name == "_SpecialForm")
        if (const auto name = text_of(instance.attrs.find(Symbol("_name")))) return "typing." + std::string(*name);
      return {};
    }
    default:
      return {};
  }
}

}  // namespace trueup::py
