//! Invented people and the cases of their names, for purposes that say «за Яринцеву Ольгу».

use super::dice::Dice;
use crate::model::{TaxId, inn_is_valid};

/// Invented surnames in the masculine; those in -ов, -ёв and -ин take -а in the feminine, those in
/// -ский become -ская.
const SURNAMES: [&str; 64] = [
    "Ветроградов",
    "Лугачёв",
    "Синеборов",
    "Тихоречин",
    "Ольховцев",
    "Кленовин",
    "Березнегов",
    "Зореславин",
    "Медоваров",
    "Стожаров",
    "Яснополов",
    "Дубравнин",
    "Полозьев",
    "Рябинкин",
    "Калинцев",
    "Снегирин",
    "Журавкин",
    "Сокольинский",
    "Речинский",
    "Загорянский",
    "Липовинский",
    "Черёмушин",
    "Подгорин",
    "Заозёров",
    "Каменцов",
    "Ручьёв",
    "Громовин",
    "Светлогоров",
    "Белогранов",
    "Вересаин",
    "Горностаин",
    "Ельницев",
    "Жаворин",
    "Златорев",
    "Искринов",
    "Камышинцев",
    "Ледовин",
    "Морошкинов",
    "Низовцев",
    "Осинцев",
    "Пахотин",
    "Росинцев",
    "Степняев",
    "Травинцев",
    "Угрюминов",
    "Хвоинский",
    "Цветаинов",
    "Шелестов",
    "Щегловин",
    "Яринцев",
    "Тропинин",
    "Пригорьев",
    "Озеринский",
    "Малиновецкий",
    "Ключевин",
    "Брусницын",
    "Вьюгин",
    "Долинский",
    "Заречин",
    "Кудесин",
    "Лебяжин",
    "Моховин",
    "Опушкин",
    "Родниковский",
];
/// Men: nominative and genitive of the given name (the accusative is the same).
const MEN: [(&str, &str); 14] = [
    ("Лев", "Льва"),
    ("Пётр", "Петра"),
    ("Семён", "Семёна"),
    ("Илья", "Ильи"),
    ("Глеб", "Глеба"),
    ("Артём", "Артёма"),
    ("Кирилл", "Кирилла"),
    ("Матвей", "Матвея"),
    ("Фёдор", "Фёдора"),
    ("Тимур", "Тимура"),
    ("Роман", "Романа"),
    ("Игорь", "Игоря"),
    ("Егор", "Егора"),
    ("Савелий", "Савелия"),
];
/// Women: nominative, genitive, accusative.
const WOMEN: [(&str, &str, &str); 14] = [
    ("Мария", "Марии", "Марию"),
    ("Ольга", "Ольги", "Ольгу"),
    ("Наталья", "Натальи", "Наталью"),
    ("Алёна", "Алёны", "Алёну"),
    ("Вера", "Веры", "Веру"),
    ("Дарья", "Дарьи", "Дарью"),
    ("Зоя", "Зои", "Зою"),
    ("Ирина", "Ирины", "Ирину"),
    ("Ксения", "Ксении", "Ксению"),
    ("Лидия", "Лидии", "Лидию"),
    ("Нина", "Нины", "Нину"),
    ("Полина", "Полины", "Полину"),
    ("Софья", "Софьи", "Софью"),
    ("Яна", "Яны", "Яну"),
];
/// Patronymics without their ending -ич or -на.
const FATHERS: [&str; 12] = [
    "Петров",
    "Сергеев",
    "Львов",
    "Ильинич",
    "Андреев",
    "Павлов",
    "Артёмов",
    "Олегов",
    "Глебов",
    "Юрьев",
    "Романов",
    "Игорев",
];

/// A case of a Russian noun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Case {
    /// Кто.
    Nominative,
    /// Кого нет.
    Genitive,
    /// За кого.
    Accusative,
}

/// An invented person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Person {
    surname: &'static str,
    given: usize,
    father: &'static str,
    is_woman: bool,
    /// ИНН with sound check digits, of a region that does not exist (00).
    pub(super) tax_id: String,
}

impl Person {
    /// Somebody.
    pub(super) fn invent(dice: &mut Dice) -> Self {
        let is_woman = dice.below(2) == 0;
        Self {
            surname: dice.pick(&SURNAMES, "Вьюгин"),
            given: dice.below(MEN.len()),
            father: dice.pick(&FATHERS, "Петров"),
            is_woman,
            tax_id: person_tax_id(dice),
        }
    }

    /// Somebody else of the same family: husband or wife.
    pub(super) fn spouse(&self, dice: &mut Dice) -> Self {
        let other = Self::invent(dice);
        Self { surname: self.surname, is_woman: !self.is_woman, ..other }
    }

    /// Somebody else of the very same name.
    pub(super) fn namesake(&self, dice: &mut Dice) -> Self {
        Self { tax_id: person_tax_id(dice), ..self.clone() }
    }

