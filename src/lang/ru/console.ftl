## Words that all skins share.

readiness-ready = ГОТОВ
readiness-review = ПРОВЕРИТЬ
readiness-choose = ВЫБРАТЬ
readiness-unmatched = НЕТ ПАРЫ
readiness-blocked = СТОП
readiness-excluded = ИСКЛЮЧЁН
readiness-committed = ПРОВЕДЁН
readiness-failed = ОШИБКА
kind-bank-receipt = поступление на счёт
kind-bank-payment-out = списание со счёта
kind-cash-receipt = приходный кассовый ордер
kind-cash-payment-out = расходный кассовый ордер
kind-sale = реализация
kind-customer-return = возврат от покупателя
kind-invoice = счёт покупателю
status-draft = черновик
status-signed = подписан
status-registered = зарегистрирован
status-paid = оплачен
status-handed-over = передан
status-assigned = уступлен
status-terminated = расторгнут
unit-kind-flat = кв.
unit-kind-parking = м/м
unit-kind-storage = кл.
unit-kind-commercial = пом.
changed-kind = вид документа
changed-number = номер
changed-date = дата
changed-amount = сумма
changed-payer = плательщик
changed-payee = получатель
changed-purpose = назначение
changed-breakdown = расшифровка платежа
changed-marks = отметки 1С

## Where keys mean something of their own.

context-everywhere = Везде
context-table = Таблица платежей
context-search = Поиск договора
context-filter = Строка ввода
context-editor = Правка платежа
context-card = Карточка
context-chessboard = Шахматка
context-help = Справка
context-dialog = Вопрос

## What keys do, in full: help and the printed key table.

action-take-candidate-1 = взять первого кандидата и перейти к следующей строке
action-take-candidate-2 = взять второго кандидата и перейти к следующей строке
action-take-candidate-3 = взять третьего кандидата и перейти к следующей строке
action-take-candidate-4 = взять четвёртого кандидата и перейти к следующей строке
action-take-candidate-5 = взять пятого кандидата и перейти к следующей строке
action-take-candidate-6 = взять шестого кандидата и перейти к следующей строке
action-take-candidate-7 = взять седьмого кандидата и перейти к следующей строке
action-take-candidate-8 = взять восьмого кандидата и перейти к следующей строке
action-take-candidate-9 = взять девятого кандидата и перейти к следующей строке
action-accept-proposal = принять предложенное: в этой строке или во всех отмеченных, и сторнированных
action-accept = искать договор по тому, что сказано в платеже; в поиске — взять выбранный
action-search = открыть поиск договора
action-edit = править: договор, части, вид, комментарий
action-exclude = исключить строку или вернуть её
action-commit = загрузить все готовые строки в CRM
action-undo = отменить последний шаг
action-redo = вернуть отменённый шаг
action-reverse = сторнировать проведённую строку
action-up = вверх
action-down = вниз
action-left = влево
action-right = вправо
action-page-up = страница вверх
action-page-down = страница вниз
action-first = в начало
action-last = в конец
action-next-open = к следующей строке, где нужно решение
action-previous-open = к предыдущей строке, где нужно решение
action-mark = отметить строку и перейти ниже
action-mark-range = отметить от последней отметки до этой строки
action-unmark = снять все отметки
action-mark-same-payer = отметить все открытые строки этого плательщика
action-filter-text = показать строки с текстом
action-filter-readiness = показать строки одной готовности, по кругу
action-clear-filter = снова показать все строки
action-sort = сортировать по следующему столбцу
action-sort-reverse = обратный порядок
action-contract-card = карточка договора
action-property-card = карточка помещения
action-chessboard = шахматка дома
action-next-house = следующий дом
action-details = все основания до последнего бита
action-next-field = следующее поле
action-previous-field = предыдущее поле
action-add-part = добавить часть
action-remove-part = убрать часть
action-fill-rest = весь остаток в эту часть
action-confirm = да, сделать
action-back = назад, закрыть, нет
action-messages = прежние сообщения
action-help = справка по клавишам
action-refresh = спросить CRM заново: договоры и платежи, исход которых не известен
action-redraw = перерисовать экран
action-suspend = на время вернуться в оболочку
action-quit = выйти, всё сохранено

## The same in a word: the footer.

