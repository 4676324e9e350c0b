# Командная строка: справка, ошибки, печать команд

cli-about = Сверка: платежи из 1С находят свои договоры и уходят в CRM одной клавишей.
cli-about-init = Настроить программу: несколько вопросов, проверка связи с порталом, готовый файл настроек
cli-about-demo = Показать программу на встроенных учебных данных
cli-about-import = Прочитать файлы платежей, подобрать договоры и сохранить в сеансе
cli-about-rows = Показать строки сеанса
cli-about-commit = Загрузить в CRM все готовые строки
cli-about-reverse = Сторнировать проведённое: пакет целиком или отдельные платежи
cli-about-crm = Реестр договоров и платежи в CRM
cli-about-crm-import = Загрузить реестр договоров (.csv или .xlsx) во встроенную CRM; повторная загрузка обновляет и ничего не удваивает
cli-about-crm-contracts = Показать договоры, которые сейчас есть в CRM
cli-about-crm-payments = Показать платежи, которые сейчас есть в CRM
cli-about-memory = Показать, чему программа научилась на ваших решениях: чей счёт за какой договор платит
cli-about-memory-export = Записать это в новый файл .csv
cli-about-memory-forget = Забыть плательщика, договор или всё; решения остаются
cli-about-export = Записать реестр пакета для бухгалтерии: что проведено, с итогами, и что не прошло
cli-about-state = Сохранить состояние одним файлом, вернуть его, обновить вид файлов
cli-about-state-backup = Записать состояние одним файлом: сеанс, журнал, встроенная CRM
cli-about-state-restore = Вернуть состояние из копии; нынешние файлы откладываются, не удаляются
cli-about-state-migrate = Привести файлы к виду этой программы; прежнее состояние остаётся в копии
cli-about-log = Показать журнал действий: кто, когда, с какой строкой и что сделал
cli-about-keys = Показать таблицу клавиш
cli-about-doctor = Проверить настройки, папку состояния, CRM и терминал и сказать, что исправить
cli-usage-open = sverka [КОМАНДА | ФАЙЛ…] [ПАРАМЕТРЫ]
cli-usage-init = sverka init [--webhook-file ФАЙЛ]
cli-usage-demo = sverka demo [--write ПАПКА]
cli-usage-import = sverka import ФАЙЛ… [--json]
cli-usage-rows = sverka rows [--readiness ИМЯ]… [--json]
cli-usage-commit = sverka commit [--dry-run] [--json]
cli-usage-reverse = sverka reverse [--batch НОМЕР|last] [--payment НОМЕР]… --reason ТЕКСТ [--dry-run] [--json]
cli-usage-crm = sverka crm import|contracts|payments
cli-usage-crm-import = sverka crm import ФАЙЛ [--begin-anew]
cli-usage-crm-contracts = sverka crm contracts [--json]
cli-usage-crm-payments = sverka crm payments [--json]
cli-usage-memory = sverka memory [--json]
cli-usage-memory-export = sverka memory export ФАЙЛ
cli-usage-memory-forget = sverka memory forget --payer СЧЁТ | --contract НОМЕР | --all
cli-usage-export = sverka export [--batch НОМЕР|last] [--xlsx ФАЙЛ] [--csv ФАЙЛ] [--force]
cli-usage-state = sverka state backup|restore|migrate
cli-usage-state-backup = sverka state backup [ФАЙЛ|ПАПКА] [--json]
cli-usage-state-restore = sverka state restore ФАЙЛ [--yes] [--keep-crm] [--json]
cli-usage-state-migrate = sverka state migrate [--json]
cli-usage-log = sverka log [--payment НОМЕР] [--contract НОМЕР] [--batch НОМЕР|last] [--since ДЕНЬ] [--until ДЕНЬ] [--json]
cli-usage-keys = sverka keys [--keymap ФАЙЛ|default]
cli-usage-doctor = sverka doctor [--json]
cli-heading-usage = Вызов:
cli-heading-commands = Команды
cli-heading-options = Параметры
cli-heading-words = Файлы
cli-value-file = ФАЙЛ
cli-value-folder = ПАПКА
cli-value-language = ЯЗЫК
cli-value-name = ИМЯ
cli-value-account = СЧЁТ
cli-value-number = НОМЕР
cli-value-text = ТЕКСТ
cli-value-day = ДЕНЬ
cli-help-files = Файлы платежей: выписка 1CClientBankExchange или выгрузка EnterpriseData
cli-help-register = Реестр договоров: .csv или .xlsx
cli-help-memory-file = Новый файл .csv
cli-help-state = Папка состояния (также SVERKA_STATE; обычно ~/.local/state/sverka)
cli-help-config = Файл настроек (также SVERKA_CONFIG; обычно ~/.config/sverka/config.toml)
cli-help-lang = Язык: ru, en или ro
cli-help-help = Показать эту справку
cli-help-version = Показать версию
cli-help-json = Выводить JSON, по одной записи в строке
cli-help-dry-run = Только показать, что ушло бы в CRM; ничего не отправлять
cli-help-reverse-batch = Какой пакет: его номер из журнала или last — последний, которым проводили
cli-help-reverse-payment = Какой платёж: номер документа или идентификатор строки; можно несколько раз
cli-help-reverse-reason = Причина: останется в журнале и в CRM
cli-help-webhook-file = Файл, в котором уже лежит адрес вебхука: не спрашивать его
cli-help-write = Записать учебный реестр и файлы платежей в папку и закончить
cli-help-readiness = Только строки этой готовности: ready, review, choose, unmatched, blocked, excluded, committed, failed
cli-help-keymap = Файл клавиш поверх встроенных
cli-help-payer = Забыть всё об этом плательщике: счёт или ИНН
cli-help-contract = Забыть всё об этом договоре
cli-help-export-batch = Какой пакет; обычно последний (last). Номера видны в sverka log
cli-help-xlsx = Записать книгу Excel: лист проведённого и лист того, что не прошло
cli-help-csv = Записать текстовую таблицу .csv
cli-help-force = Записать поверх файла, который уже есть
cli-help-state-backup = Новый файл или папка для него; иначе — нынешняя папка, имя с датой и временем
cli-help-state-restore = Резервная копия
cli-help-yes = Не спрашивать подтверждения
cli-help-keep-crm = Встроенную CRM оставить как есть: вернуть только сеанс
cli-help-begin-anew = Начать встроенную CRM заново: её файл потерян, а резервной копии нет
cli-help-log-payment = Только этот платёж: номер документа или id строки
cli-help-log-contract = Только этот договор: номер или id
cli-help-log-batch = Только этот пакет загрузки или сторно; last — последний, которым проводили
cli-help-log-since = С этого дня: 01.11.2026 или 2026-11-01
cli-help-log-until = По этот день включительно
cli-help-all = Забыть всё
cli-after-help =
    Без команды открывается консоль на последнем сеансе; названные ФАЙЛЫ сначала загружаются.
    Код завершения: 0 — всё сделано, 1 — не удалось, 2 — неверный вызов или настройки,
    3 — сделано, но часть файлов или строк не принята.

