"""Names as people of the region bear them, written for the demo. Nobody in particular.

Each is "Cyrillic:Latin". The Latin of passports varies by office and year; `latin_variant` makes
the other spelling that a second registration of one person may carry.
"""

from dataclasses import dataclass
from random import Random

WOMEN = {
    "kyrgyz": """Айгүл:Aigul Айпери:Aiperi Айзада:Aizada Алтынай:Altynai Анара:Anara Асель:Asel
        Бегимай:Begimai Бермет:Bermet Бурул:Burul Гүлзат:Gulzat Гүлнара:Gulnara Гүлбара:Gulbara
        Жаңыл:Zhanyl Жибек:Zhibek Жылдыз:Zhyldyz Зууракан:Zuurakan Кызжибек:Kyzzhibek
        Мээрим:Meerim Миргүл:Mirgul Назгүл:Nazgul Нургүл:Nurgul Нурзат:Nurzat Перизат:Perizat
        Сайкал:Saikal Салтанат:Saltanat Толгонай:Tolgonai Уулкан:Uulkan Чолпон:Cholpon
        Чынара:Chynara Элмира:Elmira""",
    "uzbek": """Барно:Barno Гулноза:Gulnoza Гулчеҳра:Gulchehra Дилбар:Dilbar Дилдора:Dildora
        Дилфуза:Dilfuza Зилола:Zilola Зулайҳо:Zulayho Камола:Kamola Лола:Lola Мавлуда:Mavluda
        Мадина:Madina Малика:Malika Махбуба:Mahbuba Муқаддас:Muqaddas Нафиса:Nafisa
        Нигора:Nigora Нодира:Nodira Ойдин:Oydin Раъно:Rano Сайёра:Sayyora Севара:Sevara
        Феруза:Feruza Хуршида:Xurshida Шаҳноза:Shahnoza Юлдуз:Yulduz""",
    "kazakh": """Айгерім:Aigerim Айнұр:Ainur Айсұлу:Aisulu Ақмарал:Akmaral Ардақ:Ardak
        Әсел:Assel Балжан:Balzhan Гүлмира:Gulmira Дана:Dana Дина:Dina Еркежан:Erkezhan
        Жанар:Zhanar Зәуре:Zaure Қарлығаш:Karlygash Ләззат:Lyazzat Мадина:Madina Меруерт:Meruert
        Назерке:Nazerke Нұргүл:Nurgul Раушан:Raushan Сәуле:Saule Тоғжан:Togzhan Ұлжан:Ulzhan
        Шолпан:Sholpan""",
    "tajik": """Адолат:Adolat Анора:Anora Бибихонум:Bibikhonum Гулбаҳор:Gulbahor
        Гулрухсор:Gulrukhsor Дилором:Dilorom Заррина:Zarrina Зебунисо:Zebuniso Зулфия:Zulfiya
        Манижа:Manizha Мастона:Mastona Меҳрангез:Mehrangez Моҳира:Mohira Мунира:Munira
        Нилуфар:Nilufar Нозанин:Nozanin Нигина:Nigina Парвина:Parvina Рухшона:Rukhshona
        Саодат:Saodat Ситора:Sitora Фарзона:Farzona Фирӯза:Firuza Шаҳло:Shahlo""",
    "turkmen": """Айна:Aýna Айсолтан:Aýsoltan Алтын:Altyn Бахар:Bahar Гөзел:Gözel
        Гүлшат:Gülşat Гүлалек:Gülälek Дүрли:Dürli Енеш:Eneş Җерен:Jeren Лачын:Laçyn Маҗал:Majal
        Маягөзел:Maýagözel Мәхри:Mähri Нургөзел:Nurgözel Огулбиби:Ogulbibi Оразгүл:Orazgül
        Селби:Selbi Сона:Sona Шемшат:Şemşat""",
    "russian": """Алёна:Alena Анастасия:Anastasiia Вера:Vera Галина:Galina Екатерина:Ekaterina
        Елена:Elena Ирина:Irina Ксения:Kseniia Лариса:Larisa Людмила:Liudmila Марина:Marina
        Надежда:Nadezhda Наталья:Natalia Оксана:Oksana Ольга:Olga Светлана:Svetlana
        Татьяна:Tatiana Юлия:Iuliia""",
}
MEN = {
    "kyrgyz": """Адилет:Adilet Азамат:Azamat Айбек:Aibek Айдар:Aidar Алмаз:Almaz Алтынбек:Altynbek
        Бактыбек:Baktybek Бекзат:Bekzat Болот:Bolot Данияр:Daniiar
        Доолот:Doolot Жеңиш:Zhenish Жоомарт:Zhoomart Замир:Zamir Канат:Kanat Кубанычбек:Kubanychbek
        Кылычбек:Kylychbek Марат:Marat Мирлан:Mirlan Нурбек:Nurbek Нурлан:Nurlan Өмүрбек:Omurbek
        Руслан:Ruslan Сыймык:Syimyk Талант:Talant Тилек:Tilek Туратбек:Turatbek Улан:Ulan
        Чыңгыз:Chyngyz Эмил:Emil Эрмек:Ermek""",
    "uzbek": """Абдулла:Abdulla Акмал:Akmal Алишер:Alisher Баҳодир:Bahodir Беҳзод:Behzod
        Ботир:Botir Ғайрат:Gayrat Дилшод:Dilshod Достон:Doston Жаҳонгир:Jahongir Зафар:Zafar
        Икром:Ikrom Илҳом:Ilhom Камол:Kamol Қаҳрамон:Qahramon Мурод:Murod Нодир:Nodir
        Озод:Ozod Равшан:Ravshan Рустам:Rustam Санжар:Sanjar Тоҳир:Tohir Улуғбек:Ulugbek
        Фарҳод:Farhod Хуршид:Xurshid Шавкат:Shavkat Шерзод:Sherzod""",
    "kazakh": """Айдос:Aidos Алмас:Almas Арман:Arman Асхат:Askhat Бауыржан:Bauyrzhan Бекзат:Bekzat
        Болат:Bolat Ғалым:Galym Данияр:Daniyar Дәурен:Dauren Ерлан:Yerlan Жандос:Zhandos
        Қайрат:Kairat Қанат:Kanat Қуаныш:Kuanysh Мақсат:Maksat Марат:Marat Мұрат:Murat
        Нұрлан:Nurlan Олжас:Olzhas Санжар:Sanzhar Серік:Serik Талғат:Talgat Тимур:Timur""",
    "tajik": """Абдураҳим:Abdurahim Алишер:Alisher Баҳром:Bahrom Далер:Daler Диловар:Dilovar
        Зафар:Zafar Искандар:Iskandar Исмоил:Ismoil Комрон:Komron Манучеҳр:Manuchehr
        Мирзо:Mirzo Наврӯз:Navruz Одил:Odil Парвиз:Parviz Раҳмон:Rahmon Рустам:Rustam
        Сайф:Saif Сиёвуш:Siyovush Сорбон:Sorbon Фаррух:Farrukh Фирдавс:Firdavs
        Хуршед:Khurshed Шаҳбоз:Shahboz Ҷамшед:Jamshed""",
    "turkmen": """Аман:Aman Арслан:Arslan Атамырат:Atamyrat Батыр:Batyr Бегенч:Begenç
        Гурбан:Gurban Довлет:Döwlet Керим:Kerim Мердан:Merdan Мырат:Myrat Мекан:Mekan
        Нурмырат:Nurmyrat Овез:Öwez Оразгелди:Orazgeldi Рахым:Rahym Сапар:Sapar Сердар:Serdar
        Тойлы:Toýly Хемра:Hemra Шамырат:Şamyrat""",
    "russian": """Александр:Aleksandr Алексей:Aleksei Андрей:Andrei Василий:Vasilii Виктор:Viktor
        Владимир:Vladimir Дмитрий:Dmitrii Евгений:Evgenii Иван:Ivan Максим:Maksim
        Михаил:Mikhail Николай:Nikolai Олег:Oleg Павел:Pavel Роман:Roman Сергей:Sergei
        Степан:Stepan Юрий:Iurii""",
}
FAMILIES = {
    "kyrgyz": """Абдыкадыров:Abdykadyrov Абдылдаев:Abdyldaev Акматов:Akmatov Алиев:Aliev
        Асанов:Asanov Асылбеков:Asylbekov Байгазиев:Baigaziev Бакиров:Bakirov
        Бейшеналиев:Beishenaliev Бекболотов:Bekbolotov Бообеков:Boobekov Дуйшеев:Duisheev
        Жакыпов:Zhakypov Жороев:Zhoroev Жумабаев:Zhumabaev Жусупов:Zhusupov
        Исаков:Isakov Исмаилов:Ismailov Кадыров:Kadyrov Калыков:Kalykov Касымов:Kasymov
        Кожомкулов:Kozhomkulov Мамбетов:Mambetov Мамытов:Mamytov Маматов:Mamatov
        Молдалиев:Moldaliev Мусаев:Musaev Ниязалиев:Niiazaliev Орозбеков:Orozbekov
        Осмонов:Osmonov Раимкулов:Raimkulov Садыков:Sadykov Сариев:Sariev Сатаров:Satarov
        Сыдыков:Sydykov Токтогулов:Toktogulov Токтосунов:Toktosunov Турдубаев:Turdubaev
        Турсунбеков:Tursunbekov Усенов:Usenov Чотбаев:Chotbaev Шаршеев:Sharsheev
        Эгембердиев:Egemberdiev Эсенгулов:Esengulov""",
    "uzbek": """Абдуллаев:Abdullayev Азизов:Azizov Акбаров:Akbarov Атаханов:Ataxanov
        Ахмедов:Axmedov Бобоев:Boboyev Ғафуров:Gafurov Давронов:Davronov Ибрагимов:Ibragimov
        Исмоилов:Ismoilov Каримов:Karimov Мадаминов:Madaminov Мирзаев:Mirzayev
        Муминов:Muminov Назаров:Nazarov Норматов:Normatov Ортиқов:Ortiqov Рахимов:Rahimov
        Рўзиев:Roziyev Саидов:Saidov Собиров:Sobirov Тожиев:Tojiyev Турғунов:Turgunov
        Умаров:Umarov Усмонов:Usmonov Холматов:Xolmatov Хошимов:Hoshimov Эргашев:Ergashev
        Юлдашев:Yuldashev Юсупов:Yusupov""",
    "kazakh": """Абдрахманов:Abdrakhmanov Айтжанов:Aitzhanov Ахметов:Akhmetov Байжанов:Baizhanov
        Бекмұратов:Bekmuratov Досжанов:Doszhanov Ержанов:Yerzhanov Жұмабеков:Zhumabekov
        Ибраев:Ibrayev Искаков:Iskakov Қалиев:Kaliyev Қасенов:Kassenov Құсаинов:Kussainov
        Мұқанов:Mukanov Нұрғалиев:Nurgaliyev Оразбаев:Orazbayev Оспанов:Ospanov
        Сәрсенов:Sarsenov Сейтқалиев:Seitkaliyev Смағұлов:Smagulov Сүлейменов:Suleimenov
        Тоқтаров:Toktarov Тулегенов:Tulegenov Хасенов:Khassenov""",
    "tajik": """Абдуллоев:Abdulloev Азимов:Azimov Алиев:Aliev Бобоев:Boboev Гулов:Gulov
        Давлатов:Davlatov Зоиров:Zoirov Исмоилов:Ismoilov Каримов:Karimov Қодиров:Qodirov
        Мирзоев:Mirzoev Муродов:Murodov Назаров:Nazarov Неъматов:Nematov Одинаев:Odinaev
        Раҷабов:Rajabov Раҳимов:Rahimov Сафаров:Safarov Саидов:Saidov Тағоев:Taghoev
        Файзуллоев:Faizulloev Холов:Kholov Шарипов:Sharipov Юсуфов:Yusufov""",
    "turkmen": """Амангелдиев:Amangeldiýew Аннаев:Annaýew Атаев:Ataýew Бабаев:Babaýew
        Бердиев:Berdiýew Гараев:Garaýew Гелдиев:Geldiýew Гурбанов:Gurbanow Дурдыев:Durdyýew
        Мередов:Meredow Мырадов:Myradow Назаров:Nazarow Нурыев:Nuryýew Овезов:Öwezow
        Оразов:Orazow Рахимов:Rahymow Сапаров:Saparow Таганов:Taganow Ходжаев:Hojaýew
        Чарыев:Çaryýew""",
    "russian": """Андреев:Andreev Беляев:Beliaev Волков:Volkov Гришин:Grishin Ефимов:Efimov
        Зайцев:Zaitsev Кириллов:Kirillov Ковалёв:Kovalev Козлов:Kozlov Лебедев:Lebedev
        Макаров:Makarov Мельников:Melnikov Новиков:Novikov Осипов:Osipov Поляков:Poliakov
        Романов:Romanov Сорокин:Sorokin Титов:Titov Фролов:Frolov Шевцов:Shevtsov""",
}
# Who lives where, in hundredths; and what they speak at home.
PEOPLES = {
    "KG": {"kyrgyz": 77, "uzbek": 15, "russian": 5, "tajik": 3},
    "KZ": {"kazakh": 74, "russian": 14, "uzbek": 7, "kyrgyz": 5},
    "UZ": {"uzbek": 86, "tajik": 6, "kazakh": 5, "russian": 3},
    "TJ": {"tajik": 85, "uzbek": 12, "kyrgyz": 2, "russian": 1},
    "TM": {"turkmen": 84, "uzbek": 9, "russian": 4, "kazakh": 3},
}
MOTHER_TONGUE = {
    "kyrgyz": "ky",
    "uzbek": "uz",
    "kazakh": "kk",
    "tajik": "tg",
    "turkmen": "tk",
    "russian": "ru",
}
WOMAN_ENDINGS = (("ов", "ова"), ("ев", "ева"), ("ёв", "ёва"), ("ин", "ина"))
WOMAN_ENDINGS_LATIN = (("ov", "ova"), ("ev", "eva"), ("ow", "owa"), ("ew", "ewa"), ("in", "ina"))
VARIANTS = (("Zh", "J"), ("zh", "j"), ("ai", "ay"), ("ii", "iy"), ("kh", "h"), ("ev", "yev"))


