#include "pg/walk.h"

#include <cstdint>
#include <cstring>

namespace trueup {

void each_child(const ProtobufCMessage& message, const std::function<void(const ProtobufCMessage&)>& see) {
  const char* base = reinterpret_cast<const char*>(&message);
  for (unsigned i = 0; i < message.descriptor->n_fields; ++i) {
    const ProtobufCFieldDescriptor& field = message.descriptor->fields[i];
    if (field.type != PROTOBUF_C_TYPE_MESSAGE) continue;
    if (field.label == PROTOBUF_C_LABEL_REPEATED) {
      const auto count = *reinterpret_cast<const std::size_t*>(base + field.quantifier_offset);
      auto* const* items = *reinterpret_cast<ProtobufCMessage* const* const*>(base + field.offset);
      for (std::size_t n = 0; n < count; ++n) see(*items[n]);
      continue;
    }
    const bool one_of = (field.flags & PROTOBUF_C_FIELD_FLAG_ONEOF) != 0;
    if (one_of && *reinterpret_cast<const std::uint32_t*>(base + field.quantifier_offset) != field.id) continue;
    if (auto* child = *reinterpret_cast<ProtobufCMessage* const*>(base + field.offset)) see(*child);
  }
}

void walk(const ProtobufCMessage& root, const std::function<bool(const ProtobufCMessage&)>& see) {
  if (see(root)) each_child(root, [&](const ProtobufCMessage& child) { walk(child, see); });
}

int first_location(const ProtobufCMessage& root) {
  int first = -1;
  walk(root, [&](const ProtobufCMessage& message) {
    for (unsigned i = 0; i < message.descriptor->n_fields; ++i) {
      const ProtobufCFieldDescriptor& field = message.descriptor->fields[i];
      if (field.type != PROTOBUF_C_TYPE_INT32 || std::strcmp(field.name, "location") != 0) continue;
      // No part of a statement stands at its first byte: 0 and -1 mean that the grammar does not tell.
      const auto at = *reinterpret_cast<const std::int32_t*>(reinterpret_cast<const char*>(&message) + field.offset);
      if (at > 0 && (first < 0 || at < first)) first = at;
    }
    return true;
  });
  return first;
}

}  // namespace trueup
