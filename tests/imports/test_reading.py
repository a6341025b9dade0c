"""Files as people really send them."""

import contextlib
import io
import zipfile

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.imports.reading import MOST_ROWS, read_table
from backend.imports.writing import as_csv, as_xlsx, safe
from backend.lib.errors import Invalid

TABLE = "Фамилия;Имя\r\nЖумабаева;Анара\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16"])
def test_russian_letters_survive_every_usual_encoding(encoding: str) -> None:
    lines = read_table(TABLE.encode(encoding))
    assert [line.cells for line in lines] == [["Фамилия", "Имя"], ["Жумабаева", "Анара"]]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_delimiter_is_found(delimiter: str) -> None:
    lines = read_table(TABLE.replace(";", delimiter).encode())
    assert lines[1].cells == ["Жумабаева", "Анара"]


def test_rows_keep_the_numbers_that_the_person_sees() -> None:
    lines = read_table(b"a;b\n\n1;2\n")
    assert [line.row for line in lines] == [1, 3]


def test_an_excel_file_reads_like_its_csv() -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["Год", "Зарплата"])
    book.worksheets[0].append([1990, 45000.0])
    buffer = io.BytesIO()
    book.save(buffer)
    assert read_table(buffer.getvalue())[1].cells == ["1990", "45000"]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"   \n ",
        b"only;a;heading\n",
        b"PK\x03\x04 not really a zip",
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\x00",
        ("a;b\n" + "1;2\n" * (MOST_ROWS + 1)).encode(),
    ],
)
def test_what_is_no_table_is_refused_in_plain_words(content: bytes) -> None:
    with pytest.raises(Invalid) as refusal:
        read_table(content)
    assert str(refusal.value.fields["file"]).endswith((".", "!"))


def test_a_zip_bomb_is_refused_before_it_opens() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(11):
            archive.writestr(f"{number}.xml", b"0" * 10 * 1024 * 1024)
    with pytest.raises(Invalid):
        read_table(buffer.getvalue())


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "|", "%", "\t=", "\ufeff=", " ="])
def test_a_cell_cannot_become_a_formula(start: str) -> None:
    assert safe(f"{start}cmd()").startswith("'")


@pytest.mark.parametrize("value", ["+996700123456", "-5", "3,5", "Ала-Тоо"])
def test_numbers_and_names_stay_as_they_are(value: str) -> None:
    assert safe(value) == value


words = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=12).filter(
    lambda word: safe(word) == word
)


@settings(deadline=None)  # a busy machine is not the question
@given(st.lists(st.tuples(words, words), min_size=1, max_size=5))
def test_what_is_written_reads_back(rows: list[tuple[str, str]]) -> None:
    for write in (as_csv, as_xlsx):
        lines = read_table(write(["a", "b"], rows))
        assert [tuple(line.cells) for line in lines[1:]] == rows


@given(st.binary(max_size=300))
def test_no_bytes_at_all_cause_anything_but_a_refusal(content: bytes) -> None:
    with contextlib.suppress(Invalid):
        read_table(content)