## Неверный вызов

cli-error = Ошибка: { $what }
cli-warning = Внимание: { $what }
cli-wrong-option = Параметр «{ $word }» неизвестен. Все параметры: sverka --help.
cli-wrong-option-meant = Параметр «{ $word }» неизвестен. Может быть, { $meant }? Все параметры: sverka --help.
cli-wrong-command = Команда «{ $word }» неизвестна. Все команды: sverka --help.
cli-wrong-no-command = Не сказано, что сделать: { $known }. Подробнее: sverka --help.
cli-wrong-value = Параметр { $option }: «{ $word }» не подходит. Можно: { $known }. Подробнее: sverka --help.
cli-wrong-no-value = У параметра { $option } нет значения. { $known ->
        [none] Напишите его через пробел.
       *[other] Можно: { $known }.
    } Подробнее: sverka --help.
cli-wrong-extra-value = У параметра { $option } не бывает значения, а написано «{ $word }». Подробнее: sverka --help.
cli-wrong-conflict = Параметр { $option } написан дважды. Оставьте один. Подробнее: sverka --help.
cli-wrong-missing = Не хватает: { $what }. Подробнее: sverka --help.
cli-wrong-batch = --batch: «{ $word }» — не номер пакета. Нужно число или last; номера видны в sverka log.
cli-wrong-day = { $option }: «{ $word }» — не день. Напишите 01.11.2026 или 2026-11-01.
cli-wrong-days = --since { $since } позже, чем --until { $until }: между ними нет ни одного дня. Поменяйте их местами.
cli-wrong-encoding = В вызове есть буквы не в UTF-8. Переименуйте файл или проверьте кодировку терминала. Подробнее: sverka --help.
cli-wrong-other = Вызов не понят: { $detail }. Подробнее: sverka --help.
cli-no-state-folder = Неизвестно, где хранить состояние: нет домашней папки. Назовите её: --state ПАПКА (или SVERKA_STATE).
cli-no-such-file-or-command = «{ $word }»: нет ни такой команды, ни такого файла. Команды: sverka --help.
cli-unexpected = Непредвиденная ошибка, это дефект программы: { $detail }. Всё, что было сохранено, цело. Запустите sverka снова; если повторится, приложите этот текст к сообщению об ошибке.
cli-unexpected-panic = Непредвиденная ошибка, это дефект программы. Всё, что было сохранено, цело. Запустите sverka снова; если повторится, приложите этот текст к сообщению об ошибке.

## Столбцы

cli-column-contract = договор
cli-column-date = дата
cli-column-status = состояние
cli-column-holder = покупатель
cli-column-total = сумма
cli-column-paid = оплачено
cli-column-due = осталось
cli-column-amount = сумма
cli-column-payer = плательщик
cli-column-line = строка
cli-column-reference = в CRM
cli-column-account = счёт
cli-column-role = кто это
cli-column-confirmed = принято
cli-column-rejected = отклонено
cli-column-number = номер
cli-column-tax-id = ИНН
cli-column-purpose = назначение
cli-column-currency = валюта
cli-column-why = причина
cli-column-last-day = последний платёж

## import

