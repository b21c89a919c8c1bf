// Which connections Ctrl-C has to cancel: a fixed table that a signal handler can walk.
#pragma once
#include "pg/libpq.h"

namespace trueup {

// Registers a connection as long as it lives. A hundred at once are enough; more are simply not cancelled.
class CancelEntry {
 public:
  explicit CancelEntry(PGconn* connection);
  ~CancelEntry();
  CancelEntry(const CancelEntry&) = delete;
  CancelEntry& operator=(const CancelEntry&) = delete;

 private:
  PGcancel* cancel_ = nullptr;
  int slot_ = -1;
};

}  // namespace trueup
