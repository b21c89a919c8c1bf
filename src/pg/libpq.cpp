#include "pg/libpq.h"

#include <dlfcn.h>

namespace trueup {
namespace {

Diag no_libpq(const std::string& why) {
  return {.code = "no-libpq",
          .message = "cannot open PostgreSQL's client library libpq.so.5: " + why,
          .hint =
              "install it: `apt-get install libpq5` (Debian, Ubuntu), `dnf install postgresql-libs` or `libpq` "
              "(Fedora, RHEL), `pacman -S postgresql-libs` (Arch), `apk add libpq` (Alpine)",
          .trouble = Trouble::connection};
}

template <class Function>
bool find(void* library, const char* name, Function& into) {
  into = reinterpret_cast<Function>(dlsym(library, name));
  return into != nullptr;
}

Result<Libpq> load() {
  // Never closed: OpenSSL registers exit handlers that must still be there at the end.
  void* library = dlopen("libpq.so.5", RTLD_NOW | RTLD_LOCAL);
  if (!library) {
    const char* why = dlerror();
    return no_libpq(why ? why : "not found");
  }
  Libpq table;
#define TRUEUP_REQUIRED(name) \
  if (!find(library, #name, table.name)) return no_libpq("it is too old and lacks " #name);
  TRUEUP_LIBPQ_FUNCTIONS(TRUEUP_REQUIRED)
#undef TRUEUP_REQUIRED
#define TRUEUP_OPTIONAL(name) find(library, #name, table.name);
  TRUEUP_LIBPQ_PIPELINE(TRUEUP_OPTIONAL)
#undef TRUEUP_OPTIONAL
  return table;
}

const Result<Libpq>& loaded() {
  static const Result<Libpq> result = load();
  return result;
}

}  // namespace

Result<const Libpq*> open_libpq() {
  const Result<Libpq>& result = loaded();
  if (!result) return Diag(result.error());
  return &*result;
}

const Libpq& libpq() { return *loaded(); }

}  // namespace trueup
