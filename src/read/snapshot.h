// What `trueup inspect --format json` wrote → Draft, without loss.
#pragma once
#include "model/draft.h"

namespace trueup {

// Errors: "unreadable-file", "bad-json", "bad-snapshot" (names the object and the field).
Result<Draft> read_snapshot(const std::string& path);
// How types are spelled: as format_type does, where no schema means `public`; or as somebody wrote them, where it means
// whichever the name is found in, and what is no type at all is an unknown.
enum class TypesAre { canonical, as_written };
Result<Draft> draft_from_snapshot(const Value& document, const std::string& file, TypesAre spelled = TypesAre::canonical);
// "app/models.py:12" as Origin::str() writes it.
Origin origin_of_text(const std::string& text);

}  // namespace trueup