cli-import-file = { $file } ({ $format }): документов { $documents }, новых { $added }, уже были { $same }, изменились { $changed }, отказано { $refused }
cli-import-failed = { $file }: файл не загружен. { $what }
cli-import-refused = { $file }, строка { $line }, документ № { $number }: { $reason }
cli-import-refused-unnumbered = { $file }, строка { $line }, документ без номера: { $reason }
cli-import-changed = { $file }: документ № { $number } изменился: { $facts }. Решение по нему сохранено, проверьте строку.
cli-import-warning = { $file }: { $what }
cli-import-nothing-new = Ничего нового: всё это уже загружено.
cli-import-adopted = { $file }: уже проведены в CRM: { $count }. Повторно они не уйдут.
cli-import-incomplete = { $file }: ФАЙЛ ОБРЕЗАН — нет строки КонецФайла, часть платежей могла пропасть. Выгрузите его заново и загрузите ещё раз.
cli-rows-none = В сеансе нет строк. Загрузите файл платежей: sverka import ФАЙЛ.
cli-rows-none-such = Таких строк в сеансе нет.
cli-rows-count = { $count ->
        [one] Всего { $count } строка.
        [few] Всего { $count } строки.
       *[other] Всего { $count } строк.
    }

## commit

cli-commit-nothing = Готовых строк нет: загружать нечего.
cli-commit-waits = Отправленное раньше может ещё дойти до CRM: жду { $seconds } с, потом спрошу её и начну загрузку.
cli-commit-dry = { $count ->
        [one] Ушла бы { $count } строка на { $sum }. Ничего не отправлено.
        [few] Ушли бы { $count } строки на { $sum }. Ничего не отправлено.
       *[other] Ушло бы { $count } строк на { $sum }. Ничего не отправлено.
    }
cli-commit-done = Проведено { $committed }, уже были { $already }, отказано { $refused }, не известно { $unknown }. Сумма: { $sum }.
cli-commit-row-problem = { $date }, { $amount }, { $payer }: { $outcome }. { $what }
cli-commit-stopped = Отправка остановлена: { $what }
cli-commit-unsent = { $count ->
        [one] Не отправлена { $count } строка, она по-прежнему готова.
        [few] Не отправлены { $count } строки, они по-прежнему готовы.
       *[other] Не отправлено { $count } строк, они по-прежнему готовы.
    }
cli-outcome-committed = проведено
cli-outcome-already = уже было
cli-outcome-refused = отказ
cli-outcome-unknown = не известно
cli-outcome-reversed = сторно
cli-stopping = Останавливаюсь: жду ответа на то, что уже отправлено, больше ничего не уйдёт. Ещё раз Ctrl+C — не ждать; исход спросит следующий запуск.
cli-reverse-what = Не сказано, что сторнировать. Назовите пакет (--batch last) или платежи (--payment НОМЕР).
cli-reverse-why = Сторно без причины не бывает. Назовите её: --reason "двойная загрузка".
cli-reverse-no-batches = Загрузок ещё не было: сторнировать нечего.
cli-reverse-empty-batch = В пакете { $batch } нет платежей, которые CRM держит через него: сторнировать нечего. Пакеты показывает sverka log.
cli-reverse-not-held = Платежа { $payment } среди проведённых нет: сторнировать нечего. Проведённые показывает sverka rows --readiness committed.
cli-reverse-several = { $count ->
     [one] Номер { $payment } носит { $count } проведённый платёж. Назовите строку её идентификатором: { $ids }.
     [few] Номер { $payment } носят { $count } проведённых платежа. Назовите строку её идентификатором: { $ids }.
     [many] Номер { $payment } носят { $count } проведённых платежей. Назовите строку её идентификатором: { $ids }.
    *[other] Номер { $payment } носят { $count } проведённых платежа. Назовите строку её идентификатором: { $ids }.
 }
cli-reverse-dry = { $count ->
     [one] Сторнирован был бы { $count } платёж на { $sum }. Ничего не отправлено.
     [few] Сторнированы были бы { $count } платежа на { $sum }. Ничего не отправлено.
     [many] Сторнировано было бы { $count } платежей на { $sum }. Ничего не отправлено.
    *[other] Сторнировано было бы { $count } платежа на { $sum }. Ничего не отправлено.
 }
cli-reverse-done = Сторнировано { $reversed }, уже были { $already }, отказано { $refused }, не известно { $unknown }. Сумма: { $sum }.
cli-reverse-unsent = { $count ->
     [one] Не отправлено сторно { $count } платежа: он по-прежнему проведён.
     [few] Не отправлено сторно { $count } платежей: они по-прежнему проведены.
     [many] Не отправлено сторно { $count } платежей: они по-прежнему проведены.
    *[other] Не отправлено сторно { $count } платежа: они по-прежнему проведены.
 }
cli-recovered = { $count ->
        [one] После прошлого раза в CRM спрошена { $count } строка: её судьба теперь известна.
        [few] После прошлого раза в CRM спрошены { $count } строки: их судьба теперь известна.
       *[other] После прошлого раза в CRM спрошено { $count } строк: их судьба теперь известна.
    }

## crm

cli-contracts-count = { $count ->
        [one] Всего { $count } договор.
        [few] Всего { $count } договора.
       *[other] Всего { $count } договоров.
    }
cli-payments-count = { $count ->
        [one] Всего { $count } запись на { $sum }.
        [few] Всего { $count } записи на { $sum }.
       *[other] Всего { $count } записей на { $sum }.
    }
