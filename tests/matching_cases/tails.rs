//! What follows a number or stands beside it: a second number, a tail that nobody bears, the kind
//! of the contract, years, and the figures of banks and registries.

use crate::support::{IVANOVA, PETROV, contract, hold, holder_pays, with};
use sverka::model::{Contract, TaxId};

fn register() -> Vec<Contract> {
    let mut all = vec![
        with(contract("К-1/10", IVANOVA), |contract| {
            contract.holder.tax_id = TaxId::from_document(crate::support::TAX_ID);
        }),
        contract("К-1/20", PETROV),
    ];
    all.extend((0..30).map(|number| contract(&format!("Ф-{number}"), &format!("Ладыгин Глеб Савич{number}"))));
    all
}

#[test]
fn a_second_number_is_asked() {
    let alone = || register().into_iter().filter(|contract| contract.number != "К-1/20").collect::<Vec<_>>();
    for contracts in [register as fn() -> Vec<Contract>, alone] {
        hold(
            false,
            contracts,
            holder_pays,
            &[
                "К-1/10, 1/20",
                "К-1/10 и 20",
                "К-1/10; К-1/20",
                "К-1/10, К-1/20",
                "К-1/10 и К-1/20",
                "К-1/10 + К-1/20",
                "К-1/10+20",
                "К-1/10 - 20",
                "К-1/10 от 01.02.2026, 1/20 от 02.02.2026",
                "К-1/10 от 01.02.2026 и 1/20 от 01.02.2026",
                "К-1/10, 20",
                "К-1/10;20",
                "К-1/10; 20",
                "К-1/10 и 1/20",
                "К-1/10 + 1/20",
                "дог. К-1/10, 1/20",
                "дог. № К-1/10 и № К-1/20",
                "дог. № К-1/10, № 20",
                "К-1/10 (К-1/20)",
                "К-1/10 и К-1/20, кв. 10",
                "К-1/10, /20",
                "за 2 договора: К-1/10",
                "по двум договорам, К-1/10",
            ],
        );
    }
}

#[test]
fn a_second_number_that_loosely_is_another_contracts_is_asked() {
    let contracts = || register().into_iter().chain([contract("3-77", PETROV)]).collect::<Vec<_>>();
    hold(false, contracts, holder_pays, &["К-1/10 + 3/77", "дог. К-1/10, 3/77", "К-1/10 и 3/77"]);
}

#[test]
fn figures_after_a_number_that_count_something_are_no_second_number() {
    hold(
        true,
        register,
        holder_pays,
        &[
            "К-1/10, 1 взнос",
            "К-1/10 - 1 взнос",
            "К-1/10 от 01.02.2026, 1 взнос",
            "К-1/10, 1-й платёж",
            "К-1/10, 100000",
            "К-1/10, 100 000,00",
            "К-1/10, 100000-00",
            "К-1/10, 100000 р.",
            "К-1/10, 01.02.2026",
            "К-1/10, 10.2026",
            "К-1/10, 2026",
            "К-1/10, 3 этаж",
            "К-1/10; 89161234567",
            "К-1/10, тел. 89161234567",
            "К-1/10, 8(916)123-45-67",
            "К-1/10 + 8 916 123 45 67",
        ],
    );
}

#[test]
fn another_kind_of_contract_is_asked() {
    let sold = || {
        let kind = |contract: Contract| with(contract, |contract| contract.kind = "ДКП".into());
        register().into_iter().map(kind).collect::<Vec<_>>()
    };
    let sale =
        ["ДКП К-1/10", "Оплата по ДКП № К-1/10 от 01.02.2026", "по договору купли-продажи К-1/10", "Оплата по ДКП"];
    let share = [
        "ДДУ К-1/10",
        "Оплата по ДДУ № К-1/10",
        "по договору долевого участия К-1/10",
        "Оплата по ДДУ",
        "дог участия в долевом стр-ве К-1/10",
    ];
    hold(false, register, holder_pays, &sale);
    hold(true, sold, holder_pays, &sale);
    hold(false, sold, holder_pays, &share);
    hold(true, register, holder_pays, &share);
    let of_kind = |kind: &str, number: &str| {
        let mut contracts = register();
        contracts[0].kind = kind.into();
        contracts[0].number = number.into();
        contracts
    };
    // What the number itself carries is no word for a kind; of a kind that is not told nothing is known.
    hold(true, || of_kind("ДДУ", "ДКП-12"), holder_pays, &["Оплата по договору ДКП-12", "ДКП-12"]);
    hold(true, || of_kind("ДКП", "ДДУ-9270"), holder_pays, &["Оплата по договору ДДУ-9270", "Оплата ДДУ-9270"]);
    for kind in ["", "Договор", "Основной договор"] {
        hold(true, || of_kind(kind, "К-1/10"), holder_pays, &["ДДУ К-1/10", "ДКП К-1/10"]);
    }
    // Who took a share over pays under the contract of shares.
    hold(true, || of_kind("Уступка", "У-1/10"), holder_pays, &["по договору уступки У-1/10, ДДУ"]);
}