@dataclass(frozen=True, slots=True)
class Name:
    """One person's name in both scripts."""

    given: str
    family: str
    given_latin: str
    family_latin: str


Pairs = dict[str, list[tuple[str, str]]]


def _pairs(table: dict[str, str]) -> Pairs:
    return {
        people: [(pair.split(":")[0], pair.split(":")[1]) for pair in names.split()]
        for people, names in table.items()
    }


GIVEN: dict[bool, Pairs] = {True: _pairs(WOMEN), False: _pairs(MEN)}
FAMILY = _pairs(FAMILIES)


def choose_name(dice: Random, people: str, *, woman: bool) -> Name:
    given, given_latin = dice.choice(GIVEN[woman][people])
    family, family_latin = dice.choice(FAMILY[people])
    if woman:
        family, family_latin = womans(family), womans(family_latin)
    return Name(given, family, given_latin, family_latin)


def womans(family: str) -> str:
    """Асанов → Асанова, in either script; names without a man's ending stay."""
    for ending, changed in (*WOMAN_ENDINGS, *WOMAN_ENDINGS_LATIN):
        if family.endswith(ending):
            return family.removesuffix(ending) + changed
    return family


def latin_variant(latin: str) -> str:
    """How another passport office writes the same name."""
    for usual, other in VARIANTS:
        if usual in latin:
            return latin.replace(usual, other, 1)
    return latin
