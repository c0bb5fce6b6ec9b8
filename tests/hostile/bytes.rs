//! Bytes of bad files: packages, archives, PDF and compound files put together by hand, so that they can be wrong.

use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// A plan of our own in each format.
pub const DOCX: &[u8] =
    include_bytes!("../../corpus/formats/01-phu-cat-papi-2023.libreoffice.docx");
pub const ODT: &[u8] = include_bytes!("../../corpus/formats/01-phu-cat-papi-2023.libreoffice.odt");
pub const DOC: &[u8] = include_bytes!("../../corpus/formats/01-phu-cat-papi-2023.libreoffice.doc");
pub const PDF: &[u8] = include_bytes!("../../corpus/formats/01-phu-cat-papi-2023.libreoffice.pdf");
pub const RTF: &[u8] = include_bytes!("../../corpus/formats/01-phu-cat-papi-2023.libreoffice.rtf");

/// A zip file of these members, packed.
pub fn zipped(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        // Text packs well, and what is packed already does not.
        let method = match bytes.starts_with(b"PK") {
            true => CompressionMethod::Stored,
            false => CompressionMethod::Deflated,
        };
        let options = SimpleFileOptions::default().compression_method(method);
        zip.start_file(*name, options).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A zip file of empty members.
pub fn zip_of_many(count: usize) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for number in 0..count {
        let options = SimpleFileOptions::default();
        zip.start_file(format!("{number}.txt"), options).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// The record of a member that stands before it, or, in the directory, behind all of them.
fn zip_record(directory: bool, name: &str, flags: u16, size: u32, at: u32) -> Vec<u8> {
    let mut record = Vec::new();
    let (sign, made_by): (&[u8], &[u8]) = match directory {
        true => (b"PK\x01\x02", &[20, 0]),
        false => (b"PK\x03\x04", &[]),
    };
    record.extend(sign);
    record.extend(made_by);
    record.extend(20_u16.to_le_bytes());
    record.extend(flags.to_le_bytes());
    // Stored, without a time and a checksum.
    record.extend([0; 6]);
    record.extend([0; 4]);
    record.extend(size.to_le_bytes());
    record.extend(size.to_le_bytes());
    record.extend((name.len() as u16).to_le_bytes());
    record.extend(0_u16.to_le_bytes());
    if directory {
        record.extend([0; 10]);
        record.extend(at.to_le_bytes());
    }
    record.extend(name.as_bytes());
    record
}

/// A zip file whose directory says what it likes: name, flags, size and place of each member, behind `content`.
pub fn lying_zip(content: &[u8], members: &[(&str, u16, u32, u32)]) -> Vec<u8> {
    let mut zip = content.to_vec();
    for &(name, flags, size, at) in members {
        zip.extend(zip_record(true, name, flags, size, at));
    }
    let length = (zip.len() - content.len()) as u32;
    zip.extend(b"PK\x05\x06\0\0\0\0");
    zip.extend((members.len() as u16).to_le_bytes());
    zip.extend((members.len() as u16).to_le_bytes());
    zip.extend(length.to_le_bytes());
    zip.extend((content.len() as u32).to_le_bytes());
    zip.extend([0, 0]);
    zip
}

/// A zip file of so many members, each of this size by its word, that are all the same bytes.
pub fn overlapping(count: usize, size: u32) -> Vec<u8> {
    let names: Vec<String> = (0..count).map(|number| format!("{number}.txt")).collect();
    let members: Vec<_> = names
        .iter()
        .map(|name| (name.as_str(), 0, size, 0))
        .collect();
    lying_zip(&zip_member("0.txt", 0, b"x"), &members)
}

/// A member as it stands in a zip file.
pub fn zip_member(name: &str, flags: u16, bytes: &[u8]) -> Vec<u8> {
    let size = bytes.len() as u32;
    [zip_record(false, name, flags, size, 0), bytes.to_vec()].concat()
}

/// A zip file whose only member, by its places, is the file itself.
pub fn quine() -> Vec<u8> {
    let head = zip_record(false, "in.zip", 0, 200, 0);
    lying_zip(&head, &[("in.zip", 0, 150, 0)])
}

/// A tar file of one member of some kind, with a name and what it points to.
pub fn tarred(kind: tar::EntryType, name: &str, link: &str, size: u64, bytes: &[u8]) -> Vec<u8> {
    let mut header = tar::Header::new_ustar();
    header.as_mut_bytes()[..name.len()].copy_from_slice(name.as_bytes());
    if !link.is_empty() {
        header.set_link_name(link).unwrap();
    }
    header.set_entry_type(kind);
    header.set_size(size);
    header.set_cksum();
    let mut padded = bytes.to_vec();
    padded.resize(bytes.len().div_ceil(512) * 512 + 1024, 0);
    [header.as_bytes().to_vec(), padded].concat()
}

/// Packed by gzip.
pub fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(bytes).unwrap();
    gzip.finish().unwrap()
}

/// Packed as the streams of a PDF file are.
pub fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut zlib = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    zlib.write_all(bytes).unwrap();
    zlib.finish().unwrap()
}