console-key-accept-proposal = принять
console-key-accept = искать
console-key-search = поиск
console-key-edit = править
console-key-exclude = исключить
console-key-commit = загрузить
console-key-undo = отменить
console-key-redo = вернуть
console-key-reverse = сторно
console-key-mark = отметить
console-key-mark-range = отметить до этой
console-key-mark-same-payer = тот же плательщик
console-key-unmark = снять отметки
console-key-next-open = дальше
console-key-filter-text = фильтр
console-key-filter-readiness = готовность
console-key-clear-filter = все строки
console-key-contract-card = договор
console-key-property-card = помещение
console-key-chessboard = шахматка
console-key-next-house = другой дом
console-key-details = основания
console-key-next-field = поле
console-key-add-part = часть
console-key-remove-part = убрать
console-key-fill-rest = остаток
console-key-confirm = да
console-key-back = назад
console-key-messages = сообщения
console-key-help = помощь
console-key-quit = выход
console-key-sort = сортировка
console-key-take = взять
console-key-choose = взять договор
console-key-save = сохранить
console-key-pick = выбрать договор
console-key-move = двигаться

## The keymap file and the terminal.

keymap-wrong = { $file }, строка { $line }: { $fault }. Исправьте файл клавиш или уберите его из настроек: встроенные клавиши печатает «sverka keys».
keymap-unreadable = файл не читается ({ $error })
keymap-syntax = это не TOML ({ $error })
keymap-unknown-context = раздела «{ $name }» нет; есть: { $known }
keymap-unknown-action = действия «{ $name }» нет; имена действий печатает «sverka keys»
keymap-no-list = «{ $name }» должно быть списком клавиш в кавычках, например ["F9", "c"]
keymap-unknown-key = клавиши «{ $key }» нет; пишут так: F9, Ctrl+R, Shift+Tab, Space, u
keymap-key-sent-as = терминал не отличает «{ $key }» от «{ $other }»
keymap-key-twice = клавиша «{ $key }» в этом разделе уже занята действием «{ $action }»
keymap-key-typed = в этом разделе буквы набирают, клавиша «{ $key }» не может быть командой
keymap-no-terminal = Консоль открывается только в терминале, а ввод или вывод перенаправлен. Без терминала работают: sverka import, rows, commit, crm, keys, doctor.
keymap-terminal-too-simple = Терминал «{ $name }» (переменная TERM) не умеет двигать курсор, консоль в нём не открыть. Задайте верный TERM или возьмите команды: sverka import, rows, commit.
keymap-terminal-failed = Терминал ответил ошибкой: { $error }. Всё сделанное сохранено; откройте консоль заново.

## Header and table.

console-files =
    { $count ->
         [one] { $file } + ещё { $count } файл
         [few] { $file } + ещё { $count } файла
         [many] { $file } + ещё { $count } файлов
        *[other] { $file } + ещё { $count } файла
    }
console-ready-sum = готово на { $sum }
console-count-ready =
    { $count ->
         [one] готова
         [few] готовы
         [many] готово
        *[other] готовы
    }
console-count-review =
    { $count ->
         [one] проверить
         [few] проверить
         [many] проверить
        *[other] проверить
    }
console-count-choose =
    { $count ->
         [one] выбрать
         [few] выбрать
         [many] выбрать
        *[other] выбрать
    }
console-count-unmatched =
    { $count ->
         [one] без пары
         [few] без пары
         [many] без пары
        *[other] без пары
    }
console-count-blocked =
    { $count ->
         [one] стоп
         [few] стоп
         [many] стоп
        *[other] стоп
    }
console-count-excluded =
    { $count ->
         [one] исключена
         [few] исключены
         [many] исключено
        *[other] исключены
    }
console-count-committed =
    { $count ->
         [one] проведена
         [few] проведены
         [many] проведено
        *[other] проведены
    }
console-count-failed =
    { $count ->
         [one] ошибка
         [few] ошибки
         [many] ошибок
        *[other] ошибки
    }
console-title-readiness = состояние
console-title-date = дата
console-title-sum = сумма
console-title-payer = плательщик
console-title-tax-id = ИНН
console-title-number = №
console-title-contract = договор / стр.
console-title-reason = основание
console-title-purpose = назначение платежа
console-title-due = срок
console-title-amount = по графику
console-title-paid = оплачено
console-title-line = строка
console-cell-choose = выбрать 1–{ $count }
console-purpose = назначение:
console-already-in-crm = уже в CRM
console-by-person = решено вами
console-by-person-excluded = исключено вами
console-cell-committed = CRM № { $reference }
console-committed-as = в CRM под номером { $reference }
console-outcome-unknown = исход неизвестен
console-outcome-unknown-long = отправлено в CRM, ответа нет. Нажмите «Загрузить»: сначала программа спросит CRM
console-refused-next = Решите строку заново (цифра, Enter или e) и загрузите ещё раз; x — исключить.
console-bits = { $bits } бит
console-margin = отрыв { $bits }
console-nothing-due = платить нечего
console-nothing-paid = возвращать нечего
console-plan-line = график { $line }: { $sum }
console-plan-lines = график { $first }–{ $last }: { $sum }
console-more-candidates =
    { $count ->
         [one] … ещё { $count } кандидат
         [few] … ещё { $count } кандидата
         [many] … ещё { $count } кандидатов
        *[other] … ещё { $count } кандидата
    }
