"""The words that are understood, by language. To be read once by a native speaker of each.

A word is here only if it says one thing and no other. "Cancel", «отмена», "bekor", «бас тарту»
may be about a seat or a job; "I work" does not say for whom: such answers go to staff. The
labels of the page of the follow-up are understood too (reading.py adds them). A long word written
here in one script is understood in both; short ones, and those near their opposite, stand in both.
"""

from reintegration.states import Livelihood

EVERYBODYS = ("en", "ru")  # what people write whatever their own language is

STOP: dict[str, tuple[str, ...]] = {
    "en": ("stop", "stopall", "stop all", "unsubscribe", "opt out", "optout", "quit"),
    "ru": (
        "стоп",
        "отписаться",
        "otpisatsya",
        "отписка",
        "отпишите",
        "отпишите меня",
        "не пишите",
        "не пишите мне",
        "не присылайте",
        "не беспокойте",
        "хватит",
        "прекратите",
    ),
    "ky": ("токтот", "токтоткула", "токтотуңуз", "токтотуу", "жазбагыла", "жибербегиле"),
    "uz": ("to'xtat", "to'xtating", "yozmang", "yubormang", "тўхтат", "тўхтатинг", "ёзманг"),
    "kk": ("тоқтат", "тоқтату", "тоқтатыңыз", "жазбаңыз", "жібермеңіз"),
    "tg": ("қатъ", "бас", "ист", "нанависед", "нафиристед"),
    "tk": ("bes", "dur", "togtat", "togtadyň", "ýazmaň", "ibermäň"),
}

# Not «баста»: to a Kazakh it is "begin", to a Russian "enough".
START: dict[str, tuple[str, ...]] = {
    "en": ("start", "unstop", "subscribe", "start again"),
    "ru": ("старт", "подписаться", "подпишите меня", "пишите снова", "возобновить"),
    "ky": ("башта", "баштаңыз", "кайра баштаңыз", "улантыңыз", "кайра жазыңыз"),
    "uz": ("boshla", "boshlang", "бошла", "бошланг", "qayta boshlang", "yana yozing"),
    "kk": ("бастаңыз", "қайта бастаңыз", "жалғастырыңыз", "қайта жазыңыз"),
    "tg": ("оғоз", "оғоз кунед", "аз нав сар кунед", "боз нависед"),
    "tk": ("başla", "başlaň", "täzeden başlaň", "ýene ýazyň"),
}

YES: dict[str, tuple[str, ...]] = {
    "en": ("yes",),
    "ru": ("да", "da"),
    "ky": ("ооба", "ooba"),
    "uz": ("ha", "ҳа"),
    "kk": ("иә", "ия"),
    "tg": ("ҳа", "ha", "бале", "bale"),
    "tk": ("hawa",),
}

NO: dict[str, tuple[str, ...]] = {
    "en": ("no",),
    "ru": ("нет", "net"),
    "ky": ("жок", "jok"),
    "uz": ("yo'q", "йўқ", "yoq"),
    "kk": ("жоқ", "joq", "jok"),
    "tg": ("не",),
    "tk": ("ýok", "yok"),
}

