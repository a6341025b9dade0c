"""The rules as data: an id, whether it blocks, the sentence people read, and cues per language.

Sources: the ILO indicators of forced labour and definition of recruitment fees, and signs
seen in the region (docs/screening.md). The cues in Kyrgyz and Uzbek are the project's own
and wait for a native speaker's review. Free lodging or travel is no rule, alone or with
others: employers who pay for them do what fair recruitment asks.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What the rules read of a vacancy."""

    title: str = ""
    description: str = ""
    is_abroad: bool = False
    pay_is_stated: bool = True
    written_contract: bool = True

    @property
    def text(self) -> str:
        return f"{self.title}\n{self.description}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """`check` reads facts, `cues` the text; either is enough."""

    id: str
    blocks: bool
    reason: StrOrPromise
    cues: Mapping[str, tuple[str, ...]]
    check: Callable[[Offer], bool] = lambda offer: False

    @property
    def all_cues(self) -> tuple[str, ...]:
        return tuple(cue for cues in self.cues.values() for cue in cues)


FEE = Rule(
    id="fee",
    blocks=True,
    reason=_("The text asks the worker for money. Nobody may be charged for getting a job."),
    cues={
        "ru": (
            "предоплат*", "залог", "залога", "залогом", "под залог", "внести залог*",
            "вступительн* взнос*", "регистрационн* взнос*", "первоначальн* взнос*",
            "оплат* за оформлени*", "оплат* оформлени*", "плат* за трудоустройств*",
            "плат* за устройств*", "вычет* .. билет*", "вычита* .. билет*",
            "вычита* .. за проживани*", "обучени* за свой счет", "виза за свой счет",
            "взнос .. за", "взноса .. за", "взнос .. доллар*", "взнос .. сом*", "взнос .. руб*",
            "внес* взнос", "оплат* взнос", "оплат* визы из", "плат* за визу",
            "визу оплачива* сам*", "визу .. за свой счет", "доллар* .. за визу",
            "доллар* .. за оформлени*", "сом* .. за оформлени*", "руб* .. за оформлени*",
        ),
        "en": (
            "deposit required", "pay* .. deposit", "deposit of", "security deposit",
            "registration fee*", "recruitment fee*", "processing fee*", "placement fee*",
            "visa fee*", "pay* upfront", "pay* up front", "advance payment from",
            "deduct* .. ticket", "deduct* .. travel",
        ),
        "ky": (
            "алдын ала төлө*", "алдын ала акча", "күрөө акча*", "күрөөгө", "күрөө катары",
            "катталуу акысы", "каттоо акысы", "жумушка орноштуруу үчүн төлө*",
            "документ* үчүн акча", "айлыктан .. билет* .. кармал*",
        ),
        "uz": (
            "oldindan tolov", "oldindan pul", "garov puli", "garov tola*", "garov evaziga",
            "royxatdan otish tolovi", "hujjat* uchun pul", "vositachilik haqi",
            "ishga joylashtirish uchun tolov", "maoshdan .. chipta* .. ushla*",
            "олдиндан тўлов", "олдиндан пул", "гаров пули", "гаров тўла*", "ҳужжат* учун пул",
            "воситачилик ҳақи",
        ),
    },
)  # fmt: skip

DOCUMENTS = Rule(
    id="documents",
    blocks=True,
    reason=_("The text says that somebody else keeps the worker's documents. Nobody may do that."),
    cues={
        "ru": (
            "паспорт* .. на хранени*", "паспорт* .. под залог", "паспорт* оста*",
            "паспорт* .. у работодател*", "паспорт* .. у хозя*", "паспорт* .. у бригадир*",
            "сда* .. паспорт*", "отда* .. паспорт*", "забира* .. паспорт*", "изыма* .. паспорт*",
            "забер* .. паспорт*", "забра* .. паспорт*", "изым* .. паспорт*", "возьм* .. паспорт*",
            "паспорт* .. сда*", "паспорт* .. отда*", "паспорт* .. забира*",
            "паспорт* .. забер*", "паспорт* .. забра*", "паспорт* .. изыма*",
            "паспорт* .. изым*", "паспорт* .. хран*", "храни* .. паспорт*",
            "паспорт* .. у нас", "паспорт* .. у начальник*", "паспорт* .. у директор*",
            "документ* .. на хранени*", "документ* .. остаются у", "документ* .. забира*",
            "документ* .. забер*", "забира* .. документ*", "забер* .. документ*",
        ),
        "en": (
            "passport* .. held", "passport* .. kept", "hold* .. passport*", "keep* .. passport*",
            "passport* .. with us", "passport* .. with the employer", "take* .. passport*",
            "passport* .. taken", "collect* .. passport*",
            "hand over .. passport*", "surrender .. passport*", "passport* .. safekeeping",
        ),
        "ky": (
            "паспорт* .. сактал*", "паспорт* .. бизде кал*", "паспорт* .. тапшыр*",
            "паспорт* .. алып кой*", "паспорт* .. жумуш берүүчүдө",
        ),
        "uz": (
            "pasport* .. saqla*", "pasport* .. bizda qol*", "pasport* .. topshir*",
            "pasport* .. olib qoy*", "pasport* .. ish beruvchida",
            "паспорт* .. сақла*", "паспорт* .. бизда қол*", "паспорт* .. топшир*",
            "паспорт* .. иш берувчида",
        ),
    },
)  # fmt: skip

DEBT = Rule(
    id="debt",
    blocks=True,
    reason=_("The text ties the worker by debt, or pays only at the end or after the return."),
    cues={
        "ru": (
            "отработ* .. долг*", "отрабатыва* .. долг*", "долг* .. отработ*",
            "долг* .. отрабатыва*", "в счет долга",
            "зарплат* .. после возвращени*", "выплат* .. после возвращени*",
            "оплат* .. после возвращени*", "расчет .. в конце контракта",
            "зарплат* .. в конце контракта", "выплат* .. в конце контракта",
        ),
        "en": (
            "work* off .. debt", "work off", "paid .. after .. return", "paid on return",
            "paid .. at the end of the contract", "wages .. end of the contract",
        ),
        "ky": (
            "карыз* .. иштеп", "айлык .. кайтып келгенде", "айлык .. кайткандан кийин",
            "эмгек акы .. кайткандан кийин", "айлык .. келишим бүткөндө",
            "акча .. келишим бүткөндө",
        ),
        "uz": (
            "qarz* .. ishlab", "oylik .. qaytgandan keyin", "maosh .. qaytgandan keyin",
            "ish haqi .. qaytgandan keyin", "maosh .. shartnoma oxirida",
            "қарз* .. ишлаб", "маош .. қайтгандан кейин", "иш ҳақи .. шартнома охирида",
        ),
    },
)  # fmt: skip

LOOKS = Rule(
    id="looks",
    blocks=True,
    reason=_("The text asks for looks or photos of the body, which work does not need."),
    cues={
        "ru": (
            "фото .. в полный рост", "модельн* внешност*", "консумаци*", "эскорт*",
            "девушк* .. привлекательн*", "привлекательн* девушк*", "фото в купальник*",
        ),
        "en": ("attractive girl*", "full body photo*", "photo* in swimsuit", "escort*"),
        "ky": ("толук боюн* сүрөт*", "келбеттүү кыз*", "сулуу кыз*"),
        "uz": (
            "toliq boy* surat*", "chiroyli qiz*", "kelishgan qiz*", "тўлиқ бўй* сурат*",
            "чиройли қиз*",
        ),
    },
)  # fmt: skip

ABROAD = Rule(
    id="abroad",
    blocks=False,
    reason=_("The work is abroad. Staff check who sends people there, and with which permit."),
    cues={},
    check=lambda offer: offer.is_abroad,
)

AGE_OR_SEX = Rule(
    id="age_or_sex",
    blocks=False,
    reason=_("The text chooses by age, sex or origin. Say what the work asks for instead."),
    cues={
        "ru": (
            "только девуш*", "только женщин*", "только мужчин*", "девушк* до", "девушк* от",
            "женщин* до", "мужчин* до", "хостес", "возраст до", "не старше", "до 25 лет",
            "до 30 лет", "до 35 лет", "до 40 лет", "до 45 лет", "славянск* внешност*",
            "приятн* внешност*",
        ),
        "en": (
            "only women", "women only", "only men", "men only", "girls under", "women under",
            "men under", "no older than", "under 25 years", "under 30 years", "hostess*",
            "pleasant appearance",
        ),
        "ky": ("кыздар гана", "аялдар гана", "эркектер гана", "жашка чейинки", "жашы .. чейин"),
        "uz": (
            "faqat qizlar", "faqat ayollar", "faqat erkaklar", "yoshgacha",
            "yoshdan katta bolmagan",
            "фақат қизлар", "фақат аёллар", "фақат эркаклар", "ёшгача",
        ),
    },
)  # fmt: skip

MESSENGER_ONLY = Rule(
    id="messenger_only",
    blocks=False,
    reason=_("The only contact is a messenger. Give an address or a phone of the firm."),
    cues={
        "ru": (
            "только whatsapp", "только в whatsapp", "только ватсап", "только вотсап",
            "только в ватсап", "только telegram", "только телеграм*", "только в телеграм*",
            "пишите в личк*", "писать в личк*", "пишите в директ",
        ),
        "en": ("only whatsapp", "whatsapp only", "only telegram", "telegram only", "dm me"),
        "ky": ("ватсапка гана", "whatsapp гана", "телеграмга гана", "личкага жаз*"),
        "uz": (
            "faqat telegram*", "faqat whatsapp*", "lichkaga yoz*", "фақат телеграм*",
            "личкага ёз*",
        ),
    },
)  # fmt: skip

NO_CONTRACT = Rule(
    id="no_contract",
    blocks=False,
    reason=_("There is no written contract. It protects the worker and the employer."),
    cues={
        "ru": (
            "без договора", "без трудового договора", "без оформления", "договор потом",
            "договор позже", "серая зарплата", "зарплат* в конверт*", "неофициальн*",
        ),
        "en": (
            "without a contract", "without contract", "no contract", "contract later",
            "cash in hand", "off the books", "undeclared",
        ),
        "ky": ("келишимсиз", "келишим кийин", "расмий эмес"),
        "uz": ("shartnomasiz", "shartnoma keyin", "norasmiy", "шартномасиз", "норасмий"),
    },
    check=lambda offer: not offer.written_contract,
)  # fmt: skip

HOURS = Rule(
    id="hours",
    blocks=False,
    reason=_("The hours are very long, or there is no day of rest."),
    cues={
        "ru": (
            "без выходных", "по 13 час*", "по 14 час*", "по 15 час*", "по 16 час*",
            "14 часов в день", "15 часов в день", "16 часов в день", "14 часов в сутки",
            "16 часов в сутки", "7/0", "30/0",
        ),
        "en": (
            "no days off", "no day off", "without days off", "seven days a week",
            "7 days a week", "13 hours a day", "14 hours a day", "15 hours a day",
            "16 hours a day",
        ),
        "ky": (
            "дем алышсыз", "дем алыш күнсүз", "күнүнө 13 саат*", "күнүнө 14 саат*",
            "күнүнө 15 саат*", "күнүнө 16 саат*",
        ),
        "uz": (
            "dam olish kunisiz", "dam olishsiz", "kuniga 13 soat*", "kuniga 14 soat*",
            "kuniga 15 soat*", "kuniga 16 soat*", "дам олишсиз", "кунига 14 соат*",
            "кунига 16 соат*",
        ),
    },
)  # fmt: skip

NO_PAY = Rule(
    id="no_pay",
    blocks=False,
    reason=_("No pay is stated. Name at least the lowest."),
    cues={},
    check=lambda offer: not offer.pay_is_stated,
)

RULES = (
    FEE,
    DOCUMENTS,
    DEBT,
    LOOKS,
    ABROAD,
    AGE_OR_SEX,
    MESSENGER_ONLY,
    NO_CONTRACT,
    HOURS,
    NO_PAY,
)
