//! Prefixes, attributes and references: the little of XML namespaces that the format needs.
//!
//! Objects are told by local name. An extension of the format puts elements of its own namespace
//! into any object; those are foreign and passed over, whatever their local names are.

use quick_xml::events::{BytesRef, BytesStart};

use crate::ingest::XmlFault;
use crate::text::harmless_line;

/// Stands in every namespace of the format: `http://v8.1c.ru/edi/edi_stnd/EnterpriseData/1.8`.
pub(super) const FORMAT: &str = "EnterpriseData";

/// Prefixes remembered; 1C generates `d2p1` to `d9p1`.
const PREFIXES_MAX: usize = 64;

/// Which prefixes mean the format.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// Prefixes of the format's namespace, the empty one aside.
    ours: Vec<String>,
    /// The default namespace is the format's: nearly every name of a file is judged by this alone.
    is_default_ours: bool,
}

impl Names {
    /// Takes the declarations of an element outside `Body`.
    pub(super) fn declare(&mut self, tag: &BytesStart<'_>) -> Result<(), XmlFault> {
        for (prefix, namespace) in declarations(tag)? {
            if namespace.contains(FORMAT) {
                self.add(prefix);
            }
        }
        Ok(())
    }

    /// Takes the declarations of `Body`, whose own prefix is the format's in any case. The answer
    /// is the namespace that it declares for itself.
    pub(super) fn open_body(&mut self, tag: &BytesStart<'_>, prefix: &str) -> Result<String, XmlFault> {
        self.declare(tag)?;
        self.add(prefix.to_owned());
        let own = declarations(tag)?.into_iter().find(|(declared, _)| declared == prefix);
        Ok(own.map(|(_, namespace)| namespace).unwrap_or_default())
    }

    /// Whether an element inside `Body` is of the format.
    pub(super) fn belongs(
        &mut self,
        prefix: &str,
        tag: &BytesStart<'_>,
        has_attributes: bool,
    ) -> Result<bool, XmlFault> {
        if has_attributes {
            for (declared, namespace) in declarations(tag)? {
                if namespace.contains(FORMAT) {
                    self.add(declared);
                } else if declared == prefix {
                    return Ok(false);
                }
            }
        }
        Ok(if prefix.is_empty() { self.is_default_ours } else { self.ours.iter().any(|ours| ours == prefix) })
    }

    fn add(&mut self, prefix: String) {
        if prefix.is_empty() {
            self.is_default_ours = true;
        } else if self.ours.len() < PREFIXES_MAX && !self.ours.contains(&prefix) {
            self.ours.push(prefix);
        }
    }
}

/// The namespace declarations of an element: prefix and namespace.
fn declarations(tag: &BytesStart<'_>) -> Result<Vec<(String, String)>, XmlFault> {
    let mut found = Vec::new();
    for attribute in tag.attributes() {
        let attribute = attribute.map_err(|error| syntax(&error))?;
        let key = attribute.key.into_inner();
        if key == "xmlns" {
            found.push((String::new(), attribute.value.into_owned()));
        } else if let Some(prefix) = key.strip_prefix("xmlns:") {
            found.push((prefix.to_owned(), attribute.value.into_owned()));
        }
    }
    Ok(found)
}

/// Checks that attributes are written as XML wants them and name no unknown entity.
pub(super) fn check_attributes(tag: &BytesStart<'_>) -> Result<(), XmlFault> {
    for attribute in tag.attributes() {
        let attribute = attribute.map_err(|error| syntax(&error))?;
        let value = attribute.value.as_ref();
        if value.contains('<') {
            return Err(XmlFault::Syntax("< in an attribute".to_owned()));
        }
        for piece in value.split('&').skip(1) {
            let Some((entity, _)) = piece.split_once(';') else {
                return Err(XmlFault::Syntax("& in an attribute".to_owned()));
            };
            resolve(&BytesRef::new(entity))?;
        }
    }
    Ok(())
}

/// The letter of a reference. Only the five entities of XML itself are known; characters that XML
/// forbids stay forbidden when they are written as numbers.
pub(super) fn resolve(reference: &BytesRef<'_>) -> Result<char, XmlFault> {
    if let Some(letter) = reference.resolve_char_ref().map_err(|error| syntax(&error))? {
        return match letter {
            '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {
                Err(XmlFault::ControlCharacter(u32::from(letter)))
            }
            _ => Ok(letter),
        };
    }
    match &**reference {
        "lt" => Ok('<'),
        "gt" => Ok('>'),
        "amp" => Ok('&'),
        "quot" => Ok('"'),
        "apos" => Ok('\''),
        other => Err(XmlFault::UnknownEntity(harmless_line(&other.chars().take(40).collect::<String>()))),
    }
}

fn syntax(error: &dyn std::fmt::Display) -> XmlFault {
    XmlFault::Syntax(harmless_line(&error.to_string()))
}

/// Prefix and local name.
pub(super) fn split(name: &str) -> (&str, &str) {
    match memchr::memchr(b':', name.as_bytes()) {
        None => ("", name),
        Some(at) => {
            name.split_at_checked(at).map_or(("", name), |(prefix, rest)| (prefix, rest.trim_start_matches(':')))
        }
    }
}

/// The version that a namespace of the format ends with; none during a handshake.
pub(super) fn version(namespace: &str) -> Option<(u32, u32)> {
    let mut numbers = namespace.trim().rsplit('/').next()?.split('.');
    let (major, minor) = (numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?);
    Some((major, minor))
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("http://v8.1c.ru/edi/edi_stnd/EnterpriseData/1.8", Some((1, 8)))]
    #[case("http://v8.1c.ru/edi/edi_stnd/EnterpriseData/1.21", Some((1, 21)))]
    #[case("http://v8.1c.ru/edi/edi_stnd/EnterpriseData/1.8.6", Some((1, 8)))]
    #[case("http://v8.1c.ru/edi/edi_stnd/EnterpriseData", None)]
    #[case("", None)]
    fn versions(#[case] namespace: &str, #[case] expected: Option<(u32, u32)>) {
        assert_eq!(version(namespace), expected);
    }

    #[test]
    fn forbidden_characters_stay_forbidden_as_numbers() {
        assert_eq!(resolve(&BytesRef::new("#1")), Err(XmlFault::ControlCharacter(1)));
        assert_eq!(resolve(&BytesRef::new("#x41")), Ok('A'));
        assert_eq!(resolve(&BytesRef::new("nbsp")), Err(XmlFault::UnknownEntity("nbsp".to_owned())));
        assert!(resolve(&BytesRef::new("#xD800")).is_err());
    }
}
