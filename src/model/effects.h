// Effects: what a statement does to a database that is in use. Declared beside the statement, never read off its text.
#pragma once
#include <cstdint>
#include <string_view>

namespace trueup {

// Table-level locks of PostgreSQL, weakest first (manual 13.3, "Explicit Locking").
enum class Lock : std::uint8_t { none, access_share, row_share, row_exclusive, share_update_exclusive, share, share_row_exclusive, exclusive, access_exclusive };
std::string_view name_of(Lock lock);  // "SHARE UPDATE EXCLUSIVE"

struct Effects {
  Lock lock = Lock::access_exclusive;
  bool drops = false;                // an object goes away, and with it what it held
  bool narrows = false;              // values that are legal today may be refused or cut
  bool rewrites = false;             // the table's file is written anew while the lock is held
  bool scans = false;                // reads the whole table while the lock is held
  bool may_fail_on_data = false;     // rows can make it fail
  bool outside_transaction = false;  // PostgreSQL refuses it in a transaction block
  bool ends_batch = false;           // what it makes cannot be used before its transaction has ended (ADD VALUE)
};

}  // namespace trueup