console-no-candidates = Договор не найден. Найдите его поиском или исключите строку.
console-shown = показано { $count } из { $all }

## Empty screens that help.

console-imported-doubtful =
    { $count ->
         [one] При чтении файлов { $count } замечание — прочитать: { $key }
         [few] При чтении файлов { $count } замечания — прочитать: { $key }
         [many] При чтении файлов { $count } замечаний — прочитать: { $key }
        *[other] При чтении файлов { $count } замечания — прочитать: { $key }
    }
console-imported-more =
    { $count ->
         [one] … и ещё { $count } замечание; все печатает «sverka import»
         [few] … и ещё { $count } замечания; все печатает «sverka import»
         [many] … и ещё { $count } замечаний; все печатает «sverka import»
        *[other] … и ещё { $count } замечания; все печатает «sverka import»
    }
console-empty-rows = Платежей нет. Загрузите выписку: выйдите и запустите «sverka kl_to_1c.txt».
console-empty-all = Нет ни договоров, ни платежей. Загрузите реестр договоров: «sverka crm import реестр.xlsx», затем выписку: «sverka kl_to_1c.txt». Посмотреть на готовом примере: «sverka demo».
console-empty-filter = Под этим фильтром строк нет. Esc — показать все строки.
console-too-small = Нужно окно 80×24 или больше. q — выход, Esc — назад.

## What was done, and what cannot be done.

console-no-rows = Платежей нет: сначала загрузите выписку.
console-no-shell = Свернуть нельзя: за этой программой нет оболочки.
console-batch-holds = Пока идёт загрузка, строки закрыты для правки. Esc — остановить.
console-batch-runs = Идёт загрузка в CRM. Esc — остановить, потом можно выйти.
console-no-such-candidate = Такого номера нет: кандидатов { $count }.
console-assigned = { $payer }, { $sum } → { $contract }
console-assigned-stopped = { $contract } выбран, но загружать ещё нельзя: { $why }.
console-assigned-many =
    На договор { $contract }: { $count ->
         [one] { $count } строка
         [few] { $count } строки
         [many] { $count } строк
        *[other] { $count } строки
    }, { $stopped ->
         [0] все готовы
         [one] из них { $stopped } ещё не готова
         [few] из них { $stopped } ещё не готовы
         [many] из них { $stopped } ещё не готовы
        *[other] из них { $stopped } ещё не готовы
    }.
console-accepted-many =
    Принято: { $count ->
         [one] { $count } строка
         [few] { $count } строки
         [many] { $count } строк
        *[other] { $count } строки
    }, { $stopped ->
         [0] всё готово
         [one] из них { $stopped } ещё не готова
         [few] из них { $stopped } ещё не готовы
         [many] из них { $stopped } ещё не готовы
        *[other] из них { $stopped } ещё не готовы
    }.
console-accepted-left =
    { $done } { $count ->
         [one] Отмеченной осталась { $count } строка: принимать нечего.
         [few] Отмеченными остались { $count } строки: принимать нечего.
         [many] Отмеченными осталось { $count } строк: принимать нечего.
        *[other] Отмеченными остались { $count } строки: принимать нечего.
    }
console-accepted-none =
    { $count ->
         [one] В отмеченной строке принимать нечего: договор не предложен или она уже решена.
        *[other] В отмеченных строках принимать нечего: договор не предложен или они уже решены.
    }
console-already-ready =
    { $count ->
         [one] Строка уже готова: она уйдёт со следующей загрузкой.
        *[other] Отмеченные строки уже готовы: они уйдут со следующей загрузкой.
    }
console-excluded =
    { $count ->
         [one] Исключена { $count } строка
         [few] Исключены { $count } строки
         [many] Исключено { $count } строк
        *[other] Исключены { $count } строки
    }.
console-put-back =
    { $count ->
         [one] Возвращена { $count } строка
         [few] Возвращены { $count } строки
         [many] Возвращено { $count } строк
        *[other] Возвращены { $count } строки
    }.
