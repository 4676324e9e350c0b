# session: правки и шаги
session-row = строка № { $number } от { $date }, { $payer }
session-no-rows = Строка не выбрана. Встаньте на строку или отметьте несколько.
session-unknown-row = В сеансе нет строки { $id }. Обновите список.
session-committed = Правка невозможна: строка уже проведена в CRM. Сначала верните её (сторно), затем правьте. Это { $row }.
session-committed-parts =
    { $count ->
         [one] Правка невозможна: строка уже проведена в CRM одной частью. Сначала верните её (сторно), затем правьте. Это { $row }.
         [few] Правка невозможна: строка уже проведена в CRM { $count } частями. Отдельную часть вернуть нельзя: платёж снимается целиком. Верните его (сторно) и разнесите заново. Это { $row }.
         [many] Правка невозможна: строка уже проведена в CRM { $count } частями. Отдельную часть вернуть нельзя: платёж снимается целиком. Верните его (сторно) и разнесите заново. Это { $row }.
        *[other] Правка невозможна: строка уже проведена в CRM { $count } частями. Отдельную часть вернуть нельзя: платёж снимается целиком. Верните его (сторно) и разнесите заново. Это { $row }.
    }
session-outcome-unknown = Правка невозможна: строка отправлена в CRM, исход неизвестен. Откройте sverka снова или нажмите «Загрузить»: сначала программа спросит CRM. Это { $row }.
session-in-flight = Правка невозможна: строка сейчас отправляется в CRM. Подождите окончания. Это { $row }.
session-no-candidate = Нет варианта { $wanted }: { $row }, { $count ->
    [0] вариантов нет
    [one] всего { $count } вариант
    [few] всего { $count } варианта
    [many] всего { $count } вариантов
   *[other] всего { $count } варианта
}. Найдите договор поиском.
session-unknown-contract = В реестре нет договора { $contract }. Загрузите свежий реестр или выберите другой договор.
session-unknown-line = В графике договора { $contract } нет строки { $line }. Выберите строку из графика.
session-bad-sum = Сумма { $amount } не годится: нужна положительная, не мельче копейки. Исправьте сумму части.
session-nothing-due = По договору { $contract } платить больше нечего: всё оплачено или занято другими строками сеанса. Выберите другой договор или освободите занятое.
session-nothing-paid = По договору { $contract } возвращать нечего: денег на нём нет или их уже забирают другие возвраты сеанса. Выберите договор, на который эти деньги поступили.
session-nothing-proposed = Принимать нечего: договор не предложен, выберите его. Это { $row }.
session-step-take = выбор договора { $contract }: { $rows ->
    [one] { $rows } строка
    [few] { $rows } строки
    [many] { $rows } строк
   *[other] { $rows } строки
}
session-step-assign = разнесение на договор { $contract }: { $rows ->
    [one] { $rows } строка
    [few] { $rows } строки
    [many] { $rows } строк
   *[other] { $rows } строки
}
session-step-allocate = разнесение по частям: { $rows ->
    [one] { $rows } строка
    [few] { $rows } строки
    [many] { $rows } строк
   *[other] { $rows } строки
}
session-step-exclude = исключение: { $rows ->
    [one] { $rows } строка
    [few] { $rows } строки
    [many] { $rows } строк
   *[other] { $rows } строки
}
session-step-include = возврат исключённого: { $rows ->
    [one] { $rows } строка
    [few] { $rows } строки
    [many] { $rows } строк
   *[other] { $rows } строки
}
session-step-kind = вид документа: { $rows ->
    [one] { $rows } строка
    [few] { $rows } строки
    [many] { $rows } строк
   *[other] { $rows } строки
}
session-step-comment = примечание: { $rows ->
    [one] { $rows } строка
    [few] { $rows } строки
    [many] { $rows } строк
   *[other] { $rows } строки
}
session-step-accept = принятие предложенного: { $rows ->
    [one] { $rows } строка
    [few] { $rows } строки
    [many] { $rows } строк
   *[other] { $rows } строки
}
session-step-edit = правка: { $rows ->
    [one] { $rows } строка
    [few] { $rows } строки
    [many] { $rows } строк
   *[other] { $rows } строки
}
session-sort-arrival = по порядку загрузки
session-sort-date = по дате
session-sort-sum = по сумме
session-sort-payer = по плательщику
session-sort-readiness = по готовности
session-sort-contract = по договору
