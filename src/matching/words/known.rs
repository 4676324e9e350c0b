//! Words that were met before, with what was found out of them. A batch has many words and few that
//! differ, and every pass over a purpose asks each of dozens of lists. What is remembered is what the
//! lists say and nothing else, so no answer depends on it; nothing of a payment or a register may come in.

use std::borrow::Cow;
use std::cell::{Cell, OnceCell, RefCell};
use std::collections::HashMap;
use std::ops::Deref;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::matching::names::{latin, stem_of_latin};

/// Questions whose answers a word remembers: two of each list and those that are named here.
const QUESTIONS: usize = 512;
const PARTS: usize = QUESTIONS / 64;

/// A question with the answer yes or no that follows from the letters of a word alone.
#[derive(Debug, Clone, Copy)]
pub(in crate::matching) struct Question(usize);

impl Question {
    /// Whether it says nothing but what was bought.
    pub(in crate::matching) const OBJECT: Self = Self(0);
    /// Whether it ends as adjectives do.
    pub(in crate::matching) const ADJECTIVE: Self = Self(1);
    /// Whether it is one of several.
    pub(in crate::matching) const ORDINAL: Self = Self(2);
    /// Whether it begins no name.
    pub(in crate::matching) const COMMON: Self = Self(3);
    /// Whether it is a patronymic.
    pub(in crate::matching) const PATRONYMIC: Self = Self(4);

    /// A question of its own. Past the last that a word can remember it is asked anew every time.
    pub(super) fn new() -> Self {
        static NEXT: AtomicUsize = AtomicUsize::new(Question::PATRONYMIC.0 + 1);
        Self(NEXT.fetch_add(1, Ordering::Relaxed))
    }
}

impl Default for Question {
    fn default() -> Self {
        Self(QUESTIONS)
    }
}

/// What questions are asked of: a text, or a word that remembers the answers.
pub(in crate::matching) trait Asked {
    /// Its letters.
    fn letters(&self) -> &str;

    /// The answer, found out by `find` where it is not remembered.
    fn answer(&self, _question: Question, find: impl FnOnce() -> bool) -> bool {
        find()
    }

    /// The month that it names, found out by `find` where it is not remembered.
    fn month(&self, find: impl FnOnce() -> Option<i8>) -> Option<i8> {
        find()
    }
}

impl Asked for str {
    fn letters(&self) -> &str {
        self
    }
}

impl Asked for String {
    fn letters(&self) -> &str {
        self
    }
}

impl Asked for Cow<'_, str> {
    fn letters(&self) -> &str {
        self
    }
}

impl<T: Asked + ?Sized> Asked for &T {
    fn letters(&self) -> &str {
        (**self).letters()
    }

    fn answer(&self, question: Question, find: impl FnOnce() -> bool) -> bool {
        (**self).answer(question, find)
    }

    fn month(&self, find: impl FnOnce() -> Option<i8>) -> Option<i8> {
        (**self).month(find)
    }
}

/// What was found out of a word.
#[derive(Debug)]
struct Known {
    text: Rc<str>,
    count: usize,
    asked: [Cell<u64>; PARTS],
    answers: [Cell<u64>; PARTS],
    month: OnceCell<Option<i8>>,
    latin: OnceCell<Arc<str>>,
    stem: OnceCell<Arc<str>>,
}

/// A folded word that remembers what was asked of it.
#[derive(Debug, Clone)]
pub(in crate::matching) struct KnownWord(Rc<Known>);

/// Words that a thread remembers; with one more it begins anew.
const MET_AT_MOST: usize = 16_384;
/// Bytes of the longest word that is remembered.
const LONGEST: usize = 64;
/// Digits of the longest figure that is remembered: longer ones hardly come again.
const LONGEST_FIGURE: usize = 4;

thread_local! {
    static MET: RefCell<HashMap<Rc<str>, KnownWord>> = RefCell::default();
}

impl KnownWord {
    /// The word of these folded letters.
    pub(in crate::matching) fn of(text: &str) -> Self {
        let is_figure = text.as_bytes().first().is_some_and(u8::is_ascii_digit);
        if text.len() > if is_figure { LONGEST_FIGURE } else { LONGEST } {
            return Self::new(text);
        }
        MET.with_borrow_mut(|met| {
            if let Some(known) = met.get(text) {
                return known.clone();
            }
            if met.len() >= MET_AT_MOST {
                met.clear();
            }
            let word = Self::new(text);
            met.insert(word.0.text.clone(), word.clone());
            word
        })
    }