cli-register-refused = { $file }, строка { $line }, договор { $number }: не загружен. { $reason }
cli-register-refused-unnumbered = { $file }, строка { $line }, договор без номера: не загружен. { $reason }
cli-register-done = Реестр { $file }: новых { $added }, изменились { $changed }, без изменений { $same }, отказано { $refused }.
cli-register-missing = { $count ->
        [one] { $count } договор в CRM есть, а в реестре его нет: он остался.
        [few] { $count } договора в CRM есть, а в реестре их нет: они остались.
       *[other] { $count } договоров в CRM есть, а в реестре их нет: они остались.
    }

## demo

cli-demo-written = Учебный реестр: { $register }
cli-demo-written-file = Файл платежей: { $file }
cli-demo-next = Дальше: sverka crm import { $register }, затем sverka import с файлами платежей.
cli-demo-cannot-write = Не удалось записать учебные данные в { $folder }: { $detail }. Назовите папку, в которую можно писать: --write ПАПКА.
cli-demo-folder = Не удалось сделать временную папку { $folder }: { $detail }. Назовите папку сами: --state ПАПКА.

## doctor

cli-doctor-config = Настройки: { $file }
cli-doctor-config-none = Настройки: файла нет, действуют обычные
cli-doctor-own-unknown = Настройки: в [own] не названы свои счета и ИНН. Без них переводы между своими счетами видны только тогда, когда их назвал сам банк; допишите accounts и tax_ids.
cli-doctor-tax-id = Настройки: у номера { $number } в tax_ids не сходятся контрольные цифры. Проверьте, нет ли описки.
cli-doctor-keymap = Клавиши: { $file }
cli-doctor-state = Папка состояния: { $folder }
cli-doctor-state-none = Папка состояния: { $folder } появится при первой загрузке
cli-doctor-state-no-folder = Папка состояния: { $folder } — это не папка. Уберите файл или назовите другую: --state ПАПКА.
cli-doctor-state-no-access = Папка состояния: в { $folder } нельзя писать. Дайте себе право на запись или назовите другую: --state ПАПКА.
cli-doctor-state-open-to-others = Папку состояния { $folder } могут открыть другие пользователи. Закройте её: chmod 700.
cli-doctor-state-little-room = На диске папки { $folder } свободно только { $free } МиБ. Освободите место.
cli-doctor-session-older = Сеанс: файл прежнего вида (схема { $schema }, нынешняя { $now }). Следующее открытие переведёт его, сохранив копию; заранее: sverka state migrate
cli-doctor-session = { $count ->
        [one] Сеанс: цел, { $count } строка
        [few] Сеанс: цел, { $count } строки
       *[other] Сеанс: цел, { $count } строк
    }
cli-doctor-log = { $count ->
        [one] Журнал действий: цел, { $count } запись, отпечаток { $fingerprint }
        [few] Журнал действий: цел, { $count } записи, отпечаток { $fingerprint }
       *[other] Журнал действий: цел, { $count } записей, отпечаток { $fingerprint }
    }
cli-doctor-log-more = { $count ->
        [one] В журнале действий и состоянии ещё { $count } такое место.
        [few] В журнале действий и состоянии ещё { $count } таких места.
       *[other] В журнале действий и состоянии ещё { $count } таких мест.
    }
cli-doctor-backup = Последняя копия, сделанная самой программой: { $file }
cli-doctor-backup-none = Резервной копии ещё нет: первая появится сама при первом открытии завтра; сейчас — sverka state backup
cli-doctor-restore-unfinished = Возврат из копии прервался; следующее открытие закончит его само
cli-doctor-unsettled = { $count ->
        [one] Судьба { $count } отправленной строки не известна. Откройте sverka: она спросит CRM прежде всего остального.
       *[other] Судьба { $count } отправленных строк не известна. Откройте sverka: она спросит CRM прежде всего остального.
    }
cli-doctor-crm = { $count ->
        [one] CRM: встроенная, { $count } договор ({ $file })
        [few] CRM: встроенная, { $count } договора ({ $file })
       *[other] CRM: встроенная, { $count } договоров ({ $file })
    }
