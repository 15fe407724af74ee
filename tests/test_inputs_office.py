"""Word documents and OpenDocument texts, made here so that every byte of them is known."""

# ruff: noqa: E501 - XML reads better unbroken
from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest

from confidcheck import cli
from confidcheck.errors import InputError
from confidcheck.inputs import read_bytes, read_path
from confidcheck.inputs.office import MOST_XML

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
STRICT = 'xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"'
WP = 'xmlns:wp="x" xmlns:mc="y" xmlns:wps="z"'
ODF = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:draw="d" xmlns:svg="s" xmlns:meta="m" xmlns:style="st"'
)
BODY = f"""<w:document {W} {WP}><w:body>
<w:p><w:r><w:t>I saw </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>my client</w:t><w:tab/><w:t>Jess 👋</w:t></w:r></w:p>
<w:p><w:r><w:t>She is </w:t></w:r><w:del><w:r><w:delText>14</w:delText></w:r></w:del><w:ins><w:r><w:t>young</w:t></w:r></w:ins></w:p>
<w:p><w:r><w:instrText>HYPERLINK "http://x"</w:instrText><w:drawing><wp:docPr descr="A sand tray" name="Picture 1"/></w:drawing></w:r></w:p>
<w:p><mc:AlternateContent><mc:Choice><wps:txbx><w:p><w:r><w:t>In a box</w:t></w:r></w:p></wps:txbx></mc:Choice>
<mc:Fallback><w:p><w:r><w:t>In a box</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent><w:r><w:t>around</w:t></w:r></w:p>
<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Leeds</w:t><w:br/><w:t>&amp; York</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
</w:body></w:document>"""
CONTENT = f"""<office:document-content {ODF}><office:body><office:text>
<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><office:change-info><dc:creator>Me</dc:creator>
</office:change-info><text:p>14</text:p></text:deletion></text:changed-region></text:tracked-changes>
<text:h>My &amp; post</text:h>
<text:p>I saw <text:span>my client</text:span><text:tab/>Jess<text:s text:c="2"/>👋<office:annotation><dc:creator>Me</dc:creator>
<dc:date>2026</dc:date><text:p>check her name</text:p></office:annotation> today<text:note><text:note-citation>1</text:note-citation>
<text:note-body><text:p>From Leeds</text:p></text:note-body></text:note>.</text:p>
<text:p>She is <text:change text:change-id="c1"/>young<text:line-break/>still</text:p>
<text:p><draw:frame><draw:image/><svg:desc>A sand tray</svg:desc></draw:frame></text:p>
</office:text></office:body></office:document-content>"""


def packed(compression: int = zipfile.ZIP_DEFLATED, /, **parts: str | bytes) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", compression) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return data.getvalue()


def docx(body: str = BODY, **parts: str) -> bytes:
    return packed(**{"[Content_Types].xml": "<a/>", "word/document.xml": body, **parts})


def words(data: bytes, name: str) -> list[str]:
    draft = read_bytes(data, name, name[-5:] if name.endswith("docx") else name[-4:])
    assert draft.encoding is None
    assert draft.original == draft.text
    for start, end in ((0, 1), (0, len(draft.text))):
        assert draft.to_source(start, end) == (start, end)
    return draft.text.split("\n\n")


def test_a_word_document_is_read_with_boxes_tables_and_alternative_texts():
    assert words(docx(), "a.docx") == [
        "I saw my client\tJess 👋",
        "She is young",
        "She is 14",
        "A sand tray",
        "In a box",
        "around",
        "Leeds\n& York",
    ]


