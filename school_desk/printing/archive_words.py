"""What an archive says of itself, for whoever opens it in many years without this program."""

READ_ME = """\
МЕКТЕП ЖУРНАЛЫНЫҢ МҰРАҒАТЫ
documents: сынып пен тоқсан бойынша PDF құжаттар. data: барлық сандар, CSV (UTF-8, үтір) және JSON.
manifest.json: кім, қашан жасады, бағандардың аты, әр файлдың көлемі мен SHA-256 қосындысы.
Оқушының, беттің, жұмыстың нөмірлері тек осы мұрағаттың ішінде бірдей. Күн: жылы-айы-күні.
percent бағаны дәл бөлшек (мысалы 169/2), rounded — бір рет дөңгелектелген пайыз, mark — баға.

АРХИВ ШКОЛЬНОГО ЖУРНАЛА
documents: документы PDF по классам и четвертям. data: все числа, CSV (UTF-8, запятая) и JSON.
manifest.json: кто и когда сделал, названия колонок, размер и сумма SHA-256 каждого файла.
Номера учеников, страниц и работ одинаковы только внутри этого архива. Дата: год-месяц-день.
Колонка percent — точная дробь (например 169/2), rounded — процент, округлённый один раз.

ARCHIVE OF A CLASS REGISTER
documents: PDF documents by class and term. data: all numbers, CSV (UTF-8, commas) and JSON.
manifest.json: who made it and when, the columns, size and SHA-256 of every file.
Numbers of pupils, pages and works are the same within this archive only. Dates are ISO 8601.
percent is an exact fraction (such as 169/2), rounded the percent rounded once, mark the mark.

standing: marked (the mark counts), forecast (works are still to come), pending (temporarily not
attested), must_sit, pass_fail, unmarked, empty. sign: ill, excused, unexcused, late.
kind: unit_summative (БЖБ, СОР), term_summative (ТЖБ, СОЧ).
"""
