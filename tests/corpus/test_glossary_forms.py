"""Terms of KEINO's glossary are found in the plural, with the definite article and in the genitive."""

import re

import pytest

from corpus.analysis import content_words
from corpus.glossary import GLOSSARY_FILE, read_glossary
from corpus.translation import Translator
from corpus.types import Language

_GLOSSARY = read_glossary(GLOSSARY_FILE)
_NO_PLURAL = re.compile(r"(?:ing|ness|advantageous|PFAS|Euro VI|Stage V|oneself|[^s]s)$")
"""Terms that are in the plural already, or of which there is none."""

_SWEDISH = {
    "enhet": "enheten enheter enheterna enhetens enheternas",
    "genomslag": "genomslaget genomslagets",
    "lag": "lagen lagar lagarna lagens lagarnas",
    "process": "processen processer processerna processens processernas",
    "kriterium": "kriteriet kriterier kriterierna kriteriets kriteriernas",
    "krav": "kravet kraven kravets kravens",
    "grund": "grunden grunder grunderna grundens grundernas",
    "villkor": "villkoret villkoren villkorets villkorens",
    "kontrakt": "kontraktet kontrakten kontraktets kontraktens",
    "avtal": "avtalet avtalen avtalets avtalens",
    "anbudsförfrågan": "anbudsförfrågningar anbudsförfrågningarna anbudsförfrågningarnas",
    "anbud": "anbudet anbuden anbudets anbudens",
    "anbudsgivare": "anbudsgivaren anbudsgivarna anbudsgivarens anbudsgivarnas",
    "leverantör": "leverantören leverantörer leverantörerna leverantörens leverantörernas",
    "dialog": "dialogen dialoger dialogerna dialogens dialogernas",
    "annons": "annonsen annonser annonserna annonsens annonsernas",
    "central": "centralen centraler centralerna centralens centralernas",
    "värde": "värdet värden värdena värdets värdenas",
    "kostnad": "kostnaden kostnader kostnaderna kostnadens kostnadernas",
    "bedömning": "bedömningen bedömningar bedömningarna bedömningens bedömningarnas",
    "åtagande": "åtagandet åtaganden åtagandena åtagandets åtagandenas",
    "part": "parten parter parterna partens parternas",
    "undertecknare": "undertecknaren undertecknarna undertecknarens undertecknarnas",
    "mål": "målet målen målets målens",
    "åtgärd": "åtgärden åtgärder åtgärderna åtgärdens åtgärdernas",
    "plan": "planen planer planerna planens planernas",
    "system": "systemet systemen systemets systemens",
    "grupp": "gruppen grupper grupperna gruppens gruppernas",
    "beställare": "beställaren beställarna beställarens beställarnas",
    "föregångare": "föregångaren föregångarna föregångarens föregångarnas",
    "kompetenscentrum": "kompetenscentret kompetenscentrets",
    "kommun": "kommunen kommuner kommunerna kommunens kommunernas",
    "stad": "staden städer städerna stadens städernas",
    "område": "området områden områdena områdets områdenas",
    "plats": "platsen platser platserna platsens platsernas",
    "maskin": "maskinen maskiner maskinerna maskinens maskinernas",
    "lastbil": "lastbilen lastbilar lastbilarna lastbilens lastbilarnas",
    "transport": "transporten transporter transporterna transportens transporternas",
    "klass": "klassen klasser klasserna klassens klassernas",
    "bränsle": "bränslet bränslen bränslena bränslets bränslenas",
    "utsläpp": "utsläppet utsläppen utsläppets utsläppens",
    "partikel": "partikeln partiklar partiklarna partikelns partiklarnas",
    "buller": "bullret bullrets",
    "damm": "dammet dammets",
    "avtryck": "avtrycket avtrycken avtryckets avtryckens",
    "entreprenad": "entreprenaden entreprenader entreprenaderna entreprenadens entreprenadernas",
    "entreprenör": "entreprenören entreprenörer entreprenörerna entreprenörens entreprenörernas",
    "byggherre": "byggherren byggherrar byggherrarna byggherrens byggherrarnas",
    "sanktion": "sanktionen sanktioner sanktionerna sanktionens sanktionernas",
    "vite": "vitet viten vitena vitets vitenas",
    "daghem": "daghemmet daghemmen daghemmets daghemmens",
    "miljö": "miljön miljöer miljöerna miljöns miljöernas",
    "ämne": "ämnet ämnen ämnena ämnets ämnenas",
    "kemikalie": "kemikalien kemikalier kemikalierna kemikaliens kemikaliernas",
    "effekt": "effekten effekter effekterna effektens effekternas",
    "ftalat": "ftalatet ftalater ftalaterna ftalatets ftalaternas",
    "leksak": "leksaken leksaker leksakerna leksakens leksakernas",
    "artikel": "artikeln artiklar artiklarna artikelns artiklarnas",
    "redskap": "redskapet redskapen redskapets redskapens",
    "madrass": "madrassen madrasser madrasserna madrassens madrassernas",
    "bestick": "besticket besticken bestickets bestickens",
    "tjänst": "tjänsten tjänster tjänsterna tjänstens tjänsternas",
    "medel": "medlet medlen medlets medlens",
    "märke": "märket märken märkena märkets märkenas",
    "produkt": "produkten produkter produkterna produktens produkternas",
    "bank": "banken banker bankerna bankens bankernas",
    "kartläggning": "kartläggningen kartläggningar kartläggningarna kartläggningens kartläggningarnas",
    "meddelande": "meddelandet meddelanden meddelandena meddelandets meddelandenas",
    "fråga": "frågan frågor frågorna frågans frågornas",
}
"""The declension of each last part that Swedish terms have, whatever stands before it."""


