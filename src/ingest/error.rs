//! Why a file as a whole cannot be read: what it was, where it broke, which way out.

use std::io;

use crate::model::{Explain, Message};

/// What a file that is no file of payments looks like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LooksLike {
    /// «Выгрузка и загрузка данных XML» (`_1CV8DtUD`, or a bare object of the configuration).
    V8Exchange,
    /// «Универсальный обмен данными» (`ФайлОбмена`).
    ConversionExchange,
    /// CommerceML (`КоммерческаяИнформация`).
    CommerceMl,
    /// Text of a Belarusian client-bank program without the first line (`***** ^Type=…^ ^Acc=…^`)
    /// that tells whose account it is.
    BelarusClientBank,
    /// A statement of ISO 20022 (camt.052, 053, 054).
    Camt,
    /// A statement in MT940.
    Mt940,
    /// A message of `DirectBank`.
    DirectBank,
    /// Fast Infoset: XML written in binary.
    FastInfoset,
    /// XML with another root element, named here.
    OtherXml(String),
    /// HTML, most often the page of an expired bank session.
    Html,
    /// JSON.
    Json,
    /// PDF.
    Pdf,
    /// An Excel workbook (.xlsx, .xls).
    Excel,
    /// An `OpenDocument` or Word file.
    Office,
    /// A file of 1C itself: an infobase, a dump, an external processor.
    OneCFile,
    /// An archive that is not zip (rar, 7z, gzip).
    OtherArchive,
    /// A picture.
    Image,
    /// Bytes that are no text.
    Binary,
    /// Text, but of no format known here.
    Unknown,
}

impl LooksLike {
    /// The key of the phrase that names it and says which export to use.
    const fn key(&self) -> &'static str {
        match self {
            Self::V8Exchange => "format-v8-exchange",
            Self::ConversionExchange => "format-conversion-exchange",
            Self::CommerceMl => "format-commerceml",
            Self::BelarusClientBank => "format-belarus-client-bank",
            Self::Camt => "format-camt",
            Self::Mt940 => "format-mt940",
            Self::DirectBank => "format-direct-bank",
            Self::FastInfoset => "format-fast-infoset",
            Self::OtherXml(_) => "format-other-xml",
            Self::Html => "format-html",
            Self::Json => "format-json",
            Self::Pdf => "format-pdf",
            Self::Excel => "format-excel",
            Self::Office => "format-office",
            Self::OneCFile => "format-onec-file",
            Self::OtherArchive => "format-other-archive",
            Self::Image => "format-image",
            Self::Binary => "format-binary",
            Self::Unknown => "format-unknown",
        }
    }

    fn explain(&self) -> Message {
        let message = Message::new(self.key());
        match self {
            Self::OtherXml(root) => message.with("root", root.as_str()),
            _ => message,
        }
    }
}

/// What is wrong with an XML file as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum XmlFault {
    /// The file ends before its root element is closed.
    Cut,
    /// A tag, quote, comment or entity is not written as XML wants it.
    Syntax(String),
    /// A control character, which XML forbids; the code point.
    ControlCharacter(u32),
    /// An entity that nobody declared.
    UnknownEntity(String),
    /// A document type declaration.
    DocumentType,
    /// Elements nested deeper than any EnterpriseData document.
    TooDeep,
    /// A tag, a text or an attribute longer than the bound.
    TooLong,
    /// Something but white space after the root element.
    TrailingGarbage,
    /// Neither `Message` with a `Body` in it, nor `Body`.
    NoBody,
    /// Bytes that are no text in the file's encoding.
    Encoding,
}

impl XmlFault {
    fn explain(&self) -> Message {
        match self {
            Self::Cut => Message::new("ingest-xml-cut"),
            Self::Syntax(detail) => Message::new("ingest-xml-syntax").with("detail", detail.as_str()),
            Self::ControlCharacter(code) => {
                Message::new("ingest-xml-control-character").with("code", format!("U+{code:04X}"))
            }
            Self::UnknownEntity(name) => Message::new("ingest-xml-entity").with("name", name.as_str()),
            Self::DocumentType => Message::new("ingest-xml-document-type"),
            Self::TooDeep => Message::new("ingest-xml-too-deep"),
            Self::TooLong => Message::new("ingest-xml-too-long"),
            Self::TrailingGarbage => Message::new("ingest-xml-trailing"),
            Self::NoBody => Message::new("ingest-xml-no-body"),
            Self::Encoding => Message::new("ingest-xml-encoding"),
        }
    }
}