#[test]
fn a_number_with_an_unread_tail_is_asked() {
    hold(
        false,
        register,
        holder_pays,
        &[
            "К-1/10/2024",
            "Оплата по договору К-1/10/2024",
            "дог. № К-1/10/2024 от 01.02.2026",
            "К-1/10-2024",
            "К-1/10/24",
            "К-1/10-А",
            "К-1/10А",
            "Оплата по договору №К-",
            "Оплата по договору № К-",
            "Оплата по договору № К-1/",
            "Оплата по договору № К-1",
            "Оплата по договору К-",
            "Оплата по дог. №К",
        ],
    );
}

#[test]
fn a_year_after_a_number_is_no_number() {
    hold(
        true,
        register,
        holder_pays,
        &[
            "ДДУ К-1/10 2026 года",
            "ДДУ К-1/10 2026г.",
            "ДДУ К-1/10 2026 г",
            "№ К-1/10 от 2026",
            "№ К-1/10 от 2026 г.",
            "Договор К-1/10 (2026)",
            "Договор 2026 года № К-1/10",
        ],
    );
    hold(false, register, holder_pays, &["ДДУ К-1/10 2024 года", "№ К-1/10 от 2024", "ДДУ К-1/10 2024г."]);
}

#[test]
fn the_figures_of_a_registry_and_of_a_bank_are_no_numbers() {
    hold(
        true,
        register,
        holder_pays,
        &[
            "Оплата по ДДУ К-1/10, рег. № 77:01:0004042-77/011/2024-123 от 12.03.2024",
            "Оплата по ДДУ К-1/10 от 01.02.2026, номер регистрации 77:01:0004042-77/011/2024-123",
            "ДДУ К-1/10 (рег.№ 77-77/011-77/011/004/2024-123/1 от 12.03.2024)",
            "Оплата по ДДУ К-1/10, номер государственной регистрации 77:01:0004042:1234-77/011/2024-123",
            "Оплата по ДДУ К-1/10, зарегистрирован 12.03.2024 за № 77:01:0004042-77/011/2024-123",
            "ДДУ К-1/10, запись регистрации № 77:01:0004042-77/011/2024-12",
            "Оплата по ДДУ, рег. № 77:01:0004042-77/011/2024-123 от 12.03.2024",
            "Оплата по ДДУ К-1/10, кад. № 77:01:0004042:1234",
            "Оплата по договору К-1/10 //Иванова М.П.//40817810500000012345//",
            "//Иванова Мария Петровна//40817810500000012345//Оплата по договору К-1/10//",
            "//Оплата по договору К-1/10//40817810500000012345//",
            "40817810500000012345//Иванова Мария Петровна//Оплата по договору К-1/10",
            "Оплата по договору//40817810500000012345//К-1/10",
            "Иванова Мария Петровна//40817810500000012345//Оплата по дог. К-1/10",
        ],
    );
}

#[test]
fn two_months_are_two_lines() {
    let two = |purpose: &str| {
        let mut payment = holder_pays(purpose);
        payment.amount.amount = rust_decimal::Decimal::from(200_000);
        payment
    };
    let both = [
        "К-1/10 за 10-11.2026",
        "К-1/10 за октябрь-ноябрь",
        "К-1/10 за октябрь-ноябрь 2026",
        "К-1/10 за октябрь - ноябрь 2026 г.",
        "К-1/10 за октябрь/ноябрь 2026",
        "К-1/10 за октябрь, ноябрь 2026",
        "К-1/10 за октябрь и ноябрь",
        "К-1/10 за 10 и 11 месяц",
        "К-1/10 за 10 и 11 месяцы 2026",
        "К-1/10 за 10,11.2026",
        "К-1/10 за 10.2026 и 11.2026",
        "К-1/10 за 10.2026-11.2026",
        "К-1/10 за 10-11 2026",
        "Оплата за октябрь и ноябрь по договору № К-1/10",
    ];
    hold(true, register, two, &both);
    hold(false, register, holder_pays, &both);
    hold(false, register, two, &["К-1/10 за 11-12.2026", "К-1/10 за ноябрь-декабрь", "К-1/10 за 11 и 12 месяц"]);
}
