# desk
desk-in-use = Эти данные уже открыты: { $holder }, { $place }, { $since }. Закройте ту консоль клавишей q; если она потеряна, завершите её: kill { $pid }. Сохранённое не пропадёт. Папка: { $folder }
desk-in-use-unknown = Эти данные уже открыты другим процессом, он не назвал себя. Закройте ту консоль и повторите. Папка: { $folder }
desk-place-none = без терминала
desk-place-terminal = терминал { $terminal }
desk-place-ssh = по SSH с { $from }
desk-place-both = терминал { $terminal }, по SSH с { $from }
desk-since-minutes = { $count ->
    [0] только что открыто
    [one] открыто { $count } минуту назад
    [few] открыто { $count } минуты назад
    [many] открыто { $count } минут назад
   *[other] открыто { $count } минуты назад
}
desk-since-hours = { $count ->
    [one] открыто { $count } час назад
    [few] открыто { $count } часа назад
    [many] открыто { $count } часов назад
   *[other] открыто { $count } часа назад
}
desk-folder-read-only = Не открыть папку с данными { $folder }: нет права писать в неё ({ $detail }). Дайте себе право на запись или назовите другую папку: --state ПАПКА. Ничего не изменено.
desk-folder-full = Не открыть папку с данными { $folder }: на диске нет места ({ $detail }). Освободите место и повторите. Ничего не потеряно.
desk-folder-is-a-file = Не открыть папку с данными { $folder }: на этом месте стоит файл ({ $detail }). Назовите папку: --state ПАПКА.
desk-folder-unusable = Не открыть папку с данными { $folder }: { $detail }. Проверьте путь или назовите другую папку: --state ПАПКА.
desk-holder-user = { $user }, процесс { $pid }
desk-holder-process = процесс { $pid }
desk-damaged-session = Файл сеанса { $file } повреждён или это не файл sverka: { $detail }. Он оставлен как есть. { $aside } { $way }
desk-damaged-crm = Файл CRM { $file } повреждён или это не файл CRM: { $detail }. Он оставлен как есть. { $aside } { $way }
desk-aside-made = Для разбора отложена копия { $copy }.
desk-aside-there = Такая же копия уже отложена: { $copy }.
desk-aside-full = Отложить копию не удалось, нет места ({ $detail }): освободите место и повторите.
desk-aside-failed = Отложить копию не удалось: { $detail }.
desk-way-backup-session = Верните сеанс из резервной копии (CRM цела и остаётся как есть): sverka state restore --keep-crm --state { $state } { $backup }
desk-way-backup = Верните данные из резервной копии: sverka state restore --state { $state } { $backup }
desk-way-session = Резервной копии в папке нет; если она лежит в другом месте: sverka state restore ФАЙЛ. Без неё уберите { $file } и { $head } в другое место и загрузите файлы платежей заново: что есть в CRM, узнаётся само и дважды не уйдёт; пропадут только решения, которые не были проведены.
desk-way-crm = Резервной копии в папке нет; если она лежит в другом месте: sverka state restore ФАЙЛ. Без неё уберите { $file } в другое место и загрузите реестр: sverka crm import РЕЕСТР. Проведённые строки скажут, что в CRM их больше нет: сторнируйте их и проведите снова, каждая уйдёт один раз.
desk-restless = Не удалось снять копию { $file }: в неё всё время пишут. Подождите, пока закончится загрузка, и повторите. Ничего не изменено.
desk-reach-nameless = Тот процесс не назвал себя. Закройте ту консоль сами: клавиша q.
desk-reach-host = Она открыта на другой машине ({ $host }). Закройте её там: клавиша q.
desk-reach-not-here = Процесс { $pid } отсюда не виден: он в контейнере или на другой машине. Закройте ту консоль там, где она открыта.
desk-reach-user = Её открыл другой пользователь ({ $holder }). Попросите его выйти клавишей q или администратора: kill { $pid }.
desk-holder-nameless = другой процесс