LIVELIHOODS: dict[str, dict[Livelihood, tuple[str, ...]]] = {
    "en": {
        Livelihood.WAGE: ("i have a job", "i work for pay", "i am employed"),
        Livelihood.SELF_EMPLOYED: ("i have my own business", "my own business", "self employed"),
        Livelihood.CASUAL: ("odd jobs", "casual work"),
        Livelihood.STUDY: ("i study", "i am studying", "student"),
        Livelihood.UNEMPLOYED: ("i am looking for work", "looking for a job"),
        Livelihood.NOT_SEEKING: ("i am not looking for work", "not looking for a job"),
        Livelihood.ABROAD: ("abroad", "i am abroad"),
    },
    "ru": {
        Livelihood.WAGE: (
            "работаю за зарплату",
            "работаю по найму",
            "устроился на работу",
            "устроилась на работу",
        ),
        Livelihood.SELF_EMPLOYED: ("свой бизнес", "у меня своё дело", "работаю на себя"),
        Livelihood.CASUAL: ("подрабатываю", "шабашки"),
        Livelihood.STUDY: ("учусь", "я учусь"),
        Livelihood.UNEMPLOYED: ("я ищу работу", "в поиске работы"),
        Livelihood.NOT_SEEKING: ("я не ищу работу", "не ищу"),
        Livelihood.ABROAD: ("за границей", "я за границей"),
    },
    "ky": {
        Livelihood.WAGE: ("айлыкка иштейм", "айлык алып иштейм", "жумушка орноштум"),
        Livelihood.SELF_EMPLOYED: ("өз ишим бар", "өз бизнесим бар"),
        Livelihood.APPRENTICE: ("шакиртмин",),
        Livelihood.STUDY: ("окуп жатам", "окуйм"),
        Livelihood.UNEMPLOYED: ("жумуш издеп жатам", "жумуш издейм"),
        Livelihood.NOT_SEEKING: ("жумуш издебейм", "жумуш издеген жокмун"),
        Livelihood.ABROAD: ("чет өлкөдөмүн", "кайра чет өлкөдөмүн", "чет жердемин"),
    },
    "uz": {
        Livelihood.WAGE: ("oylikka ishlayman", "ish haqiga ishlayman", "ishga joylashdim"),
        Livelihood.SELF_EMPLOYED: ("o'z ishim bor", "o'z biznesim bor"),
        Livelihood.CASUAL: ("kunbay ishlayman",),
        Livelihood.APPRENTICE: ("shogirdman",),
        Livelihood.STUDY: ("o'qiyapman", "o'qiyman"),
        # In both scripts: folded, yes and no are two letters apart, and then neither counts.
        Livelihood.UNEMPLOYED: (
            "ish qidiryapman",
            "ish izlayapman",
            "иш қидиряпман",
            "иш излаяпман",
        ),
        Livelihood.NOT_SEEKING: (
            "ish qidirmayapman",
            "ish izlamayapman",
            "иш қидирмаяпман",
            "иш изламаяпман",
        ),
        Livelihood.ABROAD: ("chet eldaman", "yana chet eldaman"),
    },
    "kk": {
        Livelihood.WAGE: ("айлыққа жұмыс істеймін", "жұмысқа орналастым"),
        Livelihood.SELF_EMPLOYED: ("өз бизнесім бар",),
        Livelihood.APPRENTICE: ("шәкіртпін",),
        Livelihood.STUDY: ("оқимын",),
        Livelihood.UNEMPLOYED: ("жұмыс іздеймін",),
        Livelihood.NOT_SEEKING: ("жұмыс іздеп жүрген жоқпын",),
        Livelihood.ABROAD: ("шетелдемін", "шет елдемін"),
    },
    "tg": {
        Livelihood.WAGE: ("бо маош кор мекунам", "ба кор даромадам"),
        Livelihood.SELF_EMPLOYED: ("тиҷорати худро дорам",),
        Livelihood.CASUAL: ("мардикорӣ мекунам",),
        Livelihood.STUDY: ("таҳсил мекунам",),
        Livelihood.UNEMPLOYED: ("кор мекобам",),
        Livelihood.NOT_SEEKING: ("кор намекобам",),
        Livelihood.ABROAD: ("дар хориҷа", "дар хориҷаам"),
    },
    "tk": {
        Livelihood.WAGE: ("aýlyga işleýärin", "işe girdim"),
        Livelihood.SELF_EMPLOYED: ("öz işim bar",),
        Livelihood.CASUAL: ("gündelikçi işleýärin",),
        Livelihood.APPRENTICE: ("şägirt",),
        Livelihood.STUDY: ("okaýaryn",),
        Livelihood.UNEMPLOYED: ("iş gözleýärin",),
        Livelihood.NOT_SEEKING: ("iş gözlemeýärin", "iş gözlämok"),
        Livelihood.ABROAD: ("daşary ýurtda",),
    },
}
