// Iteration: for, unpacking, list(x) and everything else that takes one element after the other.
#include "python/internals.h"

namespace trueup::py {

static const Words& w = words();

namespace {

Iterator* make(Interpreter& interp, Value source, Value (*step)(Interpreter&, Iterator&), const Origin& at) {
  Iterator* made = interp.heap().make<Iterator>();
  made->source = source;
  made->step = step;
  made->place(at);
  return made;
}

Value step_sequence(Interpreter&, Iterator& it) {
  // Lists may grow or shrink meanwhile.
  const Span<Value> elements = sequence_of(it.source);
  return it.at < elements.size() ? elements[static_cast<std::size_t>(it.at++)] : Value();
}

Value step_keys(Interpreter&, Iterator& it) {
  const Keyed* keyed = it.source.as<Dict>() ? static_cast<const Keyed*>(it.source.as<Dict>()) : it.source.as<Set>();
  while (it.at < static_cast<std::int64_t>(keyed->entries.size())) {
    const Keyed::Entry& entry = keyed->entries[static_cast<std::size_t>(it.at++)];
    if (entry.key) return entry.key;
  }
  it.unknown = keyed->doubt;
  return {};
}

Value step_text(Interpreter& interp, Iterator& it) {
  const std::string_view text = it.source.as<Text>()->view();
  if (it.at >= static_cast<std::int64_t>(text.size())) return {};
  const std::size_t from = static_cast<std::size_t>(it.at);
  const unsigned char lead = static_cast<unsigned char>(text[from]);
  const std::size_t size = std::min<std::size_t>(lead < 0xC0   ? 1
                                                 : lead < 0xE0 ? 2
                                                 : lead < 0xF0 ? 3
                                                               : 4,
                                                 text.size() - from);
  it.at += static_cast<std::int64_t>(size);
  return interp.text(text.substr(from, size));
}

Value step_bytes(Interpreter& interp, Iterator& it) {
  const std::string_view bytes = it.source.as<Bytes>()->view();
  if (it.at >= static_cast<std::int64_t>(bytes.size())) return {};
  return interp.integer(static_cast<unsigned char>(bytes[static_cast<std::size_t>(it.at++)]));
}

Value step_range(Interpreter& interp, Iterator& it) {
  const Range& range = *it.source.as<Range>();
  if (range.step > 0 ? it.at >= range.stop : it.at <= range.stop) return {};
  const Value made = interp.integer(it.at);
  if (__builtin_add_overflow(it.at, range.step, &it.at)) it.at = range.stop;
  return made;
}

// Classes with __getitem__ and no __iter__.
Value step_getitem(Interpreter& interp, Iterator& it) {
  try {
    return interp.subscript(it.source, interp.integer(it.at++), it.origin());
  } catch (const Raised& raised) {
    if (interp.is_instance(raised.exception, interp.builtin("IndexError")) == Truth::yes) return {};
    throw;
  }
}

}  // namespace

Value make_iterator(Interpreter& interp, Value iterable, const Origin& at) {
  switch (iterable->type) {
    case Type::opaque:
    case Type::iterator:
      return iterable;
    case Type::tuple:
    case Type::list:
      return make(interp, iterable, step_sequence, at);
    case Type::dict:
    case Type::set:
      return make(interp, iterable, step_keys, at);
    case Type::text:
      return make(interp, iterable, step_text, at);
    case Type::bytes:
      return make(interp, iterable, step_bytes, at);
    case Type::range: {
      Iterator* made = make(interp, iterable, step_range, at);
      made->at = iterable.as<Range>()->start;
      return made;
    }
    case Type::instance: {
      Instance& instance = *iterable.as<Instance>();
      if (Value method = find_special(interp, iterable, w.iter_)) {
        const Value made = interp.call(method, {iterable}, at);
        if (made == iterable || made.as<Instance>()) {
          if (find_special(interp, made, w.next_)) return made;
          if (made == iterable) break;
        }
        return make_iterator(interp, made, at);
      }
      if (instance.cls->native && instance.cls->native->iterate)
        if (Value made = instance.cls->native->iterate(interp, instance, at)) return make_iterator(interp, made, at);
      if (find_special(interp, iterable, w.getitem_)) return make(interp, iterable, step_getitem, at);
      if (instance.held()) return make_iterator(interp, instance.held(), at);
      if (instance.cls->unknown_base) return interp.opaque_from(*instance.cls->unknown_base);
      break;
    }
    case Type::class_: {
      Class& cls = *iterable.as<Class>();
      if (Value method = find_special(interp, iterable, w.iter_))
        return make_iterator(interp, interp.call(method, {iterable}, at), at);
      if (cls.native && cls.native->class_iterate)
        if (Value made = cls.native->class_iterate(interp, cls, at)) return make_iterator(interp, made, at);
      if (cls.unknown_base) return interp.opaque_from(*cls.unknown_base);
      break;
    }
    default:
      break;
  }
  interp.raise("TypeError", "'" + interp.class_of(iterable)->name.str() + "' object is not iterable");
}

Value next_of(Interpreter& interp, Value iterator, Opaque*& unknown, const Origin& at) {
  if (Iterator* it = iterator.as<Iterator>()) {
    const Value next = it->step(interp, *it);
    if (!next && it->unknown) unknown = it->unknown;
    return next;
  }
  if ((unknown = opaque_in(iterator))) return {};
  const Value method = find_special(interp, iterator, w.next_);
  if (!method) interp.raise("TypeError", "'" + interp.class_of(iterator)->name.str() + "' object is not an iterator");
  try {
    return interp.call(method, {iterator}, at);
  } catch (const Raised& raised) {
    if (interp.is_instance(raised.exception, interp.builtin("StopIteration")) == Truth::yes) return {};
    throw;
  }
}

Interpreter::Elements Interpreter::elements(Value iterable, const Origin& at) {
  Elements found;
  if (iterable->type == Type::tuple || iterable->type == Type::list) {
    const Span<Value> all = sequence_of(iterable);
    found.values.assign(all.begin(), all.end());
    return found;
  }
  const Value iterator = make_iterator(*this, iterable, at);
  if ((found.unknown = opaque_in(iterator))) return found;
  for (;;) {
    internals_->step();
    const Value next = next_of(*this, iterator, found.unknown, at);
    if (!next || found.unknown) return found;
    found.values.push_back(next);
    if (found.values.size() * sizeof(Value) > internals_->options.budgets.text_bytes)
      throw Exhausted{"a sequence of more than " + std::to_string(found.values.size()) + " values is beyond the budget",
                      at ? at : internals_->at};
  }
}

}  // namespace trueup::py
