"""Tables of the editorial reading, by language: what says nothing, what needs no explanation, what hedges.

Small on purpose: a word that is missing here means one warning less, never a wrong one.
"""

from __future__ import annotations


def _words(*lines: str) -> frozenset[str]:
    return frozenset(" ".join(lines).split())


# Texts of a link that do not say where it leads; underscores stand for spaces.
VAGUE: dict[str, frozenset[str]] = {
    "en": _words(
        "here click_here click just_here over_here right_here see_here from_here in_here this this_link",
        "this_page this_site link the_link links more read_more learn_more see_more find_out_more more_here",
        "read_more_here read_on more_info more_information continue_reading",
    ),
    "de": _words(
        "hier hier_klicken klicken_sie_hier klick_hier link dieser_link diesem_link diesen_link mehr",
        "mehr_lesen mehr_erfahren mehr_dazu weiterlesen weiter mehr_informationen weitere_informationen",
    ),
    "fr": _words(
        "ici cliquez_ici cliquer_ici ce_lien lien le_lien cette_page lire_la_suite la_suite en_savoir_plus",
        "voir_ici plus_d'informations plus_d’informations",
    ),
    "es": _words(
        "aquí aqui haga_clic_aquí haz_clic_aquí pulse_aquí este_enlace enlace el_enlace esta_página",
        "leer_más más ver_más saber_más seguir_leyendo más_información",
    ),
}

# Acronyms that every reader of a newsletter is taken to know.
_EVERYWHERE = _words(
    "AG BBC CD CEO CNN CO DIY DJ DNA DVD EEA EU FAQ FIFA FM GB GDP GMBH GPS HIV HTML HTTP HTTPS ID IP",
    "ISBN ISSN IT KG LED LLC LTD NASA NATO NGO OK PC PDF PHD PIN QR RSS SA SIM SMS SOS TV UEFA UK UN",
    "UNESCO UNICEF UNO URL US USA USB UTC VAT VIP WC WHO WLAN WWW XML ZIP",
)
KNOWN_ACRONYMS: dict[str, frozenset[str]] = {
    "": _EVERYWHERE,
    "en": _words("AD AGM AI AM API BC BST CET CEST CFO CTO CV EDT EST GMT HR PM PR PS PST RSVP TBA TBC"),
    "de": _words("ARD BIP BRD CDU CSU DDR DIN EDV FDP KI LKW MEZ MESZ PKW SPD TÜV ZDF"),
    "fr": _words("BD IA ONG ONU OTAN PIB PME RATP SARL SIDA SNCF TGV TVA UE VTT"),
    "es": _words("IA IVA ONG ONU OTAN PIB PYME RAE RENFE SIDA UE"),
}

# Things that are counted everywhere and never twice the same: measures, money, time.
MEASURES = _words(
    "years months weeks days hours minutes seconds nights times percent percents points pages words",
    "euros dollars pounds cents metres meters kilometres kilometers miles litres degrees others ones",
    "jahre jahren monate monaten wochen tage tagen stunden minuten sekunden uhr prozent seiten euro",
    "meter metern kilometer kilometern mal millionen milliarden",
    "ans années mois semaines jours heures secondes fois pour mètres kilomètres",
    "años meses semanas días horas minutos segundos veces metros kilómetros páginas",
)

# Before a number: it is a bound, a part or an addition, not the number of all.
HEDGES = _words(
    "than over under least most to nearly almost another other others further additional first last next",
    "past previous no remaining or between every each per these those until till within beyond above below",
    "mehr als über unter mindestens höchstens bis fast weitere weiteren andere anderen ersten letzten",
    "nächsten je pro oder zwischen alle",
    "plus moins de jusqu'à près presque autres premiers derniers prochains ou entre chaque par",
    "más menos hasta casi otros otras primeros primeras últimos últimas próximos o entre cada por",
)

# Between a number and what it counts: these count something else.
SHIFTS = _words(
    "more other others further additional new such of weitere andere neue autres nouveaux otros otras nuevos"
)

# Plurals that do not end in s.
IRREGULAR = _words("people women men children criteria")

# Words that end what a number counts.
STOPS = _words(
    "a an and are as at but by for from had has have in is it its of on or that the their to was were who",
    "will with which this these those if so not than then when while per each",
    "et ou en dans des du la le les un une pour par sur avec sont est qui que",
    "y o de del los las una para con son es",
)
