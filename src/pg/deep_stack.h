// A thread with a stack of 512 MB, made at the first call and kept: what recurses with the depth of its input runs
// there.
#pragma once
#include <functional>

namespace trueup {

// Runs the task there and waits for it. Calls from several threads take turns.
void on_deep_stack(const std::function<void()>& task);

}  // namespace trueup