console-nothing-ready = Готовых строк нет: сначала решите те, что ждут выбора или проверки.
console-nothing-open = Все строки решены. Можно загружать в CRM.
console-nothing-open-here = Под этим фильтром решать больше нечего. Esc — показать все строки.
console-undone = Отменено: { $what }.
console-redone = Возвращено: { $what }.
console-nothing-to-undo = Отменять нечего.
console-nothing-to-redo = Возвращать нечего.
console-marked =
    { $count ->
         [one] Отмечена { $count } строка
         [few] Отмечены { $count } строки
         [many] Отмечено { $count } строк
        *[other] Отмечены { $count } строки
    } на { $sum }
console-unmarked = Отметок нет.
console-sorted = Сортировка { $by }.
console-sorted-descending = Сортировка { $by }, в обратном порядке.
console-how-to-leave = Чтобы выйти, нажмите q: всё уже сохранено.
console-no-contract = У строки нет договора: сначала выберите его.
console-no-unit = В реестре у этого договора не указано помещение.
console-edit-committed = Строка уже в CRM. Сначала сторнируйте её, потом правьте.
console-nothing-to-reverse = Сторнировать нечего: строка не проведена.
console-filter-label = Показать строки с текстом:
console-reason-label = Причина сторно:
console-reason-question =
    { $count ->
         [one] Сторнировать { $count } платёж на { $sum } из загрузки № { $batch }?
         [few] Сторнировать { $count } платежа на { $sum } из загрузки № { $batch }?
         [many] Сторнировать { $count } платежей на { $sum } из загрузки № { $batch }?
        *[other] Сторнировать { $count } платежа на { $sum } из загрузки № { $batch }?
    }
console-reason-parts =
    { $count ->
         [one] { $count } платёж разнесён на несколько частей: снимаются все его части, отдельную часть вернуть нельзя.
         [few] { $count } платежа разнесены на несколько частей: снимаются все их части, отдельную часть вернуть нельзя.
         [many] { $count } платежей разнесены на несколько частей: снимаются все их части, отдельную часть вернуть нельзя.
        *[other] { $count } платежа разнесены на несколько частей: снимаются все их части, отдельную часть вернуть нельзя.
    }
console-reason-effect = В CRM появится обратная запись с причиной, строки снова станут открытыми. Впишите причину внизу и нажмите Enter; Esc — ничего не делать.
console-reason-effect-gone = В CRM этих денег уже нет: туда ничего не отправится, строки только снова станут открытыми. Впишите причину внизу и нажмите Enter; Esc — ничего не делать.
console-reason-some-gone =
    { $count ->
         [one] { $count } платежа в CRM уже нет: за него туда ничего не отправится, строка только снова станет открытой.
         [few] { $count } платежей в CRM уже нет: за них туда ничего не отправится, строки только снова станут открытыми.
         [many] { $count } платежей в CRM уже нет: за них туда ничего не отправится, строки только снова станут открытыми.
        *[other] { $count } платежа в CRM уже нет: за них туда ничего не отправится, строки только снова станут открытыми.
    }
console-take-back-key = Сторно
console-take-back-title = Последний шаг — загрузка в CRM
console-take-back-question =
    { $count ->
         [one] Загрузка № { $batch }: в CRM { $count } платёж на { $sum }. Отменить его можно только сторно.
         [few] Загрузка № { $batch }: в CRM { $count } платежа на { $sum }. Отменить их можно только сторно.
         [many] Загрузка № { $batch }: в CRM { $count } платежей на { $sum }. Отменить их можно только сторно.
        *[other] Загрузка № { $batch }: в CRM { $count } платежа на { $sum }. Отменить их можно только сторно.
    }
console-take-back-here = только эту: { $row }
console-take-back-all =
    { $count ->
         [one] всю загрузку № { $batch }: { $count } платёж на { $sum }
         [few] всю загрузку № { $batch }: { $count } платежа на { $sum }
         [many] всю загрузку № { $batch }: { $count } платежей на { $sum }
        *[other] всю загрузку № { $batch }: { $count } платежа на { $sum }
    }
console-take-back-nothing = ничего не сторнировать
console-more-rows =
    { $count ->
         [one] … и ещё { $count } строка
         [few] … и ещё { $count } строки
         [many] … и ещё { $count } строк
        *[other] … и ещё { $count } строки
    }
console-reason-wanted = Напишите причину сторно:

## Search.

console-search-label = Договор:
console-search-found =
    { $count ->
         [one] найден { $count } договор
         [few] найдено { $count } договора
         [many] найдено { $count } договоров
        *[other] найдено { $count } договора
    }