/// A Word document with this body; `before` stands before its root element.
pub fn docx(before: &str, body: &str) -> Vec<u8> {
    let document = format!(
        "<?xml version='1.0'?>{before}<w:document xmlns:w='w'><w:body>{body}</w:body></w:document>"
    );
    zipped(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("word/document.xml", document.as_bytes()),
    ])
}

/// A paragraph of a Word document.
pub fn paragraph(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

/// An OpenDocument text with this body.
pub fn odt(body: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content xmlns:office='o' xmlns:text='t' xmlns:table='b'><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    );
    zipped(&[
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("content.xml", content.as_bytes()),
    ])
}

/// A workbook of one sheet with these rows, and these shared strings.
pub fn xlsx(rows: &str, strings: &str) -> Vec<u8> {
    let sheet = format!("<worksheet><sheetData>{rows}</sheetData></worksheet>");
    zipped(&[
        ("[Content_Types].xml", b"<Types/>"),
        (
            "xl/workbook.xml",
            b"<workbook><sheets><sheet name='a' sheetId='1'/></sheets></workbook>",
        ),
        (
            "xl/sharedStrings.xml",
            format!("<sst>{strings}</sst>").as_bytes(),
        ),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ])
}

/// A PDF file of these objects, the first being its catalogue, with these entries in the trailer.
pub fn pdf(objects: &[&[u8]], trailer: &str) -> Vec<u8> {
    let mut file = b"%PDF-1.5\n".to_vec();
    let mut places = Vec::new();
    for (number, object) in objects.iter().enumerate() {
        places.push(file.len());
        file.extend(format!("{} 0 obj\n", number + 1).bytes());
        file.extend(*object);
        file.extend(b"\nendobj\n");
    }
    let start = file.len();
    file.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    for place in places {
        file.extend(format!("{place:010} 00000 n \n").bytes());
    }
    let size = objects.len() + 1;
    file.extend(
        format!("trailer<</Size {size}/Root 1 0 R{trailer}>>\nstartxref\n{start}\n%%EOF\n").bytes(),
    );
    file
}

/// The objects of a PDF file with one page, whose box and content are these.
pub fn pdf_page(media_box: &str, filter: &str, content: &[u8]) -> Vec<u8> {
    let page = format!(
        "<</Type/Page/Parent 2 0 R/MediaBox[{media_box}]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>"
    );
    let head = format!("<</Length {}{filter}>>stream\n", content.len());
    let stream = [head.as_bytes(), content, b"\nendstream"].concat();
    let objects: [&[u8]; 5] = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        page.as_bytes(),
        &stream,
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ];
    pdf(&objects, "")
}

/// What draws a line of text on a page.
pub const DRAWN: &[u8] = b"BT /F1 12 Tf 72 700 Td (KE HOACH) Tj ET";

/// A compound file with these streams.
pub fn compound(streams: &[(&str, &[u8])]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    for (name, bytes) in streams {
        file.create_stream(name).unwrap().write_all(bytes).unwrap();
    }
    file.flush().unwrap();
    file.into_inner().into_inner()
}

/// The first so many hundredths of a file.
pub fn cut(bytes: &[u8], hundredths: usize) -> Vec<u8> {
    bytes[..bytes.len() * hundredths / 100].to_vec()
}

/// A file in which every byte at a multiple of `step` is another.
pub fn flipped(bytes: &[u8], step: usize) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    bytes
        .iter_mut()
        .step_by(step)
        .skip(1)
        .for_each(|byte| *byte ^= 0x55);
    bytes
}
