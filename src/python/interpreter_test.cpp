// What the evaluator promises about things CPython cannot be asked: the unknown, budgets, projects of several files,
// plug-ins, annotations. The language itself is compared with CPython (tests/sources/python_eval).
#include "python/interpreter.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace trueup::py {
namespace {

// A project in a temporary folder: "path", "text" …
class Project {
 public:
  explicit Project(std::initializer_list<std::pair<const char*, const char*>> files) {
    char name[] = "/tmp/trueup-eval-XXXXXX";
    root_ = mkdtemp(name);
    for (const auto& [path, text] : files) {
      const std::filesystem::path file = root_ + "/" + path;
      std::filesystem::create_directories(file.parent_path());
      std::ofstream(file) << text;
    }
  }
  ~Project() { std::filesystem::remove_all(root_); }
  Project(const Project&) = delete;
  Project& operator=(const Project&) = delete;
  Options options() const { return {.roots = {root_}, .environment = {}, .defines = {}, .budgets = {}}; }
  const std::string& root() const { return root_; }

 private:
  std::string root_;
};

std::string shown(Interpreter& interp, std::string_view module, std::string_view name) {
  Module* found = interp.find_module(module);
  if (!found) return "no module";
  const Value value = found->attrs.find(Symbol(name));
  return value ? interp.repr(value) : "no name";
}

// One file's name after evaluating it.
std::string after(const char* source, std::string_view name, Options more = {}) {
  Project project({{"m.py", source}});
  more.roots = {project.root()};
  Interpreter interp(std::move(more));
  const auto module = interp.import("m");
  return module ? shown(interp, "m", name) : module.error().str();
}

TEST(python_eval, values_come_from_other_files_of_the_project) {
  Project project(
      {{"app/__init__.py", "from .constants import *\nfrom . import models\n"},
       {"app/constants.py", "__all__ = ['SIZE']\nSIZE = 20\nhidden = 1\n"},
       {"app/models.py",
        "from app.constants import SIZE as S, hidden\nimport app.sub.deep as d\nx = S + hidden + d.V\n"},
       {"app/sub/__init__.py", ""},
       {"app/sub/deep.py",
        "from ... import app\nfrom ..constants import SIZE\nfrom .. import constants\nV = SIZE + constants.hidden\n"},
       {"namespace/inner.py", "N = __name__, __package__\n"}});
  Interpreter interp(project.options());
  ASSERT_TRUE(interp.import("app.models"));
  EXPECT_EQ(shown(interp, "app.models", "x"), "42");
  EXPECT_EQ(shown(interp, "app", "SIZE"), "20");
  EXPECT_EQ(shown(interp, "app", "hidden"), "no name");
  ASSERT_TRUE(interp.import("namespace.inner"));
  EXPECT_EQ(shown(interp, "namespace.inner", "N"), "('namespace.inner', 'namespace')");
  EXPECT_EQ(interp.modules_loaded().size(), 6u);
}

TEST(python_eval, circular_imports_see_what_is_there_already) {
  Project project({{"a.py", "X = 1\nimport b\nfrom b import Y\nZ = Y + 1\n"},
                   {"b.py", "import a\nfrom a import X\nY = X + a.X\n"}});
  Interpreter interp(project.options());
  ASSERT_TRUE(interp.import("a"));
  EXPECT_EQ(shown(interp, "a", "Z"), "3");
  EXPECT_TRUE(interp.diags().empty());
}

TEST(python_eval, what_is_not_in_the_project_is_unknown_and_says_so) {
  const char* source = "import settings\nx = settings.DB.SCHEMA + '_x'\ny = [1, settings.N]\n";
  EXPECT_EQ(after(source, "x"), "<unknown: settings.DB.SCHEMA, which is not in the project (m.py:1)>");
  EXPECT_EQ(after(source, "y"), "[1, <unknown: settings.N, which is not in the project (m.py:1)>]");
}

TEST(python_eval, a_branch_that_the_unknown_decides_is_not_guessed) {
  const char* source =
      "from settings import FLAG\n"
      "a = 1\nlist_ = []\n"
      "if FLAG:\n    a = 2\n    list_.append(1)\nelif x():\n    b = 3\nelse:\n    from c import d\n"
      "z = 5\n"
      "def f():\n    if FLAG:\n        return 1\n    return 2\n"
      "r = f()\n"
      "class C:\n    if FLAG:\n        col = 1\n    else:\n        col = 2\n    other = 3\n";
  for (const char* name : {"a", "b", "d", "list_", "r"})
    EXPECT_TRUE(after(source, name).starts_with("<unknown: ")) << name;
  EXPECT_EQ(after(source, "a"),
            "<unknown: a, which depends on settings.FLAG, which is not in the project (m.py:1) (m.py:4)>");
  EXPECT_EQ(after(source, "z"), "5");
  Project project({{"m.py", source}});
  Interpreter interp(project.options());
  ASSERT_TRUE(interp.import("m"));
  EXPECT_EQ(interp.skips().size(), 3u);
  EXPECT_EQ(interp.skips()[0].origin.line, 4u);
  Class* cls = interp.find_module("m")->attrs.find(Symbol("C")).as<Class>();
  EXPECT_TRUE(cls->attrs.find(Symbol("col")).as<Opaque>());
  EXPECT_EQ(interp.repr(cls->attrs.find(Symbol("other"))), "3");
}

TEST(python_eval, a_set_that_something_unknown_was_put_into_is_not_known_to_lack_anything) {
  const char* source =
      "from outside import thing\n"
      "s = {'a'}\ns.add(thing)\nd = {'a': 1}\nd[thing] = 2\nu = set()\nu.update(thing)\n"
      "count = len(s)\nthere = 'a' in s\nelse_ = 'b' in s\nfirst = sorted(s)\nboth = s | {'c'}\nsize = len(both)\nsame = s == {'a'}\n"
      "known = d['a']\nother = d.get('b', 3)\nmissing = d['b']\ntaken = len(u)\ns.clear()\nempty = len(s)\n"
      "names = [k for k in d]\npairs = [v for k, v in d.items()]\nt = {1, 2}\nt.discard(thing)\nfew = len(t)\nb = bytes.maketrans(b'a', b'b')\n";
  for (auto name : {"count", "else_", "first", "size", "same", "other", "missing", "taken", "few", "b", "names"}) EXPECT_TRUE(after(source, name).starts_with("<unknown: ")) << name << ' ' << after(source, name);
  EXPECT_EQ(after(source, "there"), "True");
  EXPECT_EQ(after(source, "known"), "1");
  EXPECT_EQ(after(source, "empty"), "0");
}

TEST(python_eval, loops_over_the_unknown_do_not_run) {
  const char* source =
      "from settings import NAMES\nout = []\nfor n in NAMES:\n    out.append(n)\n    last = n\n"
      "total = 0\nfor i in range(3):\n    if NAMES:\n        continue\n    total += i\n"
      "while NAMES:\n    w = 1\nc = [n for n in NAMES]\n";
  for (const char* name : {"out", "n", "last", "total", "w", "c"})
    EXPECT_TRUE(after(source, name).starts_with("<unknown: ")) << name << after(source, name);
}

TEST(python_eval, an_exception_ends_only_the_statement_that_raised_it) {
  const char* source = "a = 1\nb = undefined + 1\nclass C:\n    x = 1\n    y = nope()\n    z = 3\nd = C.z\n";
  EXPECT_EQ(after(source, "d"), "3");
  EXPECT_EQ(after(source, "b"),
            "<unknown: b, which could not be evaluated: NameError: name 'undefined' is not defined (m.py:2)>");
}

TEST(python_eval, a_missing_module_of_the_project_raises_and_one_from_outside_does_not) {
  Project project({{"app/__init__.py", ""},
                   {"app/m.py",
                    "try:\n    from app import _version\nexcept ImportError:\n    _version = 'dev'\n"
                    "try:\n    import ujson as json\nexcept ImportError:\n    json = None\n"}});
  Interpreter interp(project.options());
  ASSERT_TRUE(interp.import("app.m"));
  EXPECT_EQ(shown(interp, "app.m", "_version"), "'dev'");
  EXPECT_EQ(shown(interp, "app.m", "json"), "<unknown: ujson, which is not in the project (app/m.py:6)>");
  EXPECT_FALSE(interp.import("app.nothing"));
}

TEST(python_eval, a_package_that_lies_in_several_places_may_have_modules_elsewhere) {
  Project project({{"house/__init__.py", "from pkgutil import extend_path\n__path__ = extend_path(__path__, __name__)\n"},
                   {"house/here.py", "from house.elsewhere import X\nY = 1\n"}});
  Interpreter interp(project.options());
  ASSERT_TRUE(interp.import("house.here"));
  EXPECT_EQ(shown(interp, "house.here", "Y"), "1");
  EXPECT_EQ(shown(interp, "house.here", "X"), "<unknown: house.elsewhere.X, which is not in the project (house/here.py:1)>");
}

TEST(python_eval, what_two_ways_of_an_import_leave_differently_is_unknown) {
  const char* source =
      "try:\n    import fancy\n    A = 1\nexcept ImportError:\n    A = 2\n"
      "try:\n    import fancy\n    B = 1\nexcept ImportError:\n    raise\n"
      "try:\n    import json\n    C = 1\nexcept ImportError:\n    C = 2\n"
      "try:\n    from fancy.part import D\nexcept (ImportError, OSError):\n    D = None\nelse:\n    E = 1\n"
      "try:\n    import fancy\n    F = 1\nexcept ValueError:\n    F = 2\n"
      "try:\n    import fancy\n    G = 1\nexcept ImportError:\n    import sys\n    G = 2\n    sys.exit('no fancy')\n";
  EXPECT_EQ(after(source, "A"), "<unknown: A, which depends on whether fancy is installed (m.py:1)>");
  EXPECT_EQ(after(source, "B"), "1");
  EXPECT_EQ(after(source, "C"), "1");
  EXPECT_EQ(after(source, "D"), "<unknown: fancy.part.D, which is not in the project (m.py:17)>");
  EXPECT_EQ(after(source, "E"), "<unknown: E, which depends on whether fancy is installed (m.py:16)>");
  EXPECT_EQ(after(source, "F"), "1");
  EXPECT_EQ(after(source, "G"), "1");
}

TEST(python_eval, code_goes_its_other_way_without_a_package_that_is_known_to_be_missing) {
  const char* source =
      "import importlib\n"
      "try:\n    from fancy.part import A\nexcept ImportError:\n    A = 2\n"
      "try:\n    import fancy\nexcept ImportError:\n    raise\n"
      "def f():\n    try:\n        return importlib.import_module('fancier').x\n    except (ImportError, AttributeError):\n        return 3\n"
      "B = f()\n"
      "import fanciest\nC = fanciest.x\n";
  Options options, others;
  options.lacks = [](const std::string& package) { return package.starts_with("fanc"); };
  EXPECT_EQ(after(source, "A", options), "2");
  EXPECT_EQ(after(source, "B", options), "3");
  EXPECT_EQ(after(source, "C", options), "<unknown: fanciest.x, which is not in the project (m.py:16)>");
  others.lacks = [](const std::string&) { return false; };
  EXPECT_EQ(after(source, "A", others), "<unknown: fancy.part.A, which is not in the project (m.py:3)>");
}

TEST(python_eval, nothing_runs_behind_a_raise_that_no_condition_guards) {
  EXPECT_EQ(after("a = 1\nif a:\n    raise ValueError\na = 2\n", "a"), "2");
  EXPECT_EQ(after("a = 1\nraise ValueError\na = 2\n", "a"), "1");
}

TEST(python_eval, exec_may_bind_any_name) {
  EXPECT_EQ(after("exec(open('x').read())\na = b\n", "a"), "<unknown: exec().b, which runs code that is made at run time (m.py:1)>");
}

TEST(python_eval, names_of_the_environment_fall_back_as_the_code_says) {
  const char* source =
      "import os\na = os.environ.get('A', 'dflt')\nb = os.environ['B']\nc = os.getenv('C') or 'c'\n"
      "try:\n    d = os.environ['D']\nexcept KeyError:\n    d = 'd'\nif os.getenv('E'):\n    e = 1\nelse:\n    e = 2\n"
      "f = 'F' in os.environ\ng = os.getenv('G') is None\n";
  EXPECT_EQ(after(source, "a"), "'dflt'");
  EXPECT_EQ(after(source, "b"), "<unknown: os.environ['B'], which is not set (m.py:3)>");
  EXPECT_EQ(after(source, "c"), "'c'");
  EXPECT_EQ(after(source, "d"), "'d'");
  EXPECT_EQ(after(source, "e"), "2");
  EXPECT_EQ(after(source, "g"), "True");
  EXPECT_EQ(after(source, "b", {.roots = {}, .environment = {{"B", "set"}}, .defines = {}, .budgets = {}}), "'set'");
}

TEST(python_eval, defines_win_over_what_the_code_assigns) {
  Options options{.roots = {},
                  .environment = {},
                  .defines = {{"PREFIX", "tenant_"}, {"m.SIZE", "30"}, {"other.SIZE", "1"}},
                  .budgets = {}};
  const char* source = "PREFIX = 'x'\nSIZE = 10\ny = PREFIX + str(SIZE)\n";
  EXPECT_EQ(after(source, "y", options), "'tenant_30'");
}

TEST(python_eval, settings_of_files_that_are_not_read_are_what_the_code_falls_back_to) {
  const char* source =
      "import configparser\nc = configparser.ConfigParser()\nc.read('app.ini')\na = c.get('db', 'schema', fallback='main')\n"
      "try:\n    b = c.get('db', 'prefix')\nexcept configparser.NoSectionError:\n    b = 'none'\nd = c.get('db', 'size')\n"
      "e = c.has_section('db')\nc.read_dict({'db': {'f': 1}})\nf = c.get('db', 'f', fallback=2)\n";
  EXPECT_EQ(after(source, "a"), "'main'");
  EXPECT_EQ(after(source, "b"), "'none'");
  EXPECT_EQ(after(source, "d"), "<unknown: configparser['db']['size'], which is a setting of a file that is not read (m.py:9)>");
  EXPECT_EQ(after(source, "e"), "False");
  EXPECT_TRUE(after(source, "f").starts_with("<unknown: "));
  EXPECT_EQ(after(source, "d", {.roots = {}, .environment = {}, .defines = {{"configparser['db']['size']", "30"}}, .budgets = {}}), "'30'");
}

TEST(python_eval, text_files_of_the_project_may_be_read_and_no_others) {
  Project project({{"m.py",
                    "import os\nhere = os.path.dirname(os.path.abspath(__file__))\nwith open(os.path.join(here, 'a.sql')) as f:\n    a = f.read()\n"
                    "b = [line.strip() for line in open(os.path.join(here, 'a.sql'))]\nc = open('/etc/hostname').read()\n"
                    "d = open(os.path.join(here, '..', 'x')).read()\ne = open(os.path.join(here, 'a.sql'), 'w')\n"},
                   {"a.sql", "SELECT 1;\nSELECT 2;\n"}});
  Interpreter interp(project.options());
  ASSERT_TRUE(interp.import("m"));
  EXPECT_EQ(shown(interp, "m", "a"), "'SELECT 1;\\nSELECT 2;\\n'");
  EXPECT_EQ(shown(interp, "m", "b"), "['SELECT 1;', 'SELECT 2;']");
  for (auto name : {"c", "d", "e"}) EXPECT_TRUE(shown(interp, "m", name).starts_with("<unknown: ")) << name;
}

TEST(python_eval, defines_say_what_stands_outside_the_project) {
  Options options{.roots = {},
                  .environment = {},
                  .defines = {{"settings.Settings().PREFIX", "t_"}, {"settings.config", "{'schema': 'main'}"}, {"m.x", "1"}},
                  .budgets = {}};
  const char* source = "from settings import Settings, config\nimport settings\ny = Settings().PREFIX + 'a'\nz = settings.config['schema'] + config['schema']\n";
  EXPECT_EQ(after(source, "y", options), "'t_a'");
  EXPECT_EQ(after(source, "z", options), "'mainmain'");
}

TEST(python_eval, runaway_code_meets_a_budget) {
  Options small{.roots = {}, .environment = {}, .defines = {}, .budgets = {.module_steps = 100'000}};
  EXPECT_EQ(after("a = 1\nwhile True: pass\nb = 2\n", "b", small), "no name");
  EXPECT_EQ(after("a = 1\nwhile True: pass\nb = 2\n", "a", small), "1");
  EXPECT_EQ(after("def f(): return f()\nx = f()\ny = 2\n", "y"), "2");
  EXPECT_TRUE(after("def f(): return f()\nx = f()\n", "x").find("RecursionError") != std::string::npos);
  EXPECT_EQ(after("x = 'a' * 10**12\ny = 1\n", "y"), "no name");
  EXPECT_EQ(after("def g():\n    while True: yield 1\nn = next(g())\nm = list(g())\n", "n"), "1");
  EXPECT_TRUE(after("def g():\n    while True: yield 1\nm = list(g())\n", "m").starts_with("<unknown: "));
  EXPECT_TRUE(after("x = 2 ** 10**9\n", "x").starts_with("<unknown: "));
  EXPECT_EQ(after("l = []\nl.append(l)\nd = {}\nd['x'] = d\nx = 1\n", "d"), "{'x': {...}}");
  std::string deep = "x = ";
  for (int i = 0; i < 150; ++i) deep += "[";
  for (int i = 0; i < 150; ++i) deep += "]";
  EXPECT_TRUE(after(deep.c_str(), "x").starts_with("[["));
  std::string classes = "class C0: pass\n";
  for (int i = 1; i < 3000; ++i) classes += "class C" + std::to_string(i) + "(C" + std::to_string(i - 1) + "): pass\n";
  EXPECT_EQ(after((classes + "x = 1\n").c_str(), "x"), "1");
}

TEST(python_eval, a_file_with_a_syntax_error_is_named_and_the_rest_is_read) {
  Project project({{"m.py", "import broken\nfrom broken import X\ny = 1\n"}, {"broken.py", "x = (\n"}});
  Interpreter interp(project.options());
  ASSERT_TRUE(interp.import("m"));
  EXPECT_EQ(shown(interp, "m", "y"), "1");
  EXPECT_TRUE(shown(interp, "m", "X").starts_with("<unknown: broken.X, which is in a file that could not be parsed"));
  ASSERT_EQ(interp.diags().size(), 1u);
  EXPECT_EQ(interp.diags()[0].origin.file.str(), "broken.py");
  EXPECT_FALSE(interp.import("broken"));
}

TEST(python_eval, nothing_outside_the_roots_is_opened) {
  Project outside({{"secret.py", "X = 1\n"}});
  Project project({{"m.py", "import link\nx = link.X\n"}});
  std::filesystem::create_symlink(outside.root() + "/secret.py", project.root() + "/link.py");
  std::filesystem::create_directory_symlink(project.root(), project.root() + "/loop");
  Interpreter interp(project.options());
  ASSERT_TRUE(interp.import("m"));
  EXPECT_EQ(shown(interp, "m", "x"), "<unknown: link.X, which lies outside the project (m.py:1)>");
  EXPECT_TRUE(interp.import("loop.loop.m"));
}

TEST(python_eval, modules_of_a_package_are_found_by_walking_it) {
  Project project(
      {{"app/__init__.py",
        "import pkgutil, importlib\nnames = []\nfor info in pkgutil.walk_packages(__path__, __name__ + '.'):\n"
        "    importlib.import_module(info.name)\n    names.append(info.name)\n"},
       {"app/a.py", "X = 1\n"},
       {"app/sub/__init__.py", ""},
       {"app/sub/b.py", "Y = 2\n"},
       {"glob_/__init__.py",
        "from os.path import dirname, basename, isfile, join\nimport glob\n"
        "__all__ = [basename(f)[:-3] for f in glob.glob(join(dirname(__file__), '*.py')) if isfile(f) and not "
        "f.endswith('__init__.py')]\n"},
       {"glob_/one.py", "Z = 3\n"},
       {"use.py", "from glob_ import *\nz = one.Z\n"}});
  Interpreter interp(project.options());
  ASSERT_TRUE(interp.import("app"));
  EXPECT_EQ(shown(interp, "app", "names"), "['app.a', 'app.sub', 'app.sub.b']");
  EXPECT_EQ(shown(interp, "app.sub.b", "Y"), "2");
  ASSERT_TRUE(interp.import("use"));
  EXPECT_EQ(shown(interp, "use", "z"), "3");
}

TEST(python_eval, paths_say_what_their_text_says_and_what_lies_below_the_roots) {
  Project project({{"app/__init__.py",
                    "import os, pkgutil\nfrom importlib import import_module\nfrom pathlib import Path\n"
                    "here = Path(__file__).resolve().parent\nroot = here.parent\n"
                    "def dotted(p): return '.'.join(p.relative_to(root).with_suffix('').parts)\n"
                    "glob = [p.name for p in here.glob('*.py')]\n"
                    "deep = [dotted(p) for p in sorted(root.rglob('*.py'))]\n"
                    "stars = [p.stem for p in root.glob('**/b.*')]\n"
                    "listed = [p.name for p in here.iterdir() if p.is_dir()], os.listdir(here / 'sub')\n"
                    "walked = [i.name for i in pkgutil.iter_modules([str(here)])]\n"
                    "text = (here / 'words.txt').read_text(), (here / 'sub').joinpath('none').exists()\n"
                    "none = Path('/etc/passwd').read_text(encoding='utf8'), Path('/etc').exists(), Path.home() / 'x'\n"
                    "many = list(root.glob('*/sub/*'))\n"
                    "said = [str(p) for p in (Path('a/./b//c.d.e'), Path('x') / 'y', 'x' / Path('y'), Path('x') / '/y', Path('a', 'b'))]\n"
                    "parts = Path('/a/b.c.d').suffix, Path('.rc').stem, Path('a/b/c').parents[1], Path('/a/b').parts, repr(Path('q'))\n"
                    "same = Path('x') == Path('x/'), Path('x') != Path('y'), Path('a') < Path('b'), isinstance(here, Path)\n"
                    "class Own(type(Path())):\n    pass\n"
                    "own = Own('a').name\n"},
                   {"app/a.py", ""},
                   {"app/words.txt", "some"},
                   {"app/sub/b.py", ""}});
  Interpreter interp(project.options());
  ASSERT_TRUE(interp.import("app"));
  const auto is = [&](auto name, auto text) { EXPECT_EQ(shown(interp, "app", name), text); };
  is("glob", "['__init__.py', 'a.py']");
  is("deep", "['app.__init__', 'app.a', 'app.sub.b']");
  is("stars", "['b']");
  is("listed", "(['sub'], ['b.py'])");
  is("walked", "['a']");
  is("text", "('some', False)");
  is("said", "['a/b/c.d.e', 'x/y', 'x/y', '/y', 'a/b']");
  is("parts", "('.d', '.rc', PosixPath('a'), ('/', 'a', 'b'), \"PosixPath('q')\")");
  is("same", "(True, True, True, True)");
  is("own", "'a'");
  EXPECT_TRUE(shown(interp, "app", "many").starts_with("<unknown: ")) << shown(interp, "app", "many");
  EXPECT_EQ(shown(interp, "app", "none").find("root:"), std::string::npos);
}

// ---- annotations ----------------------------------------------------------------------------------------------------

TEST(python_eval, a_class_from_outside_may_be_in_a_union_with_its_arguments) {
  const char* source = "from outside import Range, value\na = Range[int] | None\nb = None | Range\nc = value[0] | None\n";
  for (auto name : {"a", "b"}) EXPECT_TRUE(after(source, name).ends_with(name[0] == 'a' ? " | None" : "")) << after(source, name);
  EXPECT_NE(after(source, "a").find("Range"), std::string::npos);
  EXPECT_TRUE(after(source, "c").starts_with("<unknown: "));
}

// Statements that ran are freed with their module; what code may come back to must not be among them.
TEST(python_eval, code_of_a_module_that_has_run_can_still_be_called) {
  Project project({{"first.py",
                    "import typing\n"
                    "def plain(n): return [n, 'plain ' 'text']\n"
                    "twice = lambda n: n * 2\n"
                    "lazy = (n + 1 for n in [1, 2])\n"
                    "text = 'joined ' 'of two\\n'\n"
                    "class A:\n"
                    "    made = staticmethod(lambda x, y='d' 'e': (x, y))\n"
                    "    def method(self, k=5): return k + 1\n"
                    "    size: typing.Optional['A'] = None\n"
                    "    other: (typing.Optional[\n        int]) = 3\n"
                    "    class Inner:\n        late: int = 1; pick = lambda: 'picked'\n"
                    "type Late = typing.Optional[A]\n"},
                   {"filler.py", "class F:\n    a = ('x', 'y', 1, 2, 3)\n    b = {'k': [1, 2, 3]}\n"},
                   {"m.py",
                    "import first, filler\n"
                    "a = first.plain(1), first.twice(4), list(first.lazy), first.text\n"
                    "b = first.A.made(1), first.A().method(), first.A.Inner.pick()\n"
                    "c = first.A.__annotations__\n"}});
  Interpreter interp(project.options());
  ASSERT_TRUE(interp.import("m"));
  EXPECT_EQ(shown(interp, "m", "a"), "([1, 'plain text'], 8, [2, 3], 'joined of two\\n')");
  EXPECT_EQ(shown(interp, "m", "b"), "((1, 'de'), 6, 'picked')");
  const Class* a = interp.find_module("first")->attrs.find(Symbol("A")).as<Class>();
  ASSERT_EQ(a->annotations.size(), 2u);
  EXPECT_EQ(interp.source(a->annotations[1]), "typing.Optional[\n        int]");
  EXPECT_EQ(interp.repr(interp.evaluate(a->annotations[1])), "int | None");
  EXPECT_EQ(a->annotations[1].line, 10u);
  EXPECT_EQ(shown(interp, "m", "c").find("Opaque"), std::string::npos);
}

TEST(python_eval, annotations_of_one_text_are_told_apart_by_what_their_names_mean) {
  Project project({{"a.py", "from typing import Optional\nT = int\nclass A:\n    x: Optional[T]\n    y: Optional[T]\n    z: T\n"},
                   {"b.py",
                    "from typing import Optional\nT = str\nclass T2: pass\nclass B:\n    x: Optional[T]\n    T = T2\n    y: Optional[T]\n"
                    "    z: Optional[Late]\nclass Late: pass\nclass C:\n    z: Optional[Late]\n"}});
  Interpreter interp(project.options());
  ASSERT_TRUE(interp.import("a"));
  ASSERT_TRUE(interp.import("b"));
  std::vector<std::string> said;
  for (auto [module, cls] : {std::pair("a", "A"), std::pair("b", "B"), std::pair("b", "C")})
    for (const Annotation& annotation : interp.find_module(module)->attrs.find(Symbol(cls)).as<Class>()->annotations)
      said.push_back(interp.repr(interp.evaluate(annotation)));
  EXPECT_EQ(said, (std::vector<std::string>{"int | None", "int | None", "<class 'int'>", "str | None", "b.T2 | None", "b.Late | None", "b.Late | None"}));
}

// A project of a million lines: its sources are not all kept.
TEST(python_eval, what_needs_a_source_that_was_given_back_has_it_read_again) {
  Project project({{"first.py",
                    "import typing\ndef plain(x, y='de' 'fault'):\n    def inner():\n        return 'text of inner'\n    return [x, y, inner()]\n"
                    "class A:\n    'words'\n    a: typing.Optional[int] = 1\n    s: 'typing.List[str]'\n    n = 'caf\\u00e9', b'by', f'{1 + 1} of'\n"
                    "    def method(self):\n        return f'{self.a!r} and {\"in\" + \"ner\"}'\n"
                    "later = lambda: 'from a lambda'\n"},
                   {"filler.py", "x = ['y' * 3 for _ in range(3)]\n"},
                   {"m.py", "import first, filler\na = first.plain(1), first.A().method(), first.A.n, first.later(), filler.x\n"}});
  Options options = project.options();
  options.budgets.source_bytes = 0;
  Interpreter interp(options);
  ASSERT_TRUE(interp.import("m"));
  EXPECT_EQ(shown(interp, "m", "a"), "([1, 'default', 'text of inner'], '1 and inner', ('caf\u00e9', b'by', '2 of'), 'from a lambda', ['yyy', 'yyy', 'yyy'])");
  const Class* a = interp.find_module("first")->attrs.find(Symbol("A")).as<Class>();
  EXPECT_EQ(interp.repr(interp.evaluate(a->annotations[0])), "int | None");
  EXPECT_EQ(interp.repr(interp.evaluate(a->annotations[1])), "list[str]");
  EXPECT_TRUE(interp.diags().empty());
}

TEST(python_eval, a_source_that_changed_meanwhile_is_said) {
  Project project({{"m.py", "class A:\n    a: int\ndef f():\n    return 1\n"}});
  Options options = project.options();
  options.budgets.source_bytes = 0;
  Interpreter interp(options);
  ASSERT_TRUE(interp.import("m"));
  std::ofstream(project.root() + "/m.py") << "class B:\n    a: str\ndef f():\n    return 2\n";
  const Module* m = interp.find_module("m");
  EXPECT_TRUE(interp.evaluate(m->attrs.find(Symbol("A")).as<Class>()->annotations[0]).as<Opaque>());
  EXPECT_TRUE(interp.call(m->attrs.find(Symbol("f")), {}, {}).as<Opaque>());
  ASSERT_EQ(interp.diags().size(), 1u);
  EXPECT_EQ(interp.diags()[0].code, "python-changed");
}

TEST(python_eval, annotations_are_evaluated_when_asked_and_may_name_what_comes_later) {
  Project project({{"m.py",
                    "from __future__ import annotations\nfrom typing import TYPE_CHECKING, Optional, List, Annotated\n"
                    "if TYPE_CHECKING:\n    from other import Other as O\n"
                    "class A:\n    id: int = 1\n    b: Optional[B]\n    o: List[O]\n    s: 'Optional[str]'\n    u: B | "
                    "None\n    int_: list['A']\n"
                    "    m: Annotated[str, 'text']\n    date: date\n    bad: undefined(1).x\n"
                    "class B: pass\n"},
                   {"other.py", "class Other: pass\n"}});
  Interpreter interp(project.options());
  ASSERT_TRUE(interp.import("m"));
  EXPECT_EQ(interp.modules_loaded().size(), 1u);
  Class& cls = *interp.find_module("m")->attrs.find(Symbol("A")).as<Class>();
  std::vector<std::string> said;
  for (const Annotation& annotation : cls.annotations)
    said.push_back(annotation.name.str() + ": " + interp.repr(interp.evaluate(annotation)));
  EXPECT_EQ(said,
            (std::vector<std::string>{"id: <class 'int'>", "b: m.B | None", "o: list[ForwardRef('O')]", "s: str | None",
                                      "u: m.B | None", "int_: list[m.A]", "m: typing.Annotated[str, 'text']",
                                      "date: ForwardRef('date')", said.back()}));
  EXPECT_EQ(interp.source(cls.annotations[1]), "Optional[B]");
  const Alias* list = interp.evaluate(cls.annotations[2]).as<Alias>();
  const Value other = interp.resolve(*list->args[0].as<ForwardRef>());
  ASSERT_TRUE(other);
  EXPECT_EQ(interp.dotted_name(other), "other.Other");
  EXPECT_EQ(cls.annotations[0].line, 6u);
}

// ---- plug-ins -------------------------------------------------------------------------------------------------------

struct Column {
  std::vector<std::string> args;
  Origin origin;
};

void column_init(Call& call) {
  Column* column = call.interp.heap().make<Column>();
  for (Value arg : call.args) column->args.push_back(call.interp.repr(arg));
  column->origin = call.origin;
  set_payload(*call.self.as<Instance>(), column);
}
Value column_compare(const Comparison& comparison) { return comparison.interp.text("expression"); }
Value column_binary(const Operation& operation) {
  return operation.interp.text(operation.reflected ? "reflected" : "plain");
}
const NativeType column_type{.name = "Column", .init = column_init, .binary = column_binary, .compare = column_compare};

std::vector<std::string>& told() {
  static std::vector<std::string> all;
  return all;
}
void base_created(Interpreter&, Class& cls, const Origin& at) {
  std::string names;
  for (const Names::Entry& entry : cls.attrs)
    if (payload_of<Column>(entry.value)) names += " " + entry.name.str() + ":" + std::to_string(entry.line);
  told().push_back(cls.name.str() + "@" + std::to_string(at.line) + names);
}
void base_has_set(Interpreter&, Class& cls, Symbol name, Value, const Origin& at) {
  told().push_back(cls.name.str() + "." + name.str() + "@" + std::to_string(at.line));
}
Value base_missing(Interpreter& interp, Class& cls, Symbol name, const Origin&) {
  return name == "metadata" ? interp.text("metadata of " + cls.name.str()) : Value();
}
Value mapped_subscript(Interpreter& interp, Class&, Value key, const Origin&) {
  return interp.text("Mapped of " + interp.repr(key));
}
const NativeType base_type{
    .name = "Base", .class_missing = base_missing, .class_has_set = base_has_set, .created = base_created};
const NativeType mapped_type{.name = "Mapped", .class_subscript = mapped_subscript};

void fill_orm(ModuleWriter& into) {
  into.cls(column_type);
  into.cls(base_type);
  into.cls(mapped_type);
  into.function("where", [](Call& call) -> Value { return call.interp.text(call.origin.str()); });
}

TEST(python_eval, a_plug_in_is_told_of_classes_attributes_and_calls) {
  Project project({{"m.py",
                    "from orm import Base, Column, Mapped, where\n"
                    "class Mixin:\n    created = Column('DateTime')\n"
                    "class User(Mixin, Base):\n    id = Column(1, 'a')\n    name: Mapped[str] = Column(2)\n"
                    "User.later = Column(3)\n"
                    "x = User.metadata\ny = User.id == 1\nz = 5 + User.id\nw = where(\n    1)\n"
                    "class Special(Column):\n    def __init__(self, *a): super().__init__('special', *a)\n"
                    "s = Special(7)\n"
                    "q = Mapped[int]\n"
                    "from orm import unknown_name\nfrom orm.sub import thing\n"}});
  told().clear();
  Interpreter interp(project.options());
  interp.add_native("orm", fill_orm);
  std::vector<std::string> done;
  interp.after_module([&](Module& module) { done.push_back(module.name.str()); });
  ASSERT_TRUE(interp.import("m"));
  EXPECT_EQ(told(), (std::vector<std::string>{"User@4 id:5 name:6", "User.later@7"}));
  EXPECT_EQ(shown(interp, "m", "x"), "'metadata of User'");
  EXPECT_EQ(shown(interp, "m", "y"), "'expression'");
  EXPECT_EQ(shown(interp, "m", "z"), "'reflected'");
  EXPECT_EQ(shown(interp, "m", "w"), "'m.py:11'");
  EXPECT_EQ(shown(interp, "m", "q"), "\"Mapped of <class 'int'>\"");
  EXPECT_EQ(shown(interp, "m", "unknown_name"), "<unknown: orm.unknown_name, which is not modelled (m.py:17)>");
  EXPECT_EQ(shown(interp, "m", "thing"), "<unknown: orm.sub.thing, which is not modelled (m.py:18)>");
  const Column* special = payload_of<Column>(interp.find_module("m")->attrs.find(Symbol("s")));
  ASSERT_TRUE(special);
  EXPECT_EQ(special->args, (std::vector<std::string>{"'special'", "7"}));
  EXPECT_EQ(done, (std::vector<std::string>{"m"}));
}

TEST(python_eval, functions_of_the_standard_library_are_known_by_name) {
  Project project({{"m.py",
                    "import datetime, uuid\nfrom decimal import Decimal\na = datetime.datetime.utcnow\nb = "
                    "uuid.uuid4\nc = Decimal('1.5')\nd = datetime.timedelta(days=1)\ne = datetime.datetime.now()\n"}});
  Interpreter interp(project.options());
  ASSERT_TRUE(interp.import("m"));
  Names& names = interp.find_module("m")->attrs;
  EXPECT_EQ(interp.dotted_name(names.find(Symbol("a"))), "datetime.datetime.utcnow");
  EXPECT_EQ(interp.dotted_name(names.find(Symbol("b"))), "uuid.uuid4");
  EXPECT_EQ(shown(interp, "m", "c"), "Decimal('1.5')");
  EXPECT_EQ(shown(interp, "m", "d"), "datetime.timedelta(days=1)");
  EXPECT_EQ(shown(interp, "m", "e"),
            "<unknown: datetime.datetime.now(), which is known only when the program runs (m.py:7)>");
}

}  // namespace
}  // namespace trueup::py