console-search-none = ничего не найдено — сократите запрос
console-search-not-exact = точного совпадения нет
console-search-also = искали также: { $query }
console-search-nothing = Договор не выбран: измените запрос.
console-search-many =
    { $count ->
         [one] Для { $count } отмеченной строки
         [few] Для { $count } отмеченных строк
         [many] Для { $count } отмеченных строк
        *[other] Для { $count } отмеченных строк
    }, { $sum }
console-paid-up = оплачен

## Contract, property and payments.

console-card-contract = Карточка договора
console-card-property = Карточка помещения
console-card-payments = Платежи в CRM
console-card-earlier = Более ранние платежи в CRM
console-lines-paid = строки { $first }–{ $last } оплачены: { $sum }
console-card-waiting = Готовы к загрузке
console-waiting-rows =
    { $count ->
         [one] к загрузке готов { $count } платёж
         [few] к загрузке готовы { $count } платежа
         [many] к загрузке готовы { $count } платежей
        *[other] к загрузке готовы { $count } платежа
    }
console-contract-of = { $contract } от { $date }
console-contract-gone = договора в реестре больше нет
console-unit-without-contract = Договора на это помещение нет: оно свободно.
console-no-schedule = Графика платежей нет.
console-no-payments = Платежей нет.
console-reversed = сторно
console-schedule-line = строка { $line }
console-loading = Запрашиваю CRM…
console-tax-id = ИНН
console-yes = да
console-section = секция { $section }
console-floor = этаж { $floor }
console-paid-percent = { $sum } ({ $percent } %)
console-after-payment = Этот платёж закроет { $sum }, останется { $due }
console-after-refund = Этот возврат снимет { $sum }, останется платить { $due }
console-more-lines =
    { $count ->
         [one] … ещё { $count } строка графика
         [few] … ещё { $count } строки графика
         [many] … ещё { $count } строк графика
        *[other] … ещё { $count } строки графика
    }
console-more-below =
    { $count ->
         [one] … ниже ещё { $count } строка ↓ 
         [few] … ниже ещё { $count } строки ↓ 
         [many] … ниже ещё { $count } строк ↓ 
        *[other] … ниже ещё { $count } строки ↓ 
    }
console-fact-kind = вид документа
console-fact-number = номер
console-fact-date = дата
console-fact-sum = сумма
console-fact-payer = плательщик
console-fact-payee = получатель
console-fact-place = файл и строка
console-fact-comment = комментарий
console-fact-holder = покупатель
console-fact-co-holders = сопокупатели
console-fact-unit = помещение
console-fact-lender = банк
console-fact-manager = менеджер
console-fact-escrow = эскроу
console-fact-total = сумма
console-fact-paid = оплачено
console-fact-due = осталось
console-account-title = Основания

## Editor.

console-no-contract-yet = договор не выбран
console-editor-pick = Enter — найти договор по номеру, фамилии или помещению.
console-editor-unsaved = Правка не сохранена. Ещё раз Esc — бросить её, F9 — сохранить.
console-not-a-sum = ← не сумма
console-rest = остаток к разнесению
console-rest-none = разнесено полностью
console-rest-below = разнесено больше платежа на
console-part-without-contract = В части { $part } не выбран договор.
console-part-without-sum = В части { $part } сумма не читается: нужна вида 1 250 000,00.
console-parts-too-much = Части больше платежа на { $sum }. Уменьшите одну из них.
console-saved = Правка сохранена.
console-saved-with-rest = Сохранено, но { $sum } ещё не разнесено: строка не готова.

## Commit and reversal.

console-assign-title = Отмеченные строки
console-assign-question =
    { $count ->
         [one] Отнести { $count } отмеченную строку
         [few] Отнести { $count } отмеченные строки
         [many] Отнести { $count } отмеченных строк
        *[other] Отнести { $count } отмеченные строки
    } на { $sum } на договор { $contract }?
console-commit-title = Загрузка в CRM
console-commit-question =
    { $count ->
         [one] Загрузить { $count } платёж
         [few] Загрузить { $count } платежа
         [many] Загрузить { $count } платежей
        *[other] Загрузить { $count } платежа
    } на { $sum } в CRM ({ $crm })?
console-commit-refunds =
    { $count ->
        [one] из них { $count } возврат покупателю: { $sum }
        [few] из них { $count } возврата покупателям: { $sum }
       *[other] из них { $count } возвратов покупателям: { $sum }
    }