def test_what_stands_beside_the_text_of_a_word_document_is_read():
    parts = {
        "word/comments.xml": f"<w:comments {W}><w:comment><w:p><w:r><w:t>is this Jess?</w:t></w:r></w:p></w:comment></w:comments>",
        "word/footnotes.xml": f"<w:footnotes {W}><w:footnote><w:p><w:r><w:t>a note</w:t></w:r></w:p></w:footnote></w:footnotes>",
        "word/header1.xml": f"<w:hdr {W}><w:p><w:r><w:t>a header</w:t></w:r></w:p></w:hdr>",
        "docProps/core.xml": '<cp:coreProperties xmlns:cp="c" xmlns:dc="d"><dc:title>A title</dc:title><dc:creator>Me</dc:creator>'
        "</cp:coreProperties>",
    }
    body = f"<w:document {STRICT}><w:body><w:p><w:r><w:t>text</w:t></w:r></w:p></w:body></w:document>"
    assert words(docx(body, **parts), "a.docx") == ["A title", "text", "is this Jess?", "a note", "a header"]


def test_an_open_document_is_read_with_notes_comments_and_changes():
    meta = f"<office:document-meta {ODF}><office:meta><dc:title>A title</dc:title><dc:creator>Me</dc:creator></office:meta></office:document-meta>"
    styles = f"<office:document-styles {ODF}><style:footer><text:p>a footer</text:p></style:footer></office:document-styles>"
    data = packed(**{"mimetype": "x", "content.xml": CONTENT, "meta.xml": meta, "styles.xml": styles})
    assert words(data, "a.odt") == [
        "A title",
        "My & post",
        "I saw my client\tJess  👋 today.",
        "check her name",
        "From Leeds",
        "She is young\nstill",
        "She is 14young\nstill",
        "A sand tray",
        "a footer",
    ]


# By other programs: every feature they write holds a word of its own, W and capitals

OTHERS = Path(__file__).parent / "data" / "office"
UNREAD = {"WAUTHOR", "WCAUTHOR", "WPAUTHOR", "WLAST", "WIDENT"}  # who wrote it, who changed it, numbers
NAMES = {
    "WALIAS",
    "WALTNAME",
    "WBOOKMARKID",
    "WCUSTOMNAME",
    "WFRAMENAME",
    "WSECTIONNAME",
    "WTABLENAME",
    "WTOCALIAS",
    "WUSERNAME",
}
NEITHER = {"WCHOICE", "WINSTR", "WPHDESC"}  # a list to choose from, a field's orders, a hint beside a field


@pytest.mark.parametrize("name", ["docx-js.docx", "odfpy.odt", "pandoc.docx", "pandoc.odt", "python-docx.docx"])
def test_of_documents_by_other_programs_everything_is_read_but_what_the_documentation_says(name: str):
    path = OTHERS / name
    with zipfile.ZipFile(path) as archive:
        parts = [archive.read(part).decode() for part in archive.namelist() if part.endswith(".xml")]
    there = {word for part in parts for word in re.findall(r"\bW[A-Z]{3,}\b", part)}
    draft = read_path(path)
    unread = {word for word in there if word not in draft.text}
    assert len(there - unread) > 20
    assert unread <= UNREAD | NAMES | NEITHER
    assert "I saw my client WRUNS" in draft.text  # in three runs
    assert "wtarget@" not in draft.text  # an address behind a link


def test_a_document_that_holds_another_is_not_called_read():
    body = BODY.replace("</w:body>", "<w:altChunk/></w:body>")
    with pytest.raises(InputError, match=r"^a\.docx: holds another document inside; open it, save it again"):
        read_bytes(docx(body), "a.docx", ".docx")


def test_charts_and_drawings_of_a_word_document_are_read():
    chart = (
        '<c:chart xmlns:c="c" xmlns:a="a"><c:title><a:p><a:r><a:t>Sessions</a:t></a:r></a:p></c:title><c:cat><c:strRef>'
        "<c:strCache><c:pt><c:v>Jess</c:v></c:pt><c:pt><c:v>Tom</c:v></c:pt></c:strCache></c:strRef></c:cat>"
        "<c:numCache><c:pt><c:v>7</c:v></c:pt></c:numCache></c:chart>"
    )
    smart = (
        '<d:dataModel xmlns:d="d" xmlns:a="a"><d:pt><d:t><a:p><a:r><a:t>my client</a:t></a:r></a:p></d:t></d:pt></d:dataModel>'
    )
    body = f"<w:document {W}><w:body/></w:document>"
    data = docx(body, **{"word/charts/chart1.xml": chart, "word/diagrams/data1.xml": smart})
    assert words(data, "a.docx") == ["Sessions", "Jess", "Tom", "my client"]


