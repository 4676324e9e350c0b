# ingest: what is said about files of payments
ingest-missing = No such file: { $file }. Check the path and the name.
ingest-closed = Cannot open { $file }. Check that you may read it ({ $detail }).
ingest-folder = { $file } is a folder, a file is wanted. Name the export itself, for example { $file }/kl_to_1c.txt.
ingest-not-a-file = { $file } is not a regular file (a device or a pipe). Save the export to a file and name that.
ingest-empty = { $file } is empty. Export it again and check that the export ran to its end.
ingest-unreadable = Reading { $file } broke off. Nothing of it was taken. Copy the file to a disk of this machine and try again ({ $detail }).
ingest-not-payments = { $file } cannot be read as payments. { $what }
ingest-zip-entries = The archive { $file } holds { $entries } files, exactly one is wanted. Unpack it and name the file you need.
ingest-zip-too-large = The archive { $file } is larger than { $megabytes } MB. Unpack it and name the file, or export a shorter period.
ingest-zip-damaged = The archive { $file } cannot be unpacked: { $detail }. Download or export it again; unpack an archive with a password yourself.
ingest-letters-lost = { $file }, line { $line }: the file was damaged by a wrong conversion and its Russian letters are lost. They cannot be restored: take the original file from the bank and do not save it in an editor.
ingest-mixed-encoding = { $file }, line { $line }: up to this line the encoding is { $encoding }, from here on another. Two files seem to be glued together. Load them one by one.
ingest-mixed-line-ends = { $file }, line { $line }: line ends are mixed (CRLF and LF), its documents cannot be told apart. Take the original file from the bank.
ingest-line-too-long = { $file }, line { $line }: the line is longer than { $kilobytes } KB. This is no statement, or it is damaged. Export the file again.
ingest-xml = { $file }, line { $line }: { $what }. Nothing of the file was taken.
ingest-xml-cut = the file breaks off in the middle. Export it again and wait until the export ends
ingest-xml-syntax = the XML markup is broken ({ $detail }). Export the file again and do not edit it by hand
ingest-xml-control-character = the character { $code }, which XML forbids. Find it in a purpose or comment of a 1C document, mend the document and export again
ingest-xml-entity = the unknown entity “{ $name }”. 1C programs write none; export the file again
ingest-xml-document-type = a DOCTYPE declaration. EnterpriseData has none, such a file is not read
ingest-xml-too-deep = elements are nested deeper than EnterpriseData ever is. The file is damaged; export it again
ingest-xml-too-long = a value or a tag longer than 1 MB. The file is damaged; export it again
ingest-xml-trailing = there is more after the end of the data. Two files seem to be glued together: load them one by one
ingest-xml-no-body = there is no Body with documents. Export the documents with the processor “Выгрузка и загрузка данных EnterpriseData”
ingest-xml-encoding = bytes that are no letters in the encoding of the file. Export the file again
format-v8-exchange = This is “Выгрузка и загрузка данных XML” (V8Exch). Export the same documents as EnterpriseData (“Выгрузка и загрузка данных EnterpriseData”) or take the bank's statement for 1C (kl_to_1c.txt).
format-conversion-exchange = This is “Универсальный обмен данными” (ФайлОбмена). Export the same documents as EnterpriseData (“Выгрузка и загрузка данных EnterpriseData”) or take the bank's statement for 1C (kl_to_1c.txt).
format-commerceml = This is CommerceML: orders and goods for a site. Payments are wanted: an EnterpriseData export or the bank's statement for 1C (kl_to_1c.txt).
format-belarus-client-bank = This is the text of a Belarusian client-bank program without its first line (***** ^Type=…^ ^Acc=…^): nothing tells whose account it is. Take the original file from the client-bank.
format-camt = This is an ISO 20022 statement (camt). Choose “Экспорт в 1С” (1CClientBankExchange) in the bank's client.
format-mt940 = This is an MT940 statement. Choose “Экспорт в 1С” (1CClientBankExchange) in the bank's client.
format-direct-bank = This is a DirectBank message. Load it into 1C and export the documents as EnterpriseData, or choose “Экспорт в 1С” in the bank's client.
format-fast-infoset = This is binary XML (FastInfoset). Export the data as plain XML in the EnterpriseData format.
format-other-xml = This is XML with the root “{ $root }”. Wanted: an EnterpriseData export (“Выгрузка и загрузка данных EnterpriseData”) or the bank's statement for 1C (kl_to_1c.txt).
format-html = This is a web page: the bank probably gave its login page instead of the file. Log in again and repeat “Экспорт в 1С”.
format-json = This is JSON. Wanted: an EnterpriseData export or the bank's statement for 1C (kl_to_1c.txt).
format-pdf = This is a PDF for printing. Choose “Экспорт в 1С” (1CClientBankExchange) in the bank's client.
format-excel = This is an Excel workbook. Choose “Экспорт в 1С” (1CClientBankExchange) in the bank's client; the register of contracts is loaded by crm import.
format-office = This is a Word or OpenDocument file. Choose “Экспорт в 1С” (1CClientBankExchange) in the bank's client.
format-onec-file = This is a file of 1C itself (an infobase, a dump or an external processor). Export the documents with “Выгрузка и загрузка данных EnterpriseData”.
format-other-archive = This is an archive that is not unpacked here. Unpack it and name the file inside.
format-image = This is a picture. Choose “Экспорт в 1С” (1CClientBankExchange) in the bank's client.
format-binary = This is a binary file. Wanted: an EnterpriseData export or the bank's statement for 1C (kl_to_1c.txt).
format-unknown = This is text of an unknown format. Wanted: the bank's statement for 1C (kl_to_1c.txt, first line 1CClientBankExchange) or an EnterpriseData export.
refused-no-date = the document has no date
refused-date = “{ $text }” is no date
refused-no-sum = the document has no sum
refused-sum = the sum “{ $text }” cannot be read in one way only
refused-currency = unknown currency “{ $text }”
refused-kind = documents of the kind “{ $name }” are not taken here
refused-no-currency = the account's currency is not named; take a statement that names it
refused-both-sides = the bank wrote both a debit and a credit: where the money went cannot be told; take the statement from the bank again
refused-no-movement = both debit and credit are zero: no money of the account moved
refused-too-large = the document is larger than any: the file is probably damaged
refused-line-ends = another document begins inside a value (line ends are mixed); load the bank's original file
refused-unterminated = the file ends before the document does; export the file again
refused-after-end = the document stands after the end of the statement (КонецФайла or ####); if two files were glued together, load them one by one
warning-empty-file = A FILE WITHOUT DOCUMENTS: the format is right, but there is not one payment in it (other objects: { $other }). Check the period and the filter of the export.
warning-no-end = The last line (КонецФайла or ####) is missing: the file may be incomplete. Compare the number of documents with the bank or export again.
warning-no-number = { $count ->
    [one] { $count } document has no number
   *[other] { $count } documents have no number
}: check that they are not entered twice.
warning-lost-letters = { $count ->
    [one] In { $count } document
   *[other] In { $count } documents
} some letters were lost in a conversion (the sign �).
warning-deleted = { $count ->
    [one] 1C says that { $count } document was deleted
   *[other] 1C says that { $count } documents were deleted
}.
warning-outside-period = { $count ->
    [one] { $count } document lies
   *[other] { $count } documents lie
} outside the period that the file names.
warning-balance = Account { $account }: the balance does not add up, { $expected } by turnover, { $found } in the file.
warning-totals-credited = Account { $account }: the bank says that { $declared } came in, the documents of the file make { $found }. The file may be incomplete.
warning-totals-debited = Account { $account }: the bank says that { $declared } went out, the documents of the file make { $found }. The file may be incomplete.
warning-totals-unchecked = Turnovers were not checked: the file has too many account sections.
warning-no-version = The file does not name its version of EnterpriseData; fields were read by name.
warning-newer-version = Format version { $version } is newer than those known here (up to 1.21); fields were read by name, check sums and contracts.
warning-more = { $count ->
    [one] And { $count } more warning.
   *[other] And { $count } more warnings.
}