console-commit-left-out = Не войдут:
console-commit-undo = Проведённый платёж отменяется только сторно.
console-commit-no-undo = Эта CRM не умеет сторнировать: отменить проведённый платёж можно будет только в ней самой.
console-commit-stages = Стадии сделок и счетов изменятся по правилам из настроек.
console-commit-notices = Ответственные сотрудники получат уведомления.
console-batch-cancelled = Загрузка отменена до начала: ничего не отправлено.
console-link-pause = { $why } { $seconds } с
console-link-reading = { $count ->
        [one] прочитана { $count } запись
        [few] прочитаны { $count } записи
       *[other] прочитано { $count } записей
    }
console-link-reading-of = читаю { $done } из { $total }
console-link-awaited = читаю договоры…
console-link-away = нет связи ✗
console-link-read-at = договоры на { $time } ✓
console-register-asked = Спрашиваю CRM…
console-register-read = { $count ->
        [one] Договоры перечитаны: { $count } договор.
        [few] Договоры перечитаны: { $count } договора.
       *[other] Договоры перечитаны: { $count } договоров.
    }
console-register-awaited = Договоры ещё читаются из CRM: смотреть строки можно уже сейчас, решать — когда они появятся.
console-register-missing = Договоры из CRM не прочитаны, без них решать нельзя. Проверьте сеть и нажмите { $key }.
console-committing-title = Идёт загрузка в CRM
console-reversing-title = Идёт сторно
console-committed-title = Загрузка завершена
console-reversed-marked = Строки отмечены: их можно разом принять снова или исключить.
console-reversed-title = Сторно завершено
console-progress = { $done } из { $total }
console-progress-writing = записано в CRM { $done } из { $total }, потом всё читается обратно
console-progress-sum = { $progress }   { $sum } из { $all }
console-seconds-left =
    { $count ->
         [one] осталось около { $count } секунды
         [few] осталось около { $count } секунд
         [many] осталось около { $count } секунд
        *[other] осталось около { $count } секунд
    }
console-minutes-left =
    { $count ->
         [one] осталось около { $count } минуты
         [few] осталось около { $count } минут
         [many] осталось около { $count } минут
        *[other] осталось около { $count } минут
    }
console-stopping = Останавливаюсь: то, что уже отправлено, будет доведено до конца. Esc ещё раз — не ждать: судьбу отправленного sverka выяснит сама.
console-outcome-committed =
    ✓ проведено: { $count ->
         [one] { $count } платёж
         [few] { $count } платежа
         [many] { $count } платежей
        *[other] { $count } платежа
    } на { $sum }
console-outcome-already =
    ✓ уже было в CRM: { $count ->
         [one] { $count } платёж
         [few] { $count } платежа
         [many] { $count } платежей
        *[other] { $count } платежа
    } на { $sum }
console-outcome-already-reversed =
    ✓ уже было сторнировано: { $count ->
         [one] { $count } платёж
         [few] { $count } платежа
         [many] { $count } платежей
        *[other] { $count } платежа
    } на { $sum }
console-outcome-reversed =
    ✓ сторнировано: { $count ->
         [one] { $count } платёж
         [few] { $count } платежа
         [many] { $count } платежей
        *[other] { $count } платежа
    } на { $sum }
console-outcome-refused =
    ! CRM отказала: { $count ->
         [one] { $count } платёж
         [few] { $count } платежа
         [many] { $count } платежей
        *[other] { $count } платежа
    } на { $sum }
console-outcome-unclear =
    ! исход неизвестен: { $count ->
         [one] { $count } платёж
         [few] { $count } платежа
         [many] { $count } платежей
        *[other] { $count } платежа
    } на { $sum }
console-outcome-unsent =
    – не отправлено: { $count ->
         [one] { $count } платёж
         [few] { $count } платежа
         [many] { $count } платежей
        *[other] { $count } платежа
    }
console-more-failed =
    { $count ->
         [one] … и ещё { $count } строка с ошибкой
         [few] … и ещё { $count } строки с ошибкой
         [many] … и ещё { $count } строк с ошибкой
        *[other] … и ещё { $count } строки с ошибкой
    }
console-not-saved-title = Не сохранено
console-not-saved-next = Последняя правка не записана на диск. Всё, что было до неё, сохранено. Программа закроется, чтобы не показывать того, чего нет на диске; устраните причину и запустите её снова.
console-settled =
    { $count ->
         [one] Спросил CRM: выяснен исход { $count } строки.
         [few] Спросил CRM: выяснен исход { $count } строк.
         [many] Спросил CRM: выяснен исход { $count } строк.
        *[other] Спросил CRM: выяснен исход { $count } строк.
    }
