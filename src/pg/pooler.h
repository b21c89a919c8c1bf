// Is there a connection pooler between us and the server, and does it give us a session or only a transaction?
#pragma once
#include <string>

#include "base/result.h"
#include "pg/session.h"

namespace trueup {

enum class Pooling {
  none,         // the server itself
  session,      // a proxy that keeps one server connection for each of ours: settings and advisory locks hold
  transaction,  // a proxy that changes the server connection between transactions (or statements): they do not
  unclear,      // a proxy whose mode the probe could not tell: treat as transaction
};

// `session`: any open session, outside a transaction. Behind a proxy two more connections are opened for the probe.
Result<Pooling> detect_pooling(Session& session);

// The Diag of a changing command that refuses to work through transaction pooling: "transaction-pooler".
Diag refuse_transaction_pooling(const ConnectionSpec& spec);

}  // namespace trueup