cli-doctor-crm-empty = CRM: встроенная, договоров в ней нет. Загрузите реестр: sverka crm import ФАЙЛ.
cli-doctor-portal = Bitrix24: портал { $portal } отвечает, соединение зашифровано, вебхук принят
cli-doctor-portal-local = Bitrix24: портал { $portal } на этой машине отвечает, вебхук принят; соединение не зашифровано
cli-doctor-portal-nobody = Bitrix24: сотрудник, которому принадлежит вебхук, уволен или отключён. Создайте вебхук от имени действующего: Разработчикам → Другое → Входящий вебхук, и запишите новый адрес в файл.
cli-doctor-portal-administrator = Bitrix24: вебхук принадлежит администратору { $name }, права на изменение есть
cli-doctor-portal-person = Bitrix24: вебхук принадлежит сотруднику { $name }. Может ли он менять сделки и счета, портал заранее не говорит; проверьте: CRM → Настройки → Права доступа, чтение и изменение.
cli-doctor-portal-scope-crm = Bitrix24: у вебхука не отмечено право «CRM (crm)», без него не прочесть ни сделок, ни счетов. Откройте Разработчикам → Интеграции → ваш вебхук и отметьте его.
cli-doctor-portal-scope-user = Bitrix24: у вебхука не отмечено право «Пользователи (user)», без него неизвестны ответственные. Откройте Разработчикам → Интеграции → ваш вебхук и отметьте его.
cli-doctor-portal-scope-im = Bitrix24: у вебхука не отмечено право «Чат и уведомления (im)»: платежи пройдут, но уведомлений не будет. Отметьте его (Разработчикам → Интеграции → ваш вебхук) или выключите их: notices = false в [crm.bitrix24.tell].
cli-doctor-portal-scope-sale = Bitrix24: у вебхука не отмечено право «Интернет-магазин (sale)»: платежи пройдут, но оплат заказа не будет. Отметьте его (Разработчикам → Интеграции → ваш вебхук; нужен вебхук администратора) или уберите sale = true из [crm.bitrix24].
cli-doctor-portal-no-access = Bitrix24: действие { $method } вебхуку запрещено. Откройте Разработчикам → Интеграции → ваш вебхук и проверьте отмеченные права.
cli-doctor-portal-no-method = Bitrix24: на портале нет действия { $method }. На своём сервере обновите Bitrix24: Настройки → Обновление платформы.
cli-doctor-portal-clock = Bitrix24: часы портала и этой машины сходятся
cli-doctor-portal-clock-behind = { $count ->
        [one] Bitrix24: часы этой машины отстают от портала на { $count } минуту. Проверьте их: timedatectl.
        [few] Bitrix24: часы этой машины отстают от портала на { $count } минуты. Проверьте их: timedatectl.
       *[other] Bitrix24: часы этой машины отстают от портала на { $count } минут. Проверьте их: timedatectl.
    }
cli-doctor-portal-clock-ahead = { $count ->
        [one] Bitrix24: часы этой машины спешат против портала на { $count } минуту. Проверьте их: timedatectl.
        [few] Bitrix24: часы этой машины спешат против портала на { $count } минуты. Проверьте их: timedatectl.
       *[other] Bitrix24: часы этой машины спешат против портала на { $count } минут. Проверьте их: timedatectl.
    }
cli-doctor-portal-no-money = Bitrix24: в настройках не названы поля для оплат, провести ничего нельзя. Назовите paid и payments в [crm.bitrix24.invoice.money] или [crm.bitrix24.deal.money]; проще всего — sverka init.
cli-doctor-portal-deal-refused = Bitrix24: сделки не читаются: { $why }
cli-doctor-portal-deal-none = Bitrix24: вебхук не видит ни одной сделки. Проверьте права сотрудника: CRM → Настройки → Права доступа, чтение сделок.
cli-doctor-portal-deal-count = { $count ->
        [one] Bitrix24: видна { $count } сделка
        [few] Bitrix24: видны { $count } сделки
       *[other] Bitrix24: видно { $count } сделок
    }
cli-doctor-portal-deal-no-money = Bitrix24: поля оплат у сделок не названы; сделку без счетов провести нельзя. Если такие есть, назовите paid и payments в [crm.bitrix24.deal.money].
cli-doctor-portal-deal-fields = { $count ->
        [one] Bitrix24: у сделок найдено { $count } поле из настроек, вид подходит
        [few] Bitrix24: у сделок найдены { $count } поля из настроек, виды подходят
       *[other] Bitrix24: у сделок найдено { $count } полей из настроек, виды подходят
    }
cli-doctor-portal-invoice-refused = Bitrix24: счета не читаются: { $why }
cli-doctor-portal-invoice-none = Bitrix24: вебхук не видит ни одного счёта. Если счета есть, проверьте права сотрудника: CRM → Настройки → Права доступа, чтение счетов.
cli-doctor-portal-invoice-count = { $count ->
        [one] Bitrix24: виден { $count } счёт
        [few] Bitrix24: видны { $count } счёта
       *[other] Bitrix24: видно { $count } счетов
    }
cli-doctor-portal-invoice-no-money = Bitrix24: поля оплат у счетов не названы; счёт провести нельзя. Назовите paid и payments в [crm.bitrix24.invoice.money].
cli-doctor-portal-invoice-fields = { $count ->
        [one] Bitrix24: у счетов найдено { $count } поле из настроек, вид подходит
        [few] Bitrix24: у счетов найдены { $count } поля из настроек, виды подходят
       *[other] Bitrix24: у счетов найдено { $count } полей из настроек, виды подходят
    }
