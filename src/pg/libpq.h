// libpq, opened at the first connection: reading models and migrations needs no library at all, and the binary runs
// where none is installed.
#pragma once
#include <libpq-fe.h>

#include "base/result.h"

namespace trueup {

// clang-format off
// Functions that every supported libpq has.
#define TRUEUP_LIBPQ_FUNCTIONS(f)                                                                               \
  f(PQbackendPID) f(PQcancel) f(PQclear) f(PQcmdTuples) f(PQconndefaults) f(PQconnectPoll)                      \
  f(PQconnectStartParams) f(PQconnectdbParams) f(PQconninfo) f(PQconninfoFree) f(PQconsumeInput)                \
  f(PQerrorMessage) f(PQfinish) f(PQflush) f(PQfname) f(PQfreeCancel) f(PQfreemem) f(PQgetCancel)               \
  f(PQgetCopyData) f(PQgetResult) f(PQgetisnull) f(PQgetlength) f(PQgetvalue) f(PQhost) f(PQhostaddr)           \
  f(PQisBusy) f(PQnfields) f(PQntuples) f(PQparameterStatus) f(PQputCopyData) f(PQputCopyEnd)                   \
  f(PQresultErrorField) f(PQresultErrorMessage) f(PQresultStatus) f(PQsendQuery) f(PQsendQueryParams)           \
  f(PQsetErrorVerbosity) f(PQsetNoticeReceiver) f(PQsetnonblocking) f(PQsocket) f(PQstatus)                     \
  f(PQtransactionStatus)
// Since libpq 14; null in an older one.
#define TRUEUP_LIBPQ_PIPELINE(f) f(PQenterPipelineMode) f(PQexitPipelineMode) f(PQpipelineSync) f(PQpipelineStatus)
// clang-format on

struct Libpq {
#define TRUEUP_MEMBER(name) decltype(&::name) name = nullptr;
  TRUEUP_LIBPQ_FUNCTIONS(TRUEUP_MEMBER)
  TRUEUP_LIBPQ_PIPELINE(TRUEUP_MEMBER)
#undef TRUEUP_MEMBER
  bool has_pipeline() const { return PQenterPipelineMode && PQexitPipelineMode && PQpipelineSync && PQpipelineStatus; }
};

// The same table for the whole process. Errors: "no-libpq" (missing, or too old to be of use), which names the package.
Result<const Libpq*> open_libpq();

// The table, where a connection exists and the library therefore does too.
const Libpq& libpq();

}  // namespace trueup