def _terms(language: Language) -> list[str]:
    return sorted({form for term in _GLOSSARY._terms for form in term.get(language, ())})


def _plural(term: str) -> str:
    if re.search(r"[^aeiou]y$", term):
        return f"{term[:-1]}ies"
    if term.endswith("criterion"):
        return f"{term[:-2]}a"
    return f"{term}es" if re.search(r"(?:s|x|z|ch|sh)$", term) else f"{term}s"


def _lemmas(text: str, language: Language) -> tuple[str, ...]:
    return tuple(word.lemma for word in content_words(text, language))


@pytest.mark.parametrize("term", _terms("en"))
def test_an_english_term_is_found_in_the_plural_and_the_genitive(term: str) -> None:
    forms = [f"the {term}", f"{term}'s", f"{term}’s", term.upper()]
    if not _NO_PLURAL.search(term) and term.islower():
        forms.append(_plural(term))
    assert {form: _lemmas(form, "en") for form in forms} == dict.fromkeys(forms, _lemmas(term, "en"))


@pytest.mark.parametrize("term", [term for term in _terms("sv") if any(term.endswith(last) for last in _SWEDISH)])
def test_a_swedish_term_is_found_in_its_other_forms(term: str) -> None:
    last = max((last for last in _SWEDISH if term.endswith(last)), key=len)
    forms = [term.removesuffix(last) + form for form in _SWEDISH[last].split()]
    assert {form: _lemmas(form, "sv") for form in forms} == dict.fromkeys(forms, _lemmas(term, "sv"))


@pytest.mark.parametrize(
    ("asked", "source", "target", "meant"),
    [
        ("tenderers", "en", "fi", "tarjoaja"),
        ("ecolabels", "en", "fi", "ympäristömerkki"),
        ("bisphenols", "en", "fi", "bisfenoli"),
        ("anbudsgivarnas", "sv", "fi", "tarjoaja"),
        ("vitet", "sv", "fi", "sanktio"),
        ("byggherrarna", "sv", "en", "developer"),
    ],
)
def test_what_is_asked_in_another_form_is_translated(
    asked: str, source: Language, target: Language, meant: str
) -> None:
    found = Translator(_GLOSSARY).translate(content_words(asked, source), source, target)
    assert meant in {tokens[0] for tokens, _ in found[0]}