def test_a_chart_and_a_hidden_text_of_an_open_document_are_read():
    content = CONTENT.replace("<text:h>", '<text:p>x<text:hidden-text text:string-value="out of sight"/></text:p><text:h>')
    chart = f"<office:document-content {ODF}><office:body><office:chart><text:p>Jess</text:p></office:chart></office:body></office:document-content>"
    read = words(packed(**{"content.xml": content, "Object 1/content.xml": chart}), "a.odt")
    assert {"out of sight", "Jess"} <= set(read)


def test_an_empty_document_is_an_empty_draft():
    assert read_bytes(docx(f"<w:document {W}><w:body/></w:document>"), "a.docx", ".docx").text == ""


BOMB = f"<w:document {W}>" + " " * MOST_XML
ENTITIES = (
    f'<!DOCTYPE x [<!ENTITY a "Jess">]><w:document {W}><w:body><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:body></w:document>'
)
PASSWORD = {"content.xml": b"\x00\x01Jess", "META-INF/manifest.xml": "<manifest:encryption-data/>"}
ENCRYPTED = bytearray(docx("<Jess/>"))
ENCRYPTED[ENCRYPTED.rindex(b"PK\x01\x02") + 8] |= 1
DAMAGED = bytearray(docx())
DAMAGED[len(DAMAGED) // 3] ^= 0xFF


@pytest.mark.parametrize(
    ("data", "suffix", "says"),
    [
        (b"Jess", ".docx", "damaged"),
        (b"", ".odt", "damaged"),
        (docx()[:400], ".docx", "damaged"),
        (bytes(DAMAGED), ".docx", "damaged"),
        (docx("<w:document>Jess"), ".docx", "damaged"),
        (packed(**{"word/other.xml": "<Jess/>"}), ".docx", "damaged"),
        (packed(**{"a.xml": "<Jess/>"}), ".odt", "damaged"),
        (docx(ENTITIES), ".docx", "damaged"),
        (docx(BOMB), ".docx", "unpacks to more than 20 MB"),
        (packed(zipfile.ZIP_BZIP2, **{"word/document.xml": BOMB}), ".docx", "damaged"),
        (packed(**PASSWORD), ".odt", "password"),
        (bytes(ENCRYPTED), ".docx", "password"),
        (b"\xd0\xcf\x11\xe0 Jess", ".doc", "old Word file"),
        (docx(), ".txt", "under its own name"),
        (b"%PDF-1.7 Jess", ".pdf", "PDF"),
        (b"{\\rtf1 Jess}", ".rtf", "rich text"),
    ],
)
def test_what_is_no_sound_document_is_one_line_without_a_word_of_it(data: bytes, suffix: str, says: str):
    with pytest.raises(InputError) as caught:
        read_bytes(data, f"post{suffix}", suffix)
    message = str(caught.value)
    assert message.startswith(f"post{suffix}: ")
    assert says in message
    assert "\n" not in message
    assert "Jess" not in message


def test_on_the_command_line_a_damaged_document_is_status_two(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    path = tmp_path / "post.docx"
    path.write_bytes(b"PK\x03\x04 Jess")
    assert cli.run([str(path)]) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert "Jess" not in err


def test_a_document_may_hold_pictures_bigger_than_a_text_may_be():
    assert read_bytes(
        packed(zipfile.ZIP_STORED, **{"word/document.xml": BODY, "word/media/a.png": b"\x01" * 6_000_000}), "a", ".docx"
    ).text