console-recovered = В прошлый раз загрузка оборвалась. Спросил CRM: проведено { $committed }, свободны снова { $reopened }, сторнировано { $reversed }.
console-register-first = Договоры прочитаны раньше, а не сейчас. Читаю реестр заново, ничего не проведено: посмотрите строки и нажмите F9 ещё раз.
console-held-back =
    { $count ->
         [one] { $count } строка не отправлена: CRM уже держит такой платёж или строка изменилась. Проверьте её и проведите снова.
         [few] { $count } строки не отправлены: CRM уже держит такие платежи или строки изменились. Проверьте их и проведите снова.
         [many] { $count } строк не отправлено: CRM уже держит такие платежи или строки изменились. Проверьте их и проведите снова.
        *[other] { $count } строки не отправлено: CRM уже держит такие платежи или строки изменились. Проверьте их и проведите снова.
    }
console-file-incomplete = ФАЙЛ { $file } ОБРЕЗАН: нет строки КонецФайла, часть платежей могла пропасть. Выгрузите его заново и загрузите ещё раз.
console-saver-gone = Сохранение остановилось: программа закроется. Запустите её снова — всё, что было сохранено, на месте.
console-task-failed = Внутренняя ошибка при чтении реестра: { $error }. Перезапустите программу — всё сохранено.
console-no-threads = Система не даёт запустить консоль: { $error }. Закройте лишние программы и повторите.

## Chessboard.

console-board-free = свободно
console-board-draft = бронь
console-board-unpaid = не оплачено
console-board-partly = оплачено частично
console-board-paid = оплачено
console-board-empty = В CRM нет помещений: реестр договоров ещё не загружен.
console-board-title =
    { $count ->
         [one] { $count } помещение, продано { $sold }
         [few] { $count } помещения, продано { $sold }
         [many] { $count } помещений, продано { $sold }
        *[other] { $count } помещения, продано { $sold }
    }
console-board-place = шахматка { $at } из { $all }
console-board-sums = сумма { $total } · оплачено { $paid } ({ $percent } %) · осталось { $due }

## Help and messages.

console-messages-title = Прежние сообщения
console-no-messages = Сообщений ещё не было.
console-help-states = Что значат знаки
console-help-ready = всё есть, уйдёт со следующей загрузкой
console-help-review = договор, скорее всего, один, но что-то надо проверить
console-help-choose = подходят несколько договоров — выберите цифрой
console-help-unmatched = договор не найден — найдите поиском
console-help-blocked = загружать нельзя, причина — в строке
console-help-excluded = не пойдёт в CRM: не от покупателя или исключён вами
console-help-committed = в CRM и прочитан оттуда обратно
console-help-failed = CRM отказала или не ответила, причина — в строке
console-help-marks = Что стоит в столбцах
console-help-mark-line = договор и строка графика
console-help-mark-lines = договор и несколько строк графика
console-help-mark-more = платёж разделён: этот договор и ещё один
console-help-mark-guess = единственный кандидат, ещё не выбран
console-help-mark-marked = строка отмечена (Пробел)
console-help-mark-chosen = кандидат, на которого платёж уже отнесён
console-help-digits = взять кандидата с этим номером и перейти к следующей строке
console-key-stop = остановить
console-key-close = закрыть
console-space-key = Пробел

## Evidence in a word, for columns.

console-why-contract-number = номер
console-why-contract-number-collapsed = номер без знаков
console-why-contract-date = дата договора
console-why-contract-date-conflict = другая дата
console-why-source-contract = договор в 1С
console-why-tax-id = ИНН
console-why-known-account = счёт
console-why-payer-name = ФИО
console-why-purpose-name = ФИО в назначении
console-why-unit = помещение
console-why-amount-is-line = сумма
console-why-amount-is-remainder = остаток
console-why-amount-is-lines = сумма строк
console-why-amount-exceeds = больше долга
console-why-due-window = срок
console-why-due-far = не в срок
console-why-lender = банк
console-why-other-contract-named = другой номер
console-why-other-tax-id = чужой ИНН
console-why-other-person-named = другое ФИО
console-why-rejected-before = отвергнут раньше
console-why-original-receipt = возвращает поступление
console-why-prior = редкость

## Flags in a word or two, for columns.

