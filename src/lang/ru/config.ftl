# Файл настроек
config-missing = Не найден файл настроек { $file }. Проверьте путь после --config (или в SVERKA_CONFIG) либо уберите его: без файла действуют обычные настройки.
config-unreadable = Файл настроек { $file } не читается. Дайте себе право на чтение этого файла или укажите другой через --config ({ $detail }).
config-syntax = Файл настроек { $file }, строка { $line }: это не TOML в кодировке UTF-8. Исправьте строку; текст пишется в кавычках: name = "ООО «Ромашка»" ({ $detail }).
config-unknown-key = Файл настроек { $file }, строка { $line }: неизвестное имя «{ $key }». Здесь можно написать: { $known }. Исправьте или удалите строку.
config-wrong-value = Файл настроек { $file }, строка { $line }: значение не подходит: { $written }. Нужно: { $wanted }. Исправьте или удалите строку.
config-unknown-word = Файл настроек { $file }, строка { $line }: «{ $written }» не подходит. Можно написать: { $known }.
config-webhook = Файл настроек { $file }, строка { $line }: { $what }
config-wanted-text = текст в кавычках
config-wanted-whole-number = целое число обычной величины, без кавычек и точки
config-wanted-between = число от { $least } до { $most }
config-wanted-sum = сумма в кавычках, например "0.50"
config-wanted-list = список в скобках: ["…", "…"]
config-wanted-truth = true или false
config-wanted-section = раздел со своими строками, а не одно значение
config-wanted-thresholds = ready больше нуля и не меньше review, ready_margin больше нуля, choose_margin от 0 до ready_margin
config-wanted-layout = в letters столько же букв, сколько в latin, и каждая один раз
config-wanted-account = номер счёта из цифр и латинских букв
config-wanted-tax-id = ИНН, УНП или IDNO
config-wanted-field = имя поля латиницей, как его показывает sverka init: "ufCrm_PAID"
config-wanted-both-fields = оба поля, paid и payments: без одного из них оплату не сохранить
config-wanted-own-field = своё поле для каждого: это уже занято другим
config-wanted-other = другое значение