cli-doctor-portal-field-missing = Bitrix24: поля { $field } ({ $key }) на портале нет. Создайте его (CRM → карточка → Настройки → Создать поле) или назовите другое: sverka init.
cli-doctor-portal-field-other-name = Bitrix24: поле { $field } ({ $key }) здесь зовётся { $meant }. Исправьте имя в настройках.
cli-doctor-portal-field-read-only = Bitrix24: в поле { $field } ({ $key }) нельзя писать. Назовите другое: sverka init.
cli-doctor-portal-field-kind = Bitrix24: поле { $field } «{ $title }» ({ $key }) не подходит: это { $is }, а нужно { $wanted }. Создайте другое поле и назовите его в настройках: sverka init.
cli-doctor-portal-kind-one = «{ $kind }» с одним значением
cli-doctor-portal-kind-many = «{ $kind }» с несколькими значениями
cli-doctor-portal-wanted-sum = «Число» или «Деньги» с одним значением (double, money)
cli-doctor-portal-wanted-lines = «Строка», множественное (string)
cli-doctor-portal-wanted-text = поле с одним значением
cli-doctor-portal-stage = Bitrix24: { $key } — стадия «{ $name }» ({ $pipeline })
cli-doctor-portal-stage-missing = Bitrix24: стадии { $stage } ({ $key }) на портале нет: её удалили или это другая воронка. Выберите заново: sverka init.
cli-doctor-portal-stage-failure = Bitrix24: { $key } — стадия «{ $name }» ({ $pipeline }), а это провал. Выберите другую: sverka init.
cli-doctor-portal-stage-success = Bitrix24: { $key } — стадия «{ $name }» ({ $pipeline }), а это успешное завершение: карточка закроется до полной оплаты. Выберите другую: sverka init.
cli-doctor-portal-wanted-state = «Список» или «Строка» с одним значением (enumeration, string)
cli-doctor-portal-states-missing = Bitrix24: в списке «{ $title }» ({ $field }) нет значений: { $names }. Добавьте их или назовите свои в [crm.bitrix24.states]; без них состояние оплаты не запишется.
cli-doctor-portal-stage-own-success = Bitrix24: { $key } — успешная стадия своей воронки
cli-doctor-portal-stage-no-success = Bitrix24: { $key } — успешная стадия своей воронки, но не у каждой воронки она есть; карточки остальных не сдвинутся.
cli-doctor-portal-stage-too-early = Bitrix24: { $key } — успешная стадия воронки: карточка закроется до полной оплаты. Выберите другую: sverka init.
cli-doctor-portal-units-refused = Bitrix24: смарт-процесс помещений { $process } не читается: { $why } Проверьте process в [crm.bitrix24.units] (его entityTypeId) и право сотрудника читать его: CRM → Настройки → Права доступа.
cli-doctor-portal-units-fields = { $count ->
    [one] Bitrix24: { $count } поле помещений из смарт-процесса на месте
    [few] Bitrix24: { $count } поля помещений из смарт-процесса на месте
   *[other] Bitrix24: { $count } полей помещений из смарт-процесса на месте
}
cli-doctor-portal-schedule-refused = Bitrix24: смарт-процесс графика { $process } не читается: { $why } Проверьте process в [crm.bitrix24.schedule] (его entityTypeId) и право сотрудника читать его: CRM → Настройки → Права доступа.
cli-doctor-portal-schedule-fields = { $count ->
    [one] Bitrix24: { $count } поле графика из смарт-процесса на месте
    [few] Bitrix24: { $count } поля графика из смарт-процесса на месте
   *[other] Bitrix24: { $count } полей графика из смарт-процесса на месте
}
cli-doctor-portal-wanted-day = «Дата» или «Дата и время» с одним значением (date, datetime)
cli-doctor-portal-sale-person = Bitrix24: оплаты заказов (sale = true) добавляет только вебхук администратора. Создайте его от имени администратора или уберите sale = true из [crm.bitrix24].
cli-doctor-portal-pay-system = Bitrix24: платёжная система { $number } — «{ $name }»
cli-doctor-portal-pay-system-none = Bitrix24: для оплат заказов (sale = true) не названа платёжная система. Назовите её номер: pay_system в [crm.bitrix24]; номера — CRM → Настройки → Платежи и чеки → Платёжные системы.
cli-doctor-portal-pay-system-untold = Bitrix24: есть ли платёжная система { $number }, портал вебхуку не сообщает. Отметьте право «Платёжные системы (pay_system)» или проверьте номер сами: CRM → Настройки → Платежи и чеки → Платёжные системы.
cli-doctor-portal-pay-system-missing = Bitrix24: платёжной системы { $number } (pay_system) на портале нет, оплаты заказов не добавятся. Назовите другую: CRM → Настройки → Платежи и чеки → Платёжные системы.
cli-doctor-portal-kept-minutes = { $count ->
        [one] Bitrix24: прочитанное из портала хранится, ему { $count } минута
        [few] Bitrix24: прочитанное из портала хранится, ему { $count } минуты
       *[other] Bitrix24: прочитанное из портала хранится, ему { $count } минут
    }
cli-doctor-portal-kept-hours = { $count ->
        [one] Bitrix24: прочитанное из портала хранится, ему { $count } час
        [few] Bitrix24: прочитанное из портала хранится, ему { $count } часа
       *[other] Bitrix24: прочитанное из портала хранится, ему { $count } часов
    }