console-flag-outgoing = списание
console-flag-refund = возврат покупателю
console-flag-refund-exceeds = возврат больше
console-flag-refund-before-receipt = сначала поступление
console-flag-own-transfer = свой перевод
console-flag-deleted-in-source = удалён в 1С
console-flag-draft-in-source = черновик в 1С
console-flag-not-a-customer = не от покупателя
console-flag-no-money-moved = без денег
console-flag-contract-terminated = расторгнут
console-flag-contract-assigned = уступлен
console-flag-contract-draft = договор — черновик
console-flag-contract-unknown = договора нет
console-flag-overpayment = переплата
console-flag-wrong-currency = другая валюта
console-flag-certain-duplicate = дубль
console-flag-another-buyers-number = номер другого покупателя
console-flag-not-our-account = не наш счёт
console-flag-zero-sum = нулевая сумма
console-flag-negative-sum = сумма с минусом
console-flag-possible-duplicate = возможен дубль
console-flag-other-sum = другая сумма
console-flag-paid-in-register = взнос уже оплачен
console-flag-contested = спорят двое
console-flag-amount-unusual = сумма не по графику
console-flag-small-difference = разница в копейках
console-flag-prepayment = предоплата
console-flag-third-party = платит другой
console-flag-rejected-before = отклоняли
console-flag-several-contracts-named = названо несколько
console-flag-number-mistyped = опечатка в номере
console-flag-paid-before-signing = до договора
console-flag-vat-named = назван НДС
console-flag-pooled-payment = сводный платёж
console-flag-number-not-unique = номер не один
console-flag-penalty-named = названа пеня
console-flag-changed-in-source = изменён в 1С
console-flag-unplaced = разнесено не всё
console-flag-reversed = сторнирован
console-flag-missing-in-crm = нет в CRM
console-flag-taken-back-in-crm = снят в CRM
console-flag-other-in-crm = в CRM иначе
console-flag-weak-evidence = мало оснований
console-flag-one-sided = сказано одно
console-flag-contradicted = противоречие
console-flag-unclear = неясно прочитано
console-flag-holder-has-others = какой из договоров
console-flag-escrow = эскроу
console-flag-purpose-other = другое назначение
console-flag-object-unknown = не понято, за что

## A state that somebody else has open.

console-key-answer = выбрать
console-key-leave = уйти
console-key-look-again = заново
console-held-title = Эти данные уже открыты
console-held-who = Кто
console-held-place = Где
console-held-host = Машина
console-held-since = Когда
console-held-since-time = { $time } — { $long }
console-held-nameless = Их держит другой процесс; он не назвал себя.
console-held-one = Работать с ними может одна консоль: так ни один платёж не уйдёт дважды.
console-held-files = Файлы, названные при вызове, будут прочитаны, если забрать; в копию их прочитать нельзя.
console-held-sure = Забрать? Ту консоль попросят выйти: она дождётся ответа на то, что уже отправлено в CRM, ничего больше не пошлёт и скажет в своём окне, кто её забрал. Всё решённое сохранено.
console-held-copying = Снимается копия…
console-held-waiting = Та консоль закрывается: { $seconds } с. Идущая загрузка останавливается после ответа на отправленное.
console-held-ending = Та консоль завершается принудительно: { $seconds } с.
console-held-deaf = Та консоль не отвечает на просьбу выйти. Её можно завершить принудительно: сохранённое не пропадёт, а исход отправленного выяснит журнал при открытии.
console-held-deaf-to-force = Её процесс завершён, но система его ещё не отпустила: так бывает, когда завис диск. Подождите или закройте этот экран и повторите позже.
console-held-stopped = Ожидание прервано. Та консоль уже получила просьбу выйти и может закрыться.
console-held-another = Ту консоль закрыли, но данные уже открыл кто-то другой.
console-held-wanted = Эти данные прямо сейчас забирает ещё кто-то. Подождите и повторите.
console-held-failed = Та консоль не получила просьбу выйти: { $detail }. Ничего не изменено.
console-held-look = посмотреть
console-held-look-effect = копия только для чтения, ничего не меняется
console-held-take = забрать
console-held-take-effect = та консоль всё сохранит и закроется, откроется эта
console-held-leave = уйти
console-held-leave-effect = оставить всё как есть
console-held-no = вернуться
console-held-no-effect = не забирать
console-held-yes = забрать
console-held-yes-effect = попросить ту консоль закрыться
console-held-wait = подождать
console-held-wait-effect = попросить ещё раз и подождать
console-held-force = завершить
console-held-force-effect = принудительно; сохранённое не пропадёт
console-taken-from = Забрано: { $holder }, { $place }. Всё, что там решено, здесь.
console-look-only = Только просмотр: ничего изменить нельзя. Заберите данные при новом запуске.
console-look-begun = Только копия: с данными работает другая консоль. { $key } — прочитать заново.
console-look-again = Читается заново…
console-look-anew = Прочитано заново.
console-look-header = ТОЛЬКО ПРОСМОТР · { $time }
console-look-help = Только просмотр: клавиши, которые что-то меняют, здесь ничего не делают.
