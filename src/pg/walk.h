// Walks a parse tree through protobuf-c's own descriptions of the messages: no list of node types to keep in step with
// the grammar.
#pragma once
#include <pg_query/pg_query.pb-c.h>

#include <functional>

namespace trueup {

// Calls `see` for each message below `root`, root included, parents first. False: do not go below this one.
void walk(const ProtobufCMessage& root, const std::function<bool(const ProtobufCMessage&)>& see);
// Calls `see` for each message directly below.
void each_child(const ProtobufCMessage& message, const std::function<void(const ProtobufCMessage&)>& see);

// The message as what it is; null when it is something else.
template <class T>
const T* as_node(const ProtobufCMessage& message, const ProtobufCMessageDescriptor& descriptor) {
  return message.descriptor == &descriptor ? reinterpret_cast<const T*>(&message) : nullptr;
}

// The smallest byte offset of any token that the tree remembers; negative when it remembers none.
int first_location(const ProtobufCMessage& root);

}  // namespace trueup