/// Why nothing of a file can be taken.
#[derive(Debug, thiserror::Error)]
pub enum IngestError {
    /// There is no such file, or it may not be opened.
    #[error("cannot open {file}: {source}")]
    Missing {
        /// The file as it was named.
        file: String,
        /// What the system said.
        source: io::Error,
    },
    /// It is a folder.
    #[error("{file} is a folder")]
    Folder {
        /// The folder as it was named.
        file: String,
    },
    /// It is neither file nor folder (a socket, a device).
    #[error("{file} is no regular file")]
    NotAFile {
        /// The path as it was named.
        file: String,
    },
    /// It has no bytes, or white space only.
    #[error("{file} is empty")]
    Empty {
        /// The file.
        file: String,
    },
    /// Reading broke off.
    #[error("cannot read {file}: {source}")]
    Unreadable {
        /// The file.
        file: String,
        /// What the system said.
        source: io::Error,
    },
    /// It is something else than payments.
    #[error("{file} is no file of payments: {looks_like:?}")]
    NotPayments {
        /// The file.
        file: String,
        /// What it looks like.
        looks_like: LooksLike,
    },
    /// A zip archive that does not hold exactly one file of payments.
    #[error("{file}: the archive holds {entries} files, one is wanted")]
    ZipEntries {
        /// The archive.
        file: String,
        /// How many files are in it.
        entries: u64,
    },
    /// A zip archive that unpacks to more than the bound.
    #[error("{file}: the archive unpacks to more than {megabytes} MB")]
    ZipTooLarge {
        /// The archive.
        file: String,
        /// The bound.
        megabytes: u64,
    },
    /// A zip archive that is damaged, encrypted or packed by an unknown method.
    #[error("{file}: the archive cannot be unpacked: {detail}")]
    ZipDamaged {
        /// The archive.
        file: String,
        /// Technical detail, made harmless.
        detail: String,
    },
    /// Every Cyrillic letter was replaced: the file was decoded wrongly and saved.
    #[error("{file}, line {line}: letters were lost by a wrong conversion")]
    LettersLost {
        /// The file.
        file: String,
        /// The first such line.
        line: u64,
    },
    /// The text changes its encoding on the way, so that some letters would be read wrongly.
    #[error("{file}, line {line}: not a text in {encoding}")]
    MixedEncoding {
        /// The file.
        file: String,
        /// The first line that does not fit.
        line: u64,
        /// The encoding of everything before.
        encoding: &'static str,
    },
    /// Some lines of the header end with CR LF, others with LF alone: documents would pass unseen.
    #[error("{file}, line {line}: line ends are mixed")]
    MixedLineEnds {
        /// The file.
        file: String,
        /// The line.
        line: u64,
    },
    /// A line longer than the bound.
    #[error("{file}, line {line}: the line is longer than {bytes} bytes")]
    LineTooLong {
        /// The file.
        file: String,
        /// The line.
        line: u64,
        /// The bound.
        bytes: u64,
    },
    /// An XML file that is damaged as a whole.
    #[error("{file}, line {line}: {fault:?}")]
    Xml {
        /// The file.
        file: String,
        /// The line.
        line: u64,
        /// What is wrong there.
        fault: XmlFault,
    },
}

impl Explain for IngestError {
    fn explain(&self) -> Message {
        match self {
            Self::Missing { file, source } if source.kind() == io::ErrorKind::NotFound => {
                Message::new("ingest-missing").with("file", file.as_str())
            }
            Self::Missing { file, source } => {
                Message::new("ingest-closed").with("file", file.as_str()).with("detail", source.to_string())
            }
            Self::Folder { file } => Message::new("ingest-folder").with("file", file.as_str()),
            Self::NotAFile { file } => Message::new("ingest-not-a-file").with("file", file.as_str()),
            Self::Empty { file } => Message::new("ingest-empty").with("file", file.as_str()),
            Self::Unreadable { file, source } => {
                Message::new("ingest-unreadable").with("file", file.as_str()).with("detail", source.to_string())
            }
            Self::NotPayments { file, looks_like } => {
                Message::new("ingest-not-payments").with("file", file.as_str()).with("what", looks_like.explain())
            }
            Self::ZipEntries { file, entries } => {
                Message::new("ingest-zip-entries").with("file", file.as_str()).with("entries", *entries)
            }
            Self::ZipTooLarge { file, megabytes } => {
                Message::new("ingest-zip-too-large").with("file", file.as_str()).with("megabytes", *megabytes)
            }
            Self::ZipDamaged { file, detail } => {
                Message::new("ingest-zip-damaged").with("file", file.as_str()).with("detail", detail.as_str())
            }
            Self::LettersLost { file, line } => place("ingest-letters-lost", file, *line),
            Self::MixedEncoding { file, line, encoding } => {
                place("ingest-mixed-encoding", file, *line).with("encoding", *encoding)
            }
            Self::MixedLineEnds { file, line } => place("ingest-mixed-line-ends", file, *line),
            Self::LineTooLong { file, line, bytes } => {
                place("ingest-line-too-long", file, *line).with("kilobytes", bytes / 1024)
            }
            Self::Xml { file, line, fault } => place("ingest-xml", file, *line).with("what", fault.explain()),
        }
    }
}

/// A phrase that names a place. The line is text: as a number it would be grouped by thousands.
fn place(key: &str, file: &str, line: u64) -> Message {
    Message::new(key).with("file", file).with("line", line.to_string())
}