    fn new(text: &str) -> Self {
        Self(Rc::new(Known {
            text: text.into(),
            count: text.chars().count(),
            asked: Default::default(),
            answers: Default::default(),
            month: OnceCell::new(),
            latin: OnceCell::new(),
            stem: OnceCell::new(),
        }))
    }

    /// Its letters.
    pub(in crate::matching) fn as_str(&self) -> &str {
        &self.0.text
    }

    /// How many letters it has.
    pub(in crate::matching) fn count(&self) -> usize {
        self.0.count
    }

    /// The word in Latin letters, as [`latin`] writes it.
    pub(in crate::matching) fn latin(&self) -> &Arc<str> {
        self.0.latin.get_or_init(|| latin(self).into())
    }

    /// Its stem as a name, as [`stem`](crate::matching::names::stem) has it.
    pub(in crate::matching) fn stem(&self) -> &Arc<str> {
        self.0.stem.get_or_init(|| stem_of_latin(self.latin()).into())
    }
}

impl Deref for KnownWord {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0.text
    }
}

impl PartialEq<&str> for KnownWord {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}

impl Asked for KnownWord {
    fn letters(&self) -> &str {
        self
    }

    fn answer(&self, Question(question): Question, find: impl FnOnce() -> bool) -> bool {
        let part = question / 64;
        let (Some(asked), Some(answers)) = (self.0.asked.get(part), self.0.answers.get(part)) else { return find() };
        let bit = 1 << (question % 64);
        if asked.get() & bit == 0 {
            if find() {
                answers.set(answers.get() | bit);
            }
            asked.set(asked.get() | bit);
        }
        answers.get() & bit != 0
    }

    fn month(&self, find: impl FnOnce() -> Option<i8>) -> Option<i8> {
        *self.0.month.get_or_init(find)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::matching::names::stem;
    use crate::matching::words::objects::objects;
    use crate::matching::words::words;

    proptest! {
        /// However often and of however many words it was asked before, a word gives the answer that
        /// its letters give.
        #[test]
        fn a_word_answers_as_its_letters_do(texts in prop::collection::vec(
            "оплат[ауы]|догово[а-я]{0,2}|сентябр[а-я]|кв|м|[а-я]{1,3}|петрови?[чн]а?|перв[а-я]{2}|[0-9]{1,6}|[a-z]{2,9}", 1..20,
        )) {
            for text in texts.iter().chain(&texts) {
                let word = KnownWord::of(text);
                prop_assert_eq!(word.as_str(), text.as_str());
                prop_assert_eq!(word.count(), text.chars().count());
                for list in [&words().contract, &words().instalment, &words().flat, &words().common, &words().number_sign] {
                    prop_assert_eq!(list.has(&word), list.has(text.as_str()));
                    prop_assert_eq!(list.begins_two(&word), list.begins_two(text.as_str()));
                }
                prop_assert_eq!(words().month(&word), words().month(text.as_str()));
                prop_assert_eq!(objects().has(&word), objects().has(text.as_str()));
                prop_assert_eq!(objects().is_adjective(&word), objects().is_adjective(text.as_str()));
                prop_assert_eq!(objects().is_ordinal(&word), objects().is_ordinal(text.as_str()));
                prop_assert_eq!(&**word.latin(), latin(text));
                prop_assert_eq!(&**word.stem(), stem(text));
            }
        }
    }

    #[test]
    fn a_question_past_the_last_is_asked_every_time() {
        let word = KnownWord::of("слово");
        let beyond = Question::default();
        assert!(word.answer(beyond, || true) && !word.answer(beyond, || false));
        assert!(word.answer(Question::new(), || true));
    }

    #[test]
    fn more_words_than_are_remembered_are_still_words() {
        let early = KnownWord::of("раннее");
        for number in 0..=MET_AT_MOST {
            let text = format!("слово{number}");
            assert_eq!(KnownWord::of(&text).as_str(), text);
        }
        assert_eq!(early.as_str(), KnownWord::of("раннее").as_str());
        MET.with_borrow(|met| assert!(met.len() <= MET_AT_MOST));
    }
}