cli-doctor-portal-kept-in-use = Bitrix24: прочитанное из портала сейчас открыто другой программой sverka
cli-doctor-portal-kept-damaged = Bitrix24: файл прочитанного из портала повреждён; при следующем запуске портал будет прочитан заново.
cli-doctor-portal-limits = Bitrix24: { $rate } запроса в секунду, запас { $bucket }. Тариф портал вебхуку не сообщает; если он «Энтерпрайз», напишите enterprise = true в [crm.bitrix24].
cli-doctor-portal-limits-enterprise = Bitrix24: { $rate } запросов в секунду, запас { $bucket } (enterprise = true). Тариф портал вебхуку не сообщает; если он не «Энтерпрайз», уберите эту строку.
cli-doctor-no-terminal = Терминал: его здесь нет; консоль не откроется, остальные команды работают.
cli-doctor-term = Терминал: переменная TERM пуста или dumb, консоль не нарисовать. Задайте, например, TERM=xterm-256color.
cli-doctor-terminal = Терминал: { $name }
cli-doctor-size = Терминал: { $columns }×{ $lines } — меньше 80×24, часть экрана не поместится. Увеличьте окно.
cli-doctor-locale = Терминал: кодировка «{ $locale }» — не UTF-8, буквы могут исказиться. Задайте, например, LANG=ru_RU.UTF-8.
cli-doctor-no-colour = Терминал: цвета выключены (NO_COLOR); готовность видна по знаку и слову
cli-doctor-good = Всё в порядке.
cli-doctor-look = { $count ->
        [one] Работать можно; { $count } замечание отмечено знаком «!».
        [few] Работать можно; { $count } замечания отмечены знаком «!».
       *[other] Работать можно; { $count } замечаний отмечено знаком «!».
    }
cli-doctor-broken = { $count ->
        [one] Нужно исправить { $count } место, оно отмечено знаком «✕».
        [few] Нужно исправить { $count } места, они отмечены знаком «✕».
       *[other] Нужно исправить { $count } мест, они отмечены знаком «✕».
    }
cli-import-refused-file = Не загружено. { $what }

## memory

cli-role-holder = покупатель
cli-role-co-holder = сопокупатель
cli-role-relative = супруг или родственник
cli-role-employer = работодатель
cli-role-bank = банк
cli-role-other = другое лицо
cli-memory-none = Пока нечего помнить: программа учится на ваших решениях.
cli-memory-count = { $count ->
        [one] Всего { $count } пара.
        [few] Всего { $count } пары.
       *[other] Всего { $count } пар.
    }
cli-memory-exported = { $count ->
        [one] { $file }: записана { $count } пара.
        [few] { $file }: записаны { $count } пары.
       *[other] { $file }: записано { $count } пар.
    }
cli-memory-forgotten = { $count ->
        [one] Забыта { $count } пара. Решения остались.
        [few] Забыты { $count } пары. Решения остались.
       *[other] Забыто { $count } пар. Решения остались.
    }
cli-memory-forget-what = Не сказано, что забыть. Назовите одно: --payer СЧЁТ, --contract НОМЕР или --all.
cli-memory-file-exists = { $file }: такой файл уже есть, он не тронут. Назовите другой.
cli-cannot-write = { $file }: файл не записан: { $detail }. Проверьте папку и место на диске.

## log

cli-log-count = { $count ->
        [one] Показана { $count } запись из { $all }. Отпечаток журнала: { $fingerprint }
        [few] Показаны { $count } записи из { $all }. Отпечаток журнала: { $fingerprint }
       *[other] Показано { $count } записей из { $all }. Отпечаток журнала: { $fingerprint }
    }
cli-log-row = № { $number } от { $date }, { $amount }, { $payer }
cli-log-part = { $what }, ключ { $key }
cli-log-before = было: { $what }
cli-log-after = стало: { $what }
cli-log-log-begun = начало журнала; уже были строки: { $rows }, отправки: { $attempts }
cli-log-carried = так стояло, когда журнал начался
cli-log-imported = прочитан файл { $file } ({ $format }): платежей { $payments }, новых { $added }, отказано { $refused }
cli-log-decided = решение: { $what }
cli-log-undone = отменено: { $what }
cli-log-redone = возвращено: { $what }
cli-log-document-changed = документ изменился в источнике: { $facts }
cli-log-observed = программа увидела в CRM
cli-log-commit-planned = { $count ->
        [one] загрузка, пакет { $batch }: записан план, { $count } строка на { $sum }
        [few] загрузка, пакет { $batch }: записан план, { $count } строки на { $sum }
       *[other] загрузка, пакет { $batch }: записан план, { $count } строк на { $sum }
    }
cli-log-reversal-planned = { $count ->
        [one] сторно, пакет { $batch }: записан план, { $count } строка на { $sum }; причина: { $reason }
        [few] сторно, пакет { $batch }: записан план, { $count } строки на { $sum }; причина: { $reason }
       *[other] сторно, пакет { $batch }: записан план, { $count } строк на { $sum }; причина: { $reason }
    }