    /// Surname, given name and patronymic.
    pub(super) fn name(&self, case: Case) -> String {
        format!("{} {} {}", self.surname(case), self.given(case), self.patronymic(case))
    }

    /// «Вьюгин Л. П.»
    pub(super) fn short(&self, case: Case) -> String {
        let initial = |name: String| name.chars().next().unwrap_or_default();
        let given = initial(self.given(Case::Nominative));
        let father = initial(self.patronymic(Case::Nominative));
        format!("{} {given}.{father}.", self.surname(case))
    }

    /// The number as a tax number.
    pub(super) fn tax_number(&self) -> Option<TaxId> {
        TaxId::from_document(&self.tax_id)
    }

    fn surname(&self, case: Case) -> String {
        let adjective = self.surname.strip_suffix("кий");
        let ending = match (adjective.is_some(), self.is_woman, case) {
            (true, false, Case::Nominative) => "кий",
            (true, false, _) => "кого",
            (true, true, Case::Nominative) => "кая",
            (true, true, Case::Genitive) => "кой",
            (true, true, Case::Accusative) => "кую",
            (false, false, Case::Nominative) => "",
            (false, false, _) | (false, true, Case::Nominative) => "а",
            (false, true, Case::Genitive) => "ой",
            (false, true, Case::Accusative) => "у",
        };
        format!("{}{ending}", adjective.unwrap_or(self.surname))
    }

    fn given(&self, case: Case) -> String {
        if self.is_woman {
            let (nominative, genitive, accusative) = WOMEN.get(self.given).copied().unwrap_or(("Вера", "Веры", "Веру"));
            return match case {
                Case::Nominative => nominative,
                Case::Genitive => genitive,
                Case::Accusative => accusative,
            }
            .to_owned();
        }
        let (nominative, genitive) = MEN.get(self.given).copied().unwrap_or(("Лев", "Льва"));
        match (case, nominative) {
            (Case::Nominative, _) => nominative,
            (Case::Accusative, "Илья") => "Илью",
            _ => genitive,
        }
        .to_owned()
    }

    fn patronymic(&self, case: Case) -> String {
        // «Ильинич» is the one here that has a form of its own.
        let (stem, man) = match self.father {
            "Ильинич" => (if self.is_woman { "Ильинич" } else { "Ильич" }, ""),
            regular => (regular, "ич"),
        };
        let ending = match (self.is_woman, case) {
            (false, Case::Nominative) => "",
            (false, _) | (true, Case::Nominative) => "а",
            (true, Case::Genitive) => "ы",
            (true, Case::Accusative) => "у",
        };
        if self.is_woman { format!("{stem}н{ending}") } else { format!("{stem}{man}{ending}") }
    }
}

/// Twelve digits with sound check digits; no region of Russia has the number 00.
fn person_tax_id(dice: &mut Dice) -> String {
    let stem = format!("00{}", dice.digits(8));
    completed(&stem)
}

/// The stem with those two check digits that make it sound.
fn completed(stem: &str) -> String {
    let mut sound = (0..100).map(|check| format!("{stem}{check:02}")).filter(|number| inn_is_valid(number));
    sound.next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case(
        "Заозёров",
        1,
        "Сергеев",
        false,
        "Заозёров Пётр Сергеевич",
        "Заозёрова Петра Сергеевича",
        "Заозёрова Петра Сергеевича"
    )]
    #[case(
        "Заозёров",
        0,
        "Сергеев",
        true,
        "Заозёрова Мария Сергеевна",
        "Заозёровой Марии Сергеевны",
        "Заозёрову Марию Сергеевну"
    )]
    #[case(
        "Речинский",
        3,
        "Ильинич",
        false,
        "Речинский Илья Ильич",
        "Речинского Ильи Ильича",
        "Речинского Илью Ильича"
    )]
    #[case(
        "Речинский",
        6,
        "Ильинич",
        true,
        "Речинская Зоя Ильинична",
        "Речинской Зои Ильиничны",
        "Речинскую Зою Ильиничну"
    )]
    fn names_have_their_cases(
        #[case] surname: &'static str,
        #[case] given: usize,
        #[case] father: &'static str,
        #[case] is_woman: bool,
        #[case] nominative: &str,
        #[case] genitive: &str,
        #[case] accusative: &str,
    ) {
        let person = Person { surname, given, father, is_woman, tax_id: String::new() };
        assert_eq!(person.name(Case::Nominative), nominative);
        assert_eq!(person.name(Case::Genitive), genitive);
        assert_eq!(person.name(Case::Accusative), accusative);
    }

    #[test]
    fn tax_numbers_are_sound() {
        let mut dice = Dice::new(7);
        for _ in 0..200 {
            assert!(inn_is_valid(&Person::invent(&mut dice).tax_id));
        }
    }
}
