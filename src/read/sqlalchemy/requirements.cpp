#include "read/sqlalchemy/requirements.h"

#include <algorithm>
#include <cctype>

#include "base/file.h"
#include "base/text.h"
#include "read/sqlalchemy/project_folders.h"

namespace trueup::sqla {

namespace {

// Packages whose import has nothing of the name they are installed by.
constexpr std::pair<std::string_view, std::string_view> listed_as[] = {
    {"attr", "attrs"}, {"bs4", "beautifulsoup4"}, {"crypto", "pycryptodome"}, {"cv2", "opencv-python"}, {"dns", "dnspython"}, {"docx", "python-docx"},
    {"fitz", "pymupdf"}, {"git", "gitpython"}, {"gi", "pygobject"}, {"jose", "python-jose"}, {"jwt", "pyjwt"}, {"kafka", "kafka-python"}, {"ldap", "python-ldap"},
    {"magic", "python-magic"}, {"mysqldb", "mysqlclient"}, {"nacl", "pynacl"}, {"openssl", "pyopenssl"}, {"pil", "pillow"}, {"pkg-resources", "setuptools"},
    {"serial", "pyserial"}, {"sklearn", "scikit-learn"}, {"skimage", "scikit-image"}, {"slugify", "python-slugify"}, {"socks", "pysocks"}, {"usb", "pyusb"},
    {"yaml", "pyyaml"}, {"zmq", "pyzmq"}};

bool is_word_byte(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '-' || c == '_' || c == '.'; }

std::string plain(std::string_view name) {
  std::string out = lower(std::string(name));
  std::replace_if(out.begin(), out.end(), [](char c) { return c == '_' || c == '.'; }, '-');
  return out;
}

bool is_list(std::string_view name) {
  return (name.starts_with("requirements") && name.ends_with(".txt")) || name == "pyproject.toml" || name == "setup.cfg" || name == "setup.py" || name == "Pipfile" ||
         name == "environment.yml" || name == "poetry.lock" || name == "uv.lock" || name == "pdm.lock" || name == "Pipfile.lock";
}

// A pyproject.toml may configure tools alone.
bool speaks_of_needs(std::string_view name, std::string_view text) {
  return name != "setup.cfg" && name != "setup.py" && name != "pyproject.toml" ? true
         : name == "pyproject.toml" ? text.find("\ndependencies") != text.npos || text.find("dependencies]") != text.npos
                                    : text.find("install_requires") != text.npos;
}

}  // namespace

Requirements::Requirements(const std::string& folder) {
  auto take = [&](const std::string& file, std::string_view name) {
    const auto text = read_file(file);
    if (!text) return;
    lists_ = lists_ || speaks_of_needs(name, *text);
    for (std::size_t at = 0; at < text->size(); ++at) {
      if (!is_word_byte((*text)[at])) continue;
      const std::size_t begin = at;
      while (at < text->size() && is_word_byte((*text)[at])) ++at;
      const std::string word = plain(std::string_view(*text).substr(begin, at - begin));
      for (const std::string& part : split(word, '-')) words_.insert(part);
      words_.insert(word);
    }
  };
  for (const std::string& at : folders_of_project(folder)) {
    for (const std::string& name : names_in(at))
      if (is_list(name)) take(at + '/' + name, name);
    for (const std::string& name : names_in(at + "/requirements"))
      if (name.ends_with(".txt") || name.ends_with(".in")) take(at + "/requirements/" + name, name);
  }
}

bool Requirements::lack(const std::string& import_name) const {
  if (!lists_) return false;
  const std::string name = plain(import_name);
  if (words_.contains(name)) return false;
  for (auto [imported, listed] : listed_as)
    if (name == imported && words_.contains(std::string(listed))) return false;
  // psycopg2 of psycopg2-binary is a part; yaml of pyyaml and zmq of pyzmq stand within a word.
  return std::none_of(words_.begin(), words_.end(), [&](const std::string& word) { return word.size() <= name.size() + 8 && word.find(name) != word.npos; });
}

}  // namespace trueup::sqla