cli-log-attempt-planned = пакет { $batch }: записан план, ещё не отправлено
cli-log-commit-sent = загрузка, пакет { $batch }: отправлено в CRM
cli-log-commit-sent-again = загрузка, пакет { $batch }: отправлено ещё раз под теми же ключами
cli-log-commit-unanswered = загрузка, пакет { $batch }: ответа нет, исход не известен. { $why }
cli-log-commit-confirmed = загрузка, пакет { $batch }: CRM приняла и прочитана обратно, { $reference }
cli-log-commit-refused = загрузка, пакет { $batch }: CRM отказала: { $why }
cli-log-commit-never-left = загрузка, пакет { $batch }: так и не отправлено
cli-log-commit-not-held = загрузка, пакет { $batch }: CRM спрошена, у неё этого нет
cli-log-reason = причина: { $reason }
cli-log-reversal-sent = сторно, пакет { $batch }: отправлено в CRM
cli-log-reversal-sent-again = сторно, пакет { $batch }: отправлено ещё раз под теми же ключами
cli-log-reversal-unanswered = сторно, пакет { $batch }: ответа нет, исход не известен. { $why }
cli-log-reversal-confirmed = сторно, пакет { $batch }: сделано и прочитано обратно, { $reference }
cli-log-reversal-refused = сторно, пакет { $batch }: CRM отказала: { $why }
cli-log-reversal-never-left = сторно, пакет { $batch }: так и не отправлено
cli-log-reversal-not-done = сторно, пакет { $batch }: CRM спрошена, платёж у неё по-прежнему есть
cli-log-forgotten = { $count ->
        [one] забыто, чему научили решения: { $what }, { $count } пара
        [few] забыто, чему научили решения: { $what }, { $count } пары
       *[other] забыто, чему научили решения: { $what }, { $count } пар
    }
cli-log-forgotten-all = { $count ->
        [one] забыто всё, чему научили решения: { $count } пара
        [few] забыто всё, чему научили решения: { $count } пары
       *[other] забыто всё, чему научили решения: { $count } пар
    }
cli-log-taken-over = { $forced ->
    [yes] консоль забрана у { $user } ({ $place }): на просьбу выйти она не ответила и завершена принудительно
   *[no] консоль забрана у { $user } ({ $place })
}
cli-log-restored = состояние возвращено из копии от { $made }; { $beyond }
cli-log-restored-beyond = { $count ->
    [0] ничего не отложено
    [one] отложена { $count } более поздняя запись
    [few] отложены { $count } более поздние записи
    [many] отложено { $count } более поздних записей
   *[other] отложено { $count } более поздней записи
}
cli-log-restored-unknown = что было до этого, не известно
cli-log-head-renewed = файл .head рядом с журналом пропал и сделан заново: до этой записи нельзя поручиться, что конец журнала не отрезали
cli-log-face-program = решает программа
cli-log-face-nothing = ни один из предложенных договоров
cli-log-face-given = { $what }
cli-log-face-excluded = исключена
cli-log-face-included = возвращена в работу
cli-log-face-kind = вид: { $kind }
cli-log-face-comment = примечание «{ $comment }»
cli-log-face-unknown = отправлена, исход не известен
cli-log-face-committed = проведена ({ $reference }): { $what }
cli-log-face-refused = отказ CRM: { $why }
cli-log-face-changed = изменилось: { $facts }
cli-log-face-document = документ № { $number } от { $date }, { $amount }, { $payer }, «{ $purpose }»
cli-log-fact-reversed = сторнирован
cli-log-fact-missing = в CRM его больше нет
cli-log-fact-taken-back = сторнирован в CRM
cli-log-fact-elsewhere = в CRM он стоит иначе

## export

cli-export-where = Не сказано, куда записать реестр. Назовите файл: --xlsx ФАЙЛ или --csv ФАЙЛ.
cli-export-same-file = { $file }: один файл назван и для --xlsx, и для --csv. Ничего не записано. Назовите два разных.
cli-export-no-batches = Загрузок ещё не было: реестр составлять не из чего. Проведите строки: sverka commit или F9 в консоли.
cli-export-no-batch = Пакета { $batch } в журнале нет. Номера пакетов показывает sverka log.
cli-export-file-exists = { $file }: такой файл уже есть, он не тронут. Назовите другой или добавьте --force.
cli-export-into-state = { $file } лежит в папке состояния, там хранится сама работа. Ничего не записано. Назовите файл в другой папке.
cli-export-done = { $count ->
        [one] { $file }: пакет { $batch }, прошла { $count } запись на { $sum }, не прошло: { $refused }
        [few] { $file }: пакет { $batch }, прошли { $count } записи на { $sum }, не прошло: { $refused }
       *[other] { $file }: пакет { $batch }, прошло { $count } записей на { $sum }, не прошло: { $refused }
    }
cli-export-sheet = Реестр
cli-export-sheet-refused = Не прошли
cli-export-title = Загрузка в CRM, пакет { $batch } от { $at }
cli-export-title-reversal = Сторно в CRM, пакет { $batch } от { $at }; причина: { $reason }
cli-export-seal = Журнал действий: запись № { $number }, отпечаток { $fingerprint }
cli-export-total = Итого
cli-export-total-taken-back = Из них сторнировано позже
cli-export-total-refused = Итого не прошло
cli-export-state-held = проведён
cli-export-state-taken-back-later = проведён, позже сторнирован
cli-export-state-taken-back = сторнирован
cli-export-state-refused = отказ CRM
cli-export-state-unknown = исход не известен
cli-export-state-absent = не отправлен
cli-export-why-unknown = Отправлено, ответа нет. Откройте sverka: она спросит CRM прежде всего остального.
cli-export-why-absent = В CRM этого нет: загрузка остановилась раньше или CRM спрошена. Строка снова готова.
cli-looked = Данные открыты в консоли ({ $holder }); показано, что в них сохранено на { $time }.
cli-taken-over = Эти данные забрала другая консоль: { $holder }, { $place }, в { $time }. Всё решённое сохранено и открыто там.
