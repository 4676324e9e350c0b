# Почему строка такая: основания, отметки, одна строка для людей.

evidence-contract-number = номер { $value }
evidence-contract-number-collapsed = номер нестрого { $value }
evidence-contract-date = дата договора { $value }
evidence-contract-date-conflict = другая дата договора { $value }
evidence-source-contract = разнесено в 1С { $value }
evidence-tax-id = ИНН { $value }
evidence-known-account = знакомый счёт ({ $value ->
        [holder] покупатель
        [co_holder] сопокупатель
        [relative] супруг или родственник
        [employer] работодатель
        [bank] банк
       *[other] другое лицо
    })
evidence-payer-name = плательщик { $value }
evidence-purpose-name = назван { $value }
evidence-unit = помещение { $value }
evidence-amount-is-line = сумма = платёж по графику
evidence-amount-is-remainder = сумма = остаток
evidence-amount-is-lines = сумма = несколько платежей
evidence-amount-exceeds = сумма больше остатка
evidence-due-window = срок подходит
evidence-due-far = далеко от срока
evidence-lender = платит банк-кредитор { $value }
evidence-other-contract-named = назван другой договор { $value }
evidence-other-tax-id = чужой ИНН { $value }
evidence-other-person-named = назван другой человек { $value }
evidence-original-receipt = исходное поступление { $value }
evidence-rejected-before = отклоняли раньше (платёж от { $value })
evidence-prior = один из { $value } открытых договоров

flag-outgoing = исходящий платёж
flag-refund = возврат поступления покупателю
flag-refund-unpaired = возврат покупателю: исходное поступление не найдено — выберите договор, с которого вернули деньги
flag-refund-exceeds = возвращается на { $sum } больше, чем получено: отнесите лишнее на другой договор или исключите строку
flag-refund-before-receipt = сначала проведите исходное поступление или исключите оба
flag-own-transfer = перевод между своими счетами
flag-deleted-in-source = помечен на удаление в 1С
flag-draft-in-source = черновик в 1С
flag-not-a-customer = похоже, не от покупателя
flag-no-money-moved = документ без движения денег
flag-contract-terminated = договор расторгнут
flag-contract-assigned = договор уступлен другому
flag-contract-draft = договор ещё черновик
flag-contract-unknown = такого договора нет в CRM
flag-overpayment = переплата { $sum }: отнесите лишнее на другой договор
flag-wrong-currency = валюта не та, что в договоре
flag-certain-duplicate = повтор того же платежа
flag-another-buyers-number = номер чужого договора
flag-not-our-account = не наш счёт или не наше юрлицо
flag-zero-sum = нулевая сумма
flag-negative-sum = сторно: сумма с минусом
flag-possible-duplicate = возможно, повтор
flag-other-sum = тот же документ с другой суммой
flag-paid-in-register = этот взнос в реестре уже оплачен, но не отсюда: возможно, платёж внесён вручную
flag-contested = на этот долг претендует и другой платёж
flag-amount-unusual = сумма не по графику
flag-small-difference = сумма отличается от платежа по графику на копейки
flag-prepayment = предоплата: вперёд по графику
flag-third-party = платит другое лицо
flag-rejected-before = эту пару вы раньше отклонили
flag-several-contracts-named = названо несколько договоров
flag-sum-of-several = сумма нескольких договоров
flag-number-mistyped = такого номера нет, возможно, опечатка
flag-paid-before-signing = оплата раньше подписания
flag-vat-named = в назначении указан НДС
flag-pooled-payment = сводный платёж
flag-number-not-unique = номер есть у нескольких договоров
flag-penalty-named = названы пени или штраф
flag-changed-in-source = изменён в 1С после решения
flag-changed-after-posting = изменён в 1С после проведения: { $facts } — проверьте, при ошибке сторнируйте и проведите снова
flag-changed-after-posting-sum = изменён в 1С после проведения: сумма была { $was }, стала { $now } — сторнируйте и проведите снова
flag-reversed = сторнирован: примите снова, исправьте или исключите
flag-unplaced = не разнесено { $sum }: добавьте часть
flag-unplaced-beyond = разнесено больше платежа на { $sum }: уменьшите часть
flag-missing-in-crm = в CRM этого платежа (№ { $reference }) больше нет: проверьте карточку договора; если его там и правда нет, сторнируйте строку и примите снова
flag-taken-back-in-crm = в CRM этот платёж (№ { $reference }) сторнирован не отсюда: сторнируйте строку и здесь — в CRM это ничего не изменит, — и решите, провести ли его снова
flag-other-in-crm = в CRM платёж стоит не так, как здесь: другой договор, строка или сумма — сверьте карточку договора
flag-weak-evidence = оснований мало
flag-one-sided = сказано только, кто платит, или только, какой договор
flag-contradicted = что-то в платеже противоречит договору
flag-unclear = не всё назначение прочитано или однофамильцев слишком много
flag-holder-has-others = у покупателя есть и другие договоры, а какой — не сказано
flag-escrow = эскроу
flag-purpose-other = назначение говорит о другом
flag-object-unknown = за что платят, не понято
flag-about = { $flag }: { $about }

reason-weighed = { $what } { $bits }
reason-runner-up = 2-й: { $contract }, −{ $lost } бит
reason-no-contract = договор не найден
reason-several = близкие договоры: { $contracts }
reason-sum = Итого { $bits } бит за договор { $contract }
reason-margin = Отрыв { $bits } бит от { $contract }
reason-margin-alone = Других подходящих договоров нет
reason-rival-margin = Отрыв { $bits } бит от других платежей на этот договор: { $payments }
reason-taken = Долг по { $contract } занят другим платежом, предложен { $second }
reason-stopped = Остановлено: { $flag }
reason-decided = решено человеком
reason-in-crm = уже проведён, CRM № { $reference }
reason-held = уже в CRM: договор { $contract }, { $sum }
reason-held-refund = уже в CRM: возврат с договора { $contract }, { $sum }
reason-given = решено: договор { $contract }, { $sum }
reason-rest = Не разнесено: { $sum }
reason-passed = ✓ { $what }
reason-failed = ✕ { $what }
reason-check-named = сказано, кто или какой договор: { $by }
reason-check-named-not = не сказано, кто или какой договор: одной суммы и срока мало
reason-check-enough = оснований { $has } бит, нужно { $wants }
reason-check-enough-not = оснований { $has } бит, а нужно { $wants }
reason-check-ahead = отрыв от второго { $has } бит, нужно { $wants }
reason-check-ahead-not = отрыв от второго { $has } бит, а нужно { $wants }
reason-check-placed = вся сумма ложится на договор
reason-check-placed-not = сумма ложится на договор не вся
reason-check-clear = ничто не остановило
reason-check-clear-not = строка остановлена
reason-check-uncontested = другие платежи на этот долг отстают: { $has } бит, нужно { $wants }
reason-check-uncontested-not = на этот долг претендует и другой платёж: отрыв { $has } бит, а нужно { $wants }
