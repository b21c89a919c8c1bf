#include "model/effects.h"

#include <array>

namespace trueup {

std::string_view name_of(Lock lock) {
  static constexpr std::array<std::string_view, 9> names = {"none", "ACCESS SHARE", "ROW SHARE", "ROW EXCLUSIVE", "SHARE UPDATE EXCLUSIVE",
                                                            "SHARE", "SHARE ROW EXCLUSIVE", "EXCLUSIVE", "ACCESS EXCLUSIVE"};
  return names[static_cast<std::size_t>(lock)];
}

}  // namespace trueup
