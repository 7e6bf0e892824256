"""Mails as many programs write them, each with whose words are whose and the days of its inner mails."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Thread:
    """A text with what of it is the writer's own, Amazon's, somebody else's, and the inner days in order."""

    text: str
    own: tuple[str, ...] = ()
    amazons: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    days: tuple[str, ...] = ()


THREADS: dict[str, Thread] = {
    "gmail": Thread(
        "Please help with this.\n\nOn Tue, Mar 3, 2026 at 8:15 AM Amazon <seller-performance@amazon.com> wrote:\n\n> Hello,\n> Your listing was"
        " removed.\n>\n> Seller Performance Team\n",
        own=("Please help",),
        amazons=("listing was removed",),
        days=("2026-03-03",),
    ),
    "gmail-wrapped": Thread(
        "See below.\n\nOn Tue, Mar 3, 2026 at 8:15 AM Seller Performance Team <\nseller-performance@amazon.co.uk> wrote:\n\n> Your account is"
        " suspended.\n",
        own=("See below",),
        amazons=("account is suspended",),
        days=("2026-03-03",),
    ),
    "gmail-german": Thread(
        "Was sollen wir tun?\n\nAm Do., 5. März 2026 um 09:12 Uhr schrieb Amazon Seller Performance <\nverkaeufer-performance@amazon.de>:\n\n>"
        " Ihr Konto wurde gesperrt.\n",
        own=("Was sollen",),
        amazons=("wurde gesperrt",),
        days=("2026-03-05",),
    ),
    "gmail-french": Thread(
        "Bonjour, voici le mail.\n\nLe jeu. 5 mars 2026 à 09:12, Amazon <performance@amazon.fr> a écrit :\n\n> Votre compte est suspendu.\n",
        own=("voici le mail",),
        amazons=("compte est suspendu",),
        days=("2026-03-05",),
    ),
    "gmail-spanish": Thread(
        "Hola, mira.\n\nEl jue, 5 mar 2026 a las 9:12, Amazon (<performance@amazon.es>) escribió:\n\n> Su cuenta ha sido desactivada.\n",
        own=("Hola, mira",),
        amazons=("sido desactivada",),
        days=("2026-03-05",),
    ),
    "gmail-italian": Thread(
        "Ciao, leggi sotto.\n\nIl giorno gio 5 mar 2026 alle ore 09:12 Amazon <performance@amazon.it> ha scritto:\n\n> Il suo account è stato"
        " disattivato.\n",
        own=("Ciao, leggi",),
        amazons=("stato disattivato",),
        days=("2026-03-05",),
    ),
    "outlook": Thread(
        "Hi,\nthis came today.\n\n________________________________\nFrom: Amazon Seller Performance <notice@amazon.com>\nSent: Wednesday, April 8,"
        " 2026 7:01 PM\nTo: me@shop.example\nSubject: Policy warning\n\nWe removed your listing.\n",
        own=("this came today",),
        amazons=("removed your listing",),
        days=("2026-04-08",),
    ),
    "outlook-german": Thread(
        "Hallo,\nsiehe unten.\n\nVon: Amazon <seller-performance@amazon.de>\nGesendet: Mittwoch, 8. April 2026 19:01\nAn: Laden"
        " <info@laden.example>\nBetreff: Ihr Konto\n\nIhr Konto wurde deaktiviert.\n",
        own=("siehe unten",),
        amazons=("wurde deaktiviert",),
        days=("2026-04-08",),
    ),
    "outlook-french": Thread(
        "Bonjour\n\nDe : Amazon <performance@amazon.fr>\nEnvoyé : mercredi 8 avril 2026 19:01\nÀ : boutique@exemple.example\nObjet : Votre"
        " compte\n\nVotre compte a été désactivé.\n",
        own=("Bonjour",),
        amazons=("été désactivé",),
        days=("2026-04-08",),
    ),
    "outlook-spanish": Thread(
        "Buenas\n\nDe: Amazon <performance@amazon.es>\nEnviado el: miércoles, 8 de abril de 2026 19:01\nPara: tienda@ejemplo.example\nAsunto: Su"
        " cuenta\n\nHemos desactivado su cuenta.\n",
        own=("Buenas",),
        amazons=("Hemos desactivado",),
        days=("2026-04-08",),
    ),
    "outlook-italian": Thread(
        "Salve\n\nDa: Amazon <performance@amazon.it>\nInviato: mercoledì 8 aprile 2026 19:01\nA: negozio@esempio.example\nOggetto: Il suo"
        " account\n\nAbbiamo disattivato il suo account.\n",
        own=("Salve",),
        amazons=("Abbiamo disattivato",),
        days=("2026-04-08",),
    ),
    "outlook-dutch": Thread(
        "Hoi\n\nVan: Amazon <performance@amazon.nl>\nVerzonden: woensdag 8 april 2026 19:01\nAan: winkel@voorbeeld.example\nOnderwerp: Uw"
        " account\n\nUw account is gedeactiveerd.\n",
        own=("Hoi",),
        amazons=("is gedeactiveerd",),
        days=("2026-04-08",),
    ),
    "outlook-polish": Thread(
        "Witam\n\nOd: Amazon <performance@amazon.pl>\nWysłano: środa, 8 kwietnia 2026 19:01\nDo: sklep@przyklad.example\nTemat: Konto\n\nKonto"
        " zostało dezaktywowane.\n",
        own=("Witam",),
        amazons=("dezaktywowane",),
        days=("2026-04-08",),
    ),
    "outlook-portuguese": Thread(
        "Bom dia\n\nDe: Amazon <performance@amazon.com.br>\nEnviada em: quarta-feira, 8 de abril de 2026 19:01\nPara:"
        " loja@exemplo.example\nAssunto: Conta\n\nSua conta foi desativada.\n",
        own=("Bom dia",),
        amazons=("foi desativada",),
        days=("2026-04-08",),
    ),
    "apple": Thread(
        "Ideas?\n\nSent from my iPhone\n\nBegin forwarded message:\n\nFrom: Amazon Selling Partner Support <no-reply@amazon.com>\nDate: May 11,"
        " 2026 at 6:40:12 AM PDT\nTo: lou@lousplace.example\nSubject: Notice\n\nYour account may be deactivated.\n",
        own=("Ideas?", "Sent from my iPhone"),
        amazons=("may be deactivated",),
        days=("2026-05-11",),
    ),
    "apple-reply": Thread(
        "They want more.\n\n> On 11 May 2026, at 14:20, Seller Performance <seller-performance@amazon.com> wrote:\n> \n> We need more"
        " information.\n",
        own=("They want",),
        amazons=("need more information",),
        days=("2026-05-11",),
    ),
    "gmail-forward": Thread(
        "fyi\n\n---------- Forwarded message ---------\nFrom: Amazon <seller-performance@amazon.com>\nDate: Mon, Jun 1, 2026 at 3:04"
        " PM\nSubject: Your appeal\nTo: <kim@kimsfinds.example>\n\nWe reviewed your appeal.\n",
        own=("fyi",),
        amazons=("reviewed your appeal",),
        days=("2026-06-01",),
    ),
    "gmail-forward-german": Thread(
        "zK\n\n---------- Forwarded message ---------\nVon: Amazon <seller-performance@amazon.de>\nDate: Mo., 1. Juni 2026 um 15:04"
        " Uhr\nSubject: Ihr Einspruch\nTo: <info@laden.example>\n\nWir haben Ihren Einspruch geprüft.\n",
        own=("zK",),
        amazons=("Einspruch geprüft",),
        days=("2026-06-01",),
    ),
    "samsung": Thread(
        "What now\n\nSent from my Galaxy\n\n\n-------- Original message --------\nFrom: Amazon <notice@amazon.com>\nDate: 6/2/26 8:15 AM"
        " (GMT-05:00)\nTo: pat@patsparts.example\nSubject: Removed\n\nWe removed your offers.\n",
        own=("What now",),
        amazons=("removed your offers",),
        days=("2026-06-02",),
    ),
    "yahoo": Thread(
        "pls read\n\n    On Tuesday, June 2, 2026 at 08:15:00 AM EDT, Amazon Seller Performance <notice@amazon.com> wrote:  \n \n Your plan is"
        " not sufficient.\n",
        own=("pls read",),
        amazons=("not sufficient",),
        days=("2026-06-02",),
    ),
    "thunderbird": Thread(
        "Dear team, our answer.\n\nOn 02/06/2026 08:15, Amazon Seller Performance wrote:\n> Please send invoices.\n\nInvoices attached.\n",
        own=("our answer", "Invoices attached"),
        amazons=("Please send invoices",),
    ),
    "nested": Thread(
        "Here is all.\n\n> On 9 Jun 2026, at 10:00, Amazon <seller-performance@amazon.com> wrote:\n>\n> We denied your appeal.\n>\n>> On 7 Jun"
        " 2026, at 11:30, Mia Fenn <mia@fennshop.example> wrote:\n>>\n>> Dear Seller Performance, we bought 40 lamps.\n",
        own=("Here is all",),
        amazons=("denied your appeal",),
        days=("2026-06-09", "2026-06-07"),
    ),
    "agency": Thread(
        "Our draft is fine.\n\nOn Thu, Jun 4, 2026 at 6:40 PM Tom Ashe <tom@letterdesk.example> wrote:\n> Shall we add that 90 units were"
        " destroyed?\n",
        own=("draft is fine",),
        others=("90 units",),
        days=("2026-06-04",),
    ),
    "name-only": Thread(
        "Please see Amazon's answer:\n\nFrom: Amazon Seller Performance\nSent: 5 June 2026\nTo: Orla\nSubject: RE: Appeal\n\nYour documents could"
        " not be verified.\n",
        own=("Please see",),
        amazons=("not be verified",),
        days=("2026-06-05",),
    ),
    "asterisks": Thread(
        "as promised\n\n*From:* Amazon <seller-performance@amazon.in>\n*Sent:* 05 June 2026 11:22\n*To:* shop@kaveri.example\n*Subject:* Your"
        " account\n\nYour account is blocked.\n",
        own=("as promised",),
        amazons=("account is blocked",),
        days=("2026-06-05",),
    ),
    "gmail-dutch": Thread(
        "Zie onder.\n\nOp do 5 mrt 2026 om 09:12 schreef Amazon Seller Performance <\nperformance@amazon.nl>:\n\n> Uw account is gesloten.\n",
        own=("Zie onder",),
        amazons=("account is gesloten",),
    ),
    "gmail-polish": Thread(
        "Co robić?\n\nczw., 5 mar 2026 o 09:12 Amazon <performance@amazon.pl> napisał(a):\n\n> Konto jest zawieszone.\n",
        own=("Co robić",),
        amazons=("jest zawieszone",),
        days=("2026-03-05",),
    ),
    "outlook-swedish": Thread(
        "Hej\n\nFrån: Amazon <performance@amazon.se>\nSkickat: den 8 april 2026 19:01\nTill: butik@exempel.example\nÄmne: Ditt konto\n\nDitt konto"
        " är spärrat.\n",
        own=("Hej",),
        amazons=("är spärrat",),
        days=("2026-04-08",),
    ),
    "outlook-chinese": Thread(
        "Please help.\n\n发件人: Amazon <seller-performance@amazon.com>\n发送时间: 2026-04-08 19:01\n收件人: wei@shop.example\n主题: Your"
        " account\n\nYour account has been deactivated.\n",
        own=("Please help",),
        amazons=("has been deactivated",),
        days=("2026-04-08",),
    ),
    "from-a-customer": Thread(
        "A buyer wrote us this:\n\nFrom: Amazon Customer <xk29@marketplace.amazon.com>\nSent: Friday, June 5, 2026 4:00 PM\nTo: shop\nSubject:"
        " lamp\n\nThe lamp is broken, 2 of 3 bulbs.\n",
        own=("A buyer wrote",),
        others=("lamp is broken",),
        days=("2026-06-05",),
    ),
}
