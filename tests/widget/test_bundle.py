"""The modules become one script: in order, without what only readers need, and never with a name twice."""

import gzip
from pathlib import Path

import pytest

from assistant.widget.bundle import SOURCE, BundleError, bundle
from assistant.widget.squeeze import squeeze_script, squeeze_styles
from tests.widget.site import config

MOST_BYTES = 30_000


def _source(folder: Path, **modules: str) -> Path:
    for name, code in modules.items():
        (folder / f"{name}.js").write_text(code, encoding="utf-8")
    return folder


def test_a_module_stands_after_those_that_it_imports(tmp_path: Path) -> None:
    source = _source(
        tmp_path,
        element='import { b } from "./b.js";\nimport {\n  CONFIG,\n} from "./config.js";\nb(CONFIG);\n',
        b='import { a } from "./a.js";\nexport function b() { return a; }\n',
        a="export const a = 1;\n",
    )
    script = bundle({"keep_days": 1}, source)
    assert script.index("const a") < script.index("function b") < script.index("b(CONFIG)")
    assert '{"keep_days":1,' in script
    assert "import" not in script
    assert "export" not in script


def test_a_module_that_two_others_import_comes_once(tmp_path: Path) -> None:
    needs = 'import { a } from "./a.js";\n'
    element = f'{needs}import {{ b }} from "./b.js";\na(b);\n'
    source = _source(tmp_path, element=element, b=f"{needs}export const b = a;\n", a="export const a = String;\n")
    assert bundle({}, source).count("const a=String") == 1


@pytest.mark.parametrize(
    ("modules", "told"),
    [
        ({"element": 'import { a } from "./a.js";\n'}, "a.js is imported but"),
        ({"element": 'import { a } from "./a.js";\nlet x;\n', "a": "let x;\n"}, "x is also a name of a.js"),
        (
            {"element": 'import { a } from "./a.js";\n', "a": 'import { e } from "./element.js";\n'},
            "import one another",
        ),
        ({"element": 'import * as a from "./a.js";\n', "a": ""}, "must be: import { name }"),
        ({"element": 'import { a as b } from "./a.js";\n', "a": ""}, "must be: import { name }"),
        ({"element": "export default 1;\n"}, "or export a name"),
    ],
)
def test_what_cannot_be_joined_is_named(tmp_path: Path, modules: dict[str, str], told: str) -> None:
    with pytest.raises(BundleError) as caught:
        bundle({}, _source(tmp_path, **modules))
    assert told in str(caught.value)


def test_the_languages_stand_side_by_side(tmp_path: Path) -> None:
    source = _source(tmp_path, element='import { CONFIG } from "./config.js";\n')
    texts = {language: {"talk": {"send": f"send {language}"}} for language in ("fi", "sv", "en")}
    assert '{"talk":{"send":["send fi","send sv","send en"]}}' in bundle({"texts": texts}, source)


def test_nothing_in_the_settings_can_end_the_script_element_that_a_site_puts_it_into(tmp_path: Path) -> None:
    script = bundle({"name": "</script><!--"}, _source(tmp_path, element='import { C } from "./config.js";\n'))
    assert "<" not in script.split("\n")[2]


def test_the_whole_widget_is_small() -> None:
    assert SOURCE.exists()
    assert len(gzip.compress(bundle(config()).encode(), 9)) < MOST_BYTES


@pytest.mark.parametrize(
    ("code", "tight"),
    [
        ("const a = 1; // why\nconst b = 2;\n", "const a=1;const b=2;"),
        ('f("a  //  b", `c  ${d}  /* e */`);\n', 'f("a  //  b",`c  ${d}  /* e */`);'),
        ("f( `a ${b.map((c) => `${c}:  1`)}  d` );", "f(`a ${b.map((c) => `${c}:  1`)}  d`);"),
        ("if (/[/ ]  \\/\\/x/.test(a)) b();", "if(/[/ ]  \\/\\/x/.test(a))b();"),
        ("return /a  b/u;", "return/a  b/u;"),
        ("x = a / b / c; y = a + +b;", "x=a / b / c;y=a + +b;"),
        ("class A {\n  #b = 1;\n\n  c() {\n  }\n\n  d() {}\n}\nf();\n", "class A{#b=1;c(){}d(){}}f();"),
    ],
)  # fmt: skip
def test_white_space_goes_from_code_and_stays_in_texts(code: str, tight: str) -> None:
    assert squeeze_script(code).strip() == tight.strip()


def test_a_style_keeps_its_meaning() -> None:
    styles = '/* why */\na > b :is(c, d) { color: red; content: "\\2009  x"; width: calc(1em + 2px); }\n'
    assert squeeze_styles(styles) == 'a>b :is(c,d){color:red;content:"\\2009  x";width:calc(1em + 2px)}'
