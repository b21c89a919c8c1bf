#include "pg/cancel.h"

#include <atomic>
#include <thread>

#include "pg/session.h"

namespace trueup {
namespace {
// All constant-initialised: a signal may come at any time.
std::atomic<PGcancel*> slots[100];
std::atomic<int> handlers_inside{0};
std::atomic<bool> cancelled{false};
std::atomic<decltype(&::PQcancel)> cancel_function{nullptr};
}  // namespace

CancelEntry::CancelEntry(PGconn* connection) : cancel_(libpq().PQgetCancel(connection)) {
  cancel_function = libpq().PQcancel;
  for (int i = 0; cancel_ && i < static_cast<int>(std::size(slots)); ++i) {
    PGcancel* empty = nullptr;
    if (!slots[i].compare_exchange_strong(empty, cancel_)) continue;
    slot_ = i;
    return;
  }
}

CancelEntry::~CancelEntry() {
  if (slot_ >= 0) {
    slots[slot_] = nullptr;
    // A handler on another thread may hold what was in the slot. One on this thread has returned by now.
    while (handlers_inside > 0) std::this_thread::yield();
  }
  if (cancel_) libpq().PQfreeCancel(cancel_);
}

void cancel_running() noexcept {
  cancelled = true;
  ++handlers_inside;
  if (const auto cancel = cancel_function.load()) {
    for (auto& slot : slots) {
      char ignored[256];
      if (PGcancel* one = slot.load()) cancel(one, ignored, sizeof ignored);
    }
  }
  --handlers_inside;
}

bool was_cancelled() noexcept { return cancelled; }
void forget_cancellation() noexcept { cancelled = false; }

}  // namespace trueup
