# Bitrix24
bitrix24-name =
    { $rate ->
        [one] Bitrix24 · { $rate } запрос/с
        [few] Bitrix24 · { $rate } запроса/с
       *[other] Bitrix24 · { $rate } запросов/с
    }
bitrix24-webhook-not-named = Не сказано, где лежит адрес вебхука. Укажите webhook_file в разделе [crm.bitrix24] или выполните sverka init; под systemd — LoadCredential=bitrix24:ФАЙЛ.
bitrix24-webhook-missing = Файла с адресом вебхука { $file } нет. Проверьте путь webhook_file в разделе [crm.bitrix24] или выполните sverka init.
bitrix24-webhook-unreadable = Файл с адресом вебхука { $file } не читается: { $detail }. Проверьте путь webhook_file в разделе [crm.bitrix24].
bitrix24-webhook-open = Файл с адресом вебхука { $file } могут прочесть другие (права { $mode }). Адрес — это ключ к порталу: выполните chmod 600 и повторите.
bitrix24-webhook-other = В файле { $file } нет адреса вебхука. Нужна одна строка вида https://портал.bitrix24.ru/rest/1/код/ — её показывает Bitrix24: Разработчикам → Другое → Входящий вебхук.
bitrix24-webhook-address = Вместо имени файла указан адрес. Адрес вебхука — ключ к порталу: запишите его одной строкой в файл, доступный только вам (chmod 600), и укажите в webhook_file имя этого файла. sverka init сделает это сама.
bitrix24-webhook-not-encrypted = Адрес вебхука в файле { $file } начинается с http://. Замените на https://: без шифрования ключ к порталу виден в сети.
bitrix24-waits = портал просит подождать
bitrix24-waits-network = нет связи, повтор через
bitrix24-waits-silent = портал не отвечает, повтор через
bitrix24-waits-lost = отправленное может ещё дойти, жду
bitrix24-busy = Bitrix24 не пропускает столько запросов подряд и не ответил после нескольких попыток. Подождите минуту и повторите.
bitrix24-out-of-time = Bitrix24 исчерпал время работы этого действия за 10 минут. Подождите 10 минут и повторите; проведённое сохранено.
bitrix24-out-of-reach = Портал Bitrix24 недоступен: { $detail }. Проверьте сеть и повторите.
bitrix24-silent = Bitrix24 не ответил ({ $detail }). Проведено ли, программа выяснит сама, когда связь вернётся; ничего не вводите повторно.
bitrix24-held-back = Не отправлено: загрузка остановлена.
bitrix24-refused = Bitrix24 отказал: { $words } ({ $code }).
bitrix24-ours = Bitrix24 не понял запроса: { $words } ({ $code }). Это ошибка программы: сообщите разработчикам.
bitrix24-stop-webhook = Bitrix24 не принимает вебхук: он удалён, изменён или его срок истёк ({ $words }). Откройте Разработчикам → Интеграции → ваш вебхук, продлите его и запишите новый адрес в файл.
bitrix24-stop-scope = Вебхуку не хватает прав ({ $words }). Откройте Разработчикам → Интеграции → ваш вебхук и отметьте права: CRM (crm), Чат и уведомления (im), Пользователи (user).
bitrix24-stop-rights = У сотрудника, которому принадлежит вебхук, нет прав ({ $words }). Администратор даёт их в CRM → Настройки → Права доступа.
bitrix24-stop-plan = На тарифе портала нет REST ({ $words }). Он есть на коммерческих тарифах: Настройки → Мой тариф.
bitrix24-stop-encryption = Портал требует https ({ $words }). Замените адрес вебхука в файле на https://.
bitrix24-stop-blocked = Bitrix24 заблокировал REST портала из-за перегрузки ({ $words }). Повторять нельзя: обратитесь в поддержку Bitrix24.
bitrix24-stop-deleted = Портал Bitrix24 удалён или закрыт ({ $words }). Проверьте адрес вебхука; на своём сервере откройте публичную часть сайта в настройках главного модуля.
bitrix24-stop-moved = Портал переадресует на другой адрес ({ $words }). Туда ключ не отправлен: откройте портал в браузере, возьмите адрес вебхука заново и запишите его в файл.
bitrix24-stop-certificate = Сертификат портала не принят: { $words }. Проверьте часы этой машины и адрес портала; если в сети стоит прокси с подменой сертификатов, добавьте его корневой сертификат в систему. Ничего не отправлено.
bitrix24-stop-no-roots = На этой машине нет корневых сертификатов, и проверить портал нечем ({ $words }). Установите пакет ca-certificates (или назовите файл в SSL_CERT_FILE) и повторите.
bitrix24-refusal-not-kept = Договор { $contract }: Bitrix24 принял запрос, но не сохранил поле { $field }. Проверьте имя и тип поля: «sverka doctor».
bitrix24-refusal-denied = Договор { $contract }: Bitrix24 не дал записать: { $words } ({ $code }). Проверьте права сотрудника вебхука на эту карточку и обязательные поля.
bitrix24-refusal-odd-sum = Договор { $contract }: в поле { $field } записана не сумма в целых копейках. Исправьте карточку.
bitrix24-refusal-no-fields = Договор { $contract }: в настройках не названы поля для оплат. Укажите paid и payments в разделе [crm.bitrix24].
bitrix24-refusal-no-such-field = Договор { $contract }: в портале нет поля { $field }, названного в настройках. Создайте его или исправьте имя: «sverka doctor».
bitrix24-refusal-not-a-sum = Договор { $contract }: поле { $field } не годится для суммы. Нужно поле вида «Число» или «Деньги» с одним значением.
bitrix24-refusal-not-many-texts = Договор { $contract }: поле { $field } не годится для списка оплат. Нужно поле вида «Строка» с отметкой «Множественное».
bitrix24-refusal-not-a-state = Договор { $contract }: поле { $field } не годится для состояния оплаты. Нужно поле вида «Список» или «Строка» с одним значением.
bitrix24-not-shown = Договор { $contract }: платёж проведён, но Bitrix24 не сохранил поле { $field }. Проверьте имя и вид поля: «sverka doctor».
bitrix24-no-such-state = В списке поля { $field } нет значения «{ $name }»: состояние оплаты не записано. Добавьте его в список или назовите своё в разделе [crm.bitrix24.states].
bitrix24-state-unpaid = Не оплачен
bitrix24-state-part = Оплачен частично
bitrix24-state-paid = Оплачен
bitrix24-state-over = Переплата
bitrix24-state-refunded = Возвращён
bitrix24-state-share = { $name }: { $paid } из { $total } { $currency } ({ $percent } %)
bitrix24-cache-damaged = Сохранённый список договоров { $file } не прочитан ({ $detail }). Он отброшен, договоры прочитаны из Bitrix24 заново; платежи это не затронуло.
bitrix24-cache-unusable = Список договоров не удалось сохранить в { $file }: { $detail }. Работа продолжается; при следующем запуске он будет прочитан из Bitrix24 целиком. Проверьте место на диске и права на папку.
bitrix24-note-division = КПП
bitrix24-no-order = К карточке в Bitrix24 не привязан заказ магазина: платёж проведён и стоит в полях карточки, но не в оплатах заказа. Привяжите заказ или уберите sale из раздела [crm.bitrix24].
bitrix24-told-receipt = Договор { $contract }: оплата { $number } от { $date } на { $amount } { $currency }, { $payer }. Оплачено { $paid } из { $total } ({ $percent } %).
bitrix24-told-refund = Договор { $contract }: возврат { $number } от { $date } на { $amount } { $currency }, { $payer }. Оплачено { $paid } из { $total } ({ $percent } %).
bitrix24-told-reversal = Договор { $contract }: проводка { $number } от { $date } на { $amount } { $currency }, { $payer }, отменена. Оплачено { $paid } из { $total } ({ $percent } %).
bitrix24-told-why = Причина: { $reason }
bitrix24-not-told = Платёж проведён, но стадия, комментарий или уведомление в Bitrix24 не записаны: { $why }
bitrix24-crossed = В карточку договора { $contract } одновременно писала другая программа или другой сотрудник, и наша запись могла стереть чужую. Наши платежи на месте; проверьте остальные оплаты этого договора в Bitrix24.
bitrix24-not-here = Договоры и оплаты заведены в Bitrix24 ([crm] kind): загружать реестр из файла некуда. Добавляйте договоры в самом Bitrix24; sverka crm contracts покажет, что программа там видит.
