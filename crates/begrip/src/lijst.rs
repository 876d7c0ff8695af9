//! The words by which texts are read, as data: `woorden/*.toml`, a file for each subject.
//!
//! Owns loading them, and which lists a subject has; what a word means is decided where it is read. Invariants: a file that
//! cannot be read, a list that is missing and one that nothing reads stop the start ([`gebreken`]) or the build; every
//! word is in the form in which words are compared.

use std::collections::{BTreeMap, HashSet};
use std::sync::LazyLock;

use toml::Table;

use crate::patroon::Patroon;
use crate::reeksen::{Reeksen, Woordenset};
use kern::domain::soort::MeldingSoort;

/// Tells what is wrong with the text of a file.
type Keuring = fn(&str) -> Vec<String>;

/// What stands under a name in a file. Not derived with serde: for structs of this many fields that took five minutes to
/// build.
trait Inlezen: Default {
    /// Reads it; what is wrong is added to `gebreken`, and it is empty.
    fn inlezen(waarde: toml::Value, gebreken: &mut Vec<String>) -> Self;
}

/// A list or a word by itself.
macro_rules! los {
    ($($soort:ty),+ $(,)?) => { $(
        impl Inlezen for $soort {
            fn inlezen(waarde: toml::Value, gebreken: &mut Vec<String>) -> Self {
                waarde.try_into().unwrap_or_else(|fout: toml::de::Error| {
                    gebreken.push(fout.message().to_owned());
                    Self::default()
                })
            }
        }
    )+ };
}

los! {
    String, Woordenset, Reeksen, Patroon, Vec<String>, Vec<Vec<String>>, Vec<(String, String)>, Vec<(String, String, String)>,
    Vec<(Reeksen, i64)>, BTreeMap<String, i64>, BTreeMap<String, i32>, BTreeMap<String, String>,
    BTreeMap<String, Woordenset>, BTreeMap<String, Vec<(String, String)>>,
}

/// Takes one list out of a table.
fn neem<T: Inlezen>(tabel: &mut Table, naam: &str, gebreken: &mut Vec<String>) -> T {
    let Some(waarde) = tabel.remove(naam) else {
        gebreken.push(format!("{naam} is missing"));
        return T::default();
    };
    let eerdere = gebreken.len();
    let gelezen = T::inlezen(waarde, gebreken);
    for gebrek in &mut gebreken[eerdere..] {
        *gebrek = format!("{naam}: {gebrek}");
    }
    gelezen
}

/// Reads a whole file.
fn lees<T: Inlezen>(tekst: &str) -> (T, Vec<String>) {
    let mut gebreken = Vec::new();
    let gelezen = match tekst.parse::<Table>() {
        Ok(tabel) => T::inlezen(toml::Value::Table(tabel), &mut gebreken),
        Err(fout) => {
            gebreken.push(fout.message().to_owned());
            T::default()
        }
    };
    (gelezen, gebreken)
}

/// Part of a file: its lists by what they hold.
macro_rules! afdelingen {
    ($($(#[$uitleg:meta])* $soort:ident { $($type:ty: $($veld:ident),+;)+ })+) => { $(
        $(#[$uitleg])*
        #[derive(Debug, Default)]
        pub(crate) struct $soort { $($(pub $veld: $type,)+)+ }

        impl Inlezen for $soort {
            fn inlezen(waarde: toml::Value, gebreken: &mut Vec<String>) -> Self {
                let toml::Value::Table(mut tabel) = waarde else {
                    gebreken.push(format!("this is a {}, and no table", waarde.type_str()));
                    return Self::default();
                };
                let gelezen = Self { $($($veld: neem(&mut tabel, stringify!($veld), gebreken),)+)+ };
                gebreken.extend(tabel.keys().map(|naam| format!("nothing reads {naam}")));
                gelezen
            }
        }
    )+ };
}

/// The files, each with its lists by what they hold. What cannot be read is empty here, and told by [`gebreken`].
macro_rules! woordenlijsten {
    ($($(#[$uitleg:meta])* $naam:ident: $soort:ident = $bestand:literal { $($velden:tt)+ })+) => {
        $(
            afdelingen! { $(#[$uitleg])* $soort { $($velden)+ } }
            $(#[$uitleg])*
            pub(crate) static $naam: LazyLock<$soort> = LazyLock::new(|| {
                lees(include_str!(concat!("woorden/", $bestand, ".toml"))).0
            });
        )+
        const BESTANDEN: &[(&str, &str, Keuring)] = &[$((
            $bestand,
            include_str!(concat!("woorden/", $bestand, ".toml")),
            |tekst| lees::<$soort>(tekst).1,
        )),+];
    };
}

woordenlijsten! {
    /// What stands in front of what somebody means.
    AANHEF: Aanhef = "aanhef" {
        Woordenset: groeten, beleefd, wie;
    }
    /// How an absence is spoken of.
    AANKONDIGING: Aankondiging = "aankondiging" {
        Woordenset: wie_vraagt, vraagwoorden, werkwoorden_van_vraag, anderen, doet, met_wie, met_wie_ervoor,
            voornaamwoorden, later_bereikbaar, korte_dagen, misschien, feestdagen, tot, ze, zelf, zonder_onderwerp;
        Reeksen: geen_feit, vraagt_zich_af, bereikbaar, oud_en_nieuw, en_ik;
    }
    /// What somebody who signs up says.
    AANMELDING: Aanmelding = "aanmelding" {
        Woordenset: dient_in, bij_indienen, aansprekingen, windstreken, zin_in_groepsnaam, geen_stop, bij_aantal, vaag_aantal, vraagwoorden,
            groeten, geen_naam, niet_in_naam, groepswoorden, vulling_in_naam, opdracht_met_fout, tussenvoegsels,
            praat_in_groepsnaam, bij_leden, zegt_iets_over_wabp, wabp_onbekend, wabp_adres, groep_begin, groep_einde,
            groep_einde_kort;
        Reeksen: geen_antwoord_wabp, verbetert, wil_vragen, vraagt, stelt_uit, stopt, stopt_niet, zin,
            weigert_groepsnaam, weet_wabp_niet;
        Patroon: leden, leden_achter, leden_verbeterd, niet_maar, is_verkeerd, wabp, groep, postcode, naam, naam_benoemd, wijk, en_aan_het_eind, vervolg, aarzeling,
            voor_naam, moet_zijn, stelt_voor;
        BTreeMap<String, i64>: getallen;
    }
    /// What is said of the button that puts an alert into a group.
    DEELKNOP: Deelknop = "deelknop" {
        Reeksen: titel, knop, geef, bij_elk;
        Woordenset: opdracht;
    }
    /// Whether whoever runs a group still does.
    CONTROLE: Controle = "controle" {
        Reeksen: nog_kern, niet_meer_kern, goed_kern, hulp, stopt, anders;
        Woordenset: nog, niet_meer, goed, begin;
    }
    /// What goes out as an alert and never as information.
    INFORMATIE: Informatie = "informatie" {
        Reeksen: uitkijken, wie, doet, getuige, gebeurd, berichten, wel_of_niet;
        Woordenset: dagen, bij_wijziging, heet, haalt_weg, bij_waar;
        Patroon: anders, niet_maar, moet_zijn, tijd;
    }
    /// Short answers.
    ANTWOORD: Antwoord = "antwoord" {
        Reeksen: kan_niet_gezegd, doet_het_straks, gooit_niet_weg, laat_maar_gaan, onzeker_geplaatst, toch_niet_geplaatst, niet_relevant, wil_niet, lukt_niet, groep_weg, groep_vol, telefoon_kwijt, vakantie, over_bericht, nog_te_doen,
            stond_er_al, vraagt, aan_iemand, stopt_niet, kan_niet, straks, staat_er_op, beleefd_gedaan, breekt_af,
            vergeet, gooit_erin, breekt_alleen_af, breekt_kort_af, vertelt, is_het;
        Woordenset: versturen_lang, lijkt_versturen, bij_versturen, bij_weggooien, aanpassen, bij_aanpassen, uitroep,
            instemming, namens, niet_namens, gezien, gezien_vulling, omgekeerd_begin, omgekeerd_wie, vraagwoorden,
            kunnen, pas, later_doen, zegt_niets, houdt_op, termijn, geplaatst, geplaatst_van_bericht, van_iets_anders,
            bij_gebeurd, gebeurd, tussen_staat_en_in, voor_groep, staat, alle_groepen, na_staat_er_in, groep, dank,
            lof, na_dank, waarvoor_dank, alleen_ja, alleen_nee, afsluiten, bij_afsluiten, alle, annuleer_met_fout,
            niet, toch, toch_of_maar, minuut_begin, uur_erachter, uur, doorgestuurd_met_fout, geen_doorgestuurd,
            kan_niet_in_een, vraagt_achteraan, in_groep, erin, er, stond, na_lof;
        Vec<(Reeksen, i64)>: minuten;
        Patroon: melding, niet_relevant_los, wil_niet_los, lukt_niet_los, groep_vol_los, groep_weg_los, telefoon_kwijt_los;
    }
    /// What somebody wants with a text that answers nothing.
    BEDOELING: Bedoeling = "bedoeling" {
        Reeksen: blokkade_eraf, minder, ben_er_niet, langer_weg, niet_na, alleen_snachts, tot_en_met, tot_dan, komt,
            over_mij, wat_gewist, mijn_gegevens, nummer_los, overdracht_gaat_niet, spreekt_van_overdracht, geen_beheerder_meer, meldt_af,
            niet_storen, stilte_uit, er_niet, weer_terug, vakantie_voorbij, is_weg, gaat_niet_weg, zonder_beheerder,
            hoe_ver, beheerder_worden, vraagt_hulp, geeft_tip, graag_gedaan, er_niet_met_dag, niet_die_avond, spelregels_reeks, telefoon_instellen, stille_groepen, borden_hoe_ver, eigen_telefoon;
        Woordenset: blokkeren, wil_blokkeren, wie_blokkeert, wat_blokkeren, blokkeert_een_ander, geen_nummer_blokkeren, deblokkeren, vraagt_of_het_klopt, over_avond, tot_wanneer, komt_niet, over_komen,
            gegevens, wissen, wisverzoek, vraagt_gegevens, bewaren_van_mij, weten_van_mij, inzageverzoek, avg, nummer,
            anders_nummer, geen_eigen_nummer, eigen_nummer, overdragen, geen_overdragen, overnemen, wat_overnemen, vraagt_hoe,
            overdracht, stopt_overdracht, na_stop_overdracht, weghalen, weghalen_kort, haalt, haalt_weg, geen_bericht, hoe, engels,
            nederlands, beheer, stopt, wil_stoppen, stopt_niet, afmelden, niet_afmelden, iets_anders_afmelden, nacht,
            stilte, weer, wat_weer, wat_stil, alleen_dan, iets_anders_dan_stilte, uur, vakantie, vakantie_kort, weg,
            terug, over_zichzelf, dader, geen_terugkeer, er, kan, stickers, borden, wil_borden, vertelt_van_borden,
            groepen, dekking, vraagt_dekking, geplaatst, vraagt_waar, statistiek, hoeveel, hoeveel_waarvan, aanvraag,
            aanmelden, meld, aan, hulp, tip, zag_iets, van_toen, praat, vraagt_iets, afwezig_met_dag, weg_met_dag, zelf, zelf_in_een_woord, kort_weg, zaken,
            avond, alleen_vakantie, vakantie_om, akkoord, taal_niet, taal_van, spelregels, toestel, instellen, borden_staan, borden_niet, borden_wanneer, gestolen;
    }
    /// Decisions about something with a number.
    BESLUIT: Besluit = "besluit" {
        Woordenset: uitroep, toch, bij_aarzelen, wijst_af, geen_afwijzing, voorwaarde, vraagt, geen_reden, akkoord,
            afwijzen, alles, vulling, akkoord_met_fout, code_of_letter, letter_van_nummer, keur, goed,
            ja_terug_vulling, ja_terug_niet, stemt, bij_afwijzen, twijfel_erbij, vraagt_vooraan, mag_weg, afsluiting,
            groet, voor_nummer, opmerking, van_een_ander, komt_terug_op,
            vraagt_achteraan, bij_ongedaan, afgewezen_verteld, deelwoord, bedoelt_anders, ontkent;
        Reeksen: ongedaan, vraagt_ander, ja_terug, keurt_goed, aarzelt, moet_nog, toch_niet_afwijzen;
        Vec<String>: aanloop;
    }
    /// Days and times of day.
    DATUM: Datum = "datum" {
        Woordenset: terug, niet, weg, over, uur, en, de, na, weekend, volgende, verbindt, vandaag, morgen, overmorgen,
            kerst, nieuwjaar, deze, volgend, voor_weekend, komende, komende_onzeker, volgend_tijdvak, week, maand,
            paar, dagen, weken, maanden_lang;
        Reeksen: tot_en_met, tot, vanaf;
        Vec<String>: telwoorden, rang;
        Vec<(String, String)>: weekdagen;
        Vec<Vec<String>>: maanden;
        Patroon: tijdstip, uren, am_pm;
    }
    /// Answers in conversations that handlers lead.
    GESPREK: Gesprek = "gesprek" {
        LaatHet: laat_het;
        Terugzetten: terugzetten;
        Woordkeus: wissen, stoppen;
        Delen: delen;
        Dubbel: dubbel;
        String: stop;
        Reeksen: ook_erbij, deels, deels_ergens, nog_niet_goed, praat_bij_wachten, geen_maar, gaat_door, familie_bezwaar, geen_oefening, was_poging, wacht_met_deze, zonder_nummer, foto_niet,
            wil_graag, over_melding, wijst_melding_aan, alleen_politie, overname_voor_mij, overname_geeft, overname_houdt;
        Woordenset: moet_zijn, geen_soort, zegt_niets_van_uiterlijk, ik_of_wij, nee_vooraf, familie, bij_familie_akkoord, van_wie,
            vraagt_familie, ook_gezochte, toestemming, trekt_terug, wil, verbetert, foto, foto_weg, update_weg,
            koppelwerkwoord, vraagt_begin, gaat_verder, voorbehoud_familie, noemt_naam, bij_akkoord, erbij, dienst_uit,
            verdachte, nieuws, geen_melding, melding, proef, proefalarm, nieuwe_melding, nieuwe_melding_bij, bij_aantal, overdracht, overnemen, neem, over, wanneer,
            overdragen, engels, nederlands, aan, uit, bij_aan_uit, weet_niet, weet_leden_niet, iphone, android, recht_verlengen, recht_afnemen, recht_bij, overname_van, overname_neem, overname_niet, overname_ander, overname_vraag;
        Vec<String>: voor_plek;
        BTreeMap<String, i64>: aantallen;
    }
    /// Names of groups.
    GROEPSNAAM: Groepsnaam = "groepsnaam" {
        Woordenset: algemeen, voor_getal, eenheden, minuut_begin;
        BTreeMap<String, String>: cijfers;
    }
    /// How a text stands towards an act that it names.
    HOUDING: Houding = "houding" {
        Woordenset: zegt, ik, aanloop, vraagwoorden, vlak_voor_ontkend, niet, tussen_daad_en_niet, na_niet,
            hulpwerkwoorden, voorwaarde, later, wellicht, laat_weg, na_hulpwerkwoord, deugt, besluit, zegt_nee,
            grapje, aarzelt, over, een_poos, zo_meteen, bij_aarzelt, bij_grapje, aarzelt_erna, hier_vraag_ik, vraagt_hulp, zegt_alleen_nee, wacht, houdt_op, bij_wacht;
        Reeksen: lijkt, niet_nodig, van_anderen, vraagt_of_ik, twijfelt, is_het_al, beleefd, keert_om;
    }
    /// What colleagues say among themselves.
    INTERN: Intern = "intern" {
        Woordenset: toestemming, wie, ertussen, foto, foto_rand, naasten, weet_rand, wanneer_weg_rand, van, goed,
            mee_in, wil_niet, mag, vindt, stemt, ok, wil, inzet_rand, gezochte, bewoner, nep, zag;
        Reeksen: vanaf, weet, wanneer_weg, inzet;
        Patroon: eenheid;
    }
    /// Yes and no.
    JA_NEE: JaNee = "ja_nee" {
        Gehoor: tekst, vraag, voorbeeld, plaatsing, kunnen, overdracht, uitnodiging, besluit, afwijzing, reden,
            intrekking, laten_staan, afloop, terugnemen, wijk, per_groep, kaal_nee, gevaar, gezochte, twijfel,
            toestemming, wabp, wapen, familie, kort, wissen, stoppen, welke_groep, nummer, opvolger, tip;
    }
    /// What police say about an alert that left.
    LEVENSLOOP: Levensloop = "levensloop" {
        Reeksen: ik_bedoel, update, sluit, paniek_reeksen, ook_anders, bericht_is_gevaar, geen_paniek, stopt_iets_anders, niet_erg, niet_gevonden, weer_thuis,
            zit_vast, is_voorbij, bericht_deugt_niet, hoeft_niet, nog_niet, opnieuw_erbij, elders_erbij;
        Woordenset: allebei, beide, bij_beide, deelwoord, bij_stand, gebiedt, voor_paniek, ook_toegeroepen, wacht, stop_met_fout, wijst, bij_keuze, paniek, stop,
            het_klopt_niet, beschrijft, beweegt, fout, bij_laten_staan, laat, staan, stopt, misschien, intrekken,
            tussen_trek_en_in, trekt, haalt, in_of_terug, over_versturen, ook_intrek, ook_terugtrekken, noemt_stop, bij_intrek, ergens_heen, ding, bij_hoeft_niet, voor_intrekken, begint_in_te_trekken,
            onzeker, overleden, terecht, gevonden, aangehouden, afgelopen, intrekken_met_fout, geen_intrekken, terug,
            trek_erin, kleding, meer_dan_een;
        Vec<String>: intrekken_begin, aanloop;
        String: stop_voluit;
        Redenen: waarom;
    }
    /// What is typed at the preview of a meeting.
    BIJEENKOMST: Bijeenkomst = "bijeenkomst" {
        Woordenset: waar, waarover, vulling, voorzetsel, ontkent, ochtend, achteraan;
        Vec<String>: uren;
    }
    /// In which language somebody writes.
    TAAL: Taal = "taal" {
        Woordenset: engels_zin, ook_nederlands, nederlands_zin;
    }
    /// Commands and numbers among other words.
    OPDRACHT: Opdracht = "opdracht" {
        Patroon: opdracht, nummer;
    }
    /// What a beheerder says of each of their groups.
    PERGROEP: Pergroep = "pergroep" {
        Woordenset: alle, rest, mensen, behalve, dank, grens, terug, vulling, zonder, niet_alleen, moet, zijn,
            correctie, nergens, de, groep_begin, allemaal, alleen, en, op, na, geen_toegang, telwoorden, laat, laat_maar;
        Reeksen: in_plaats_van, laat_zitten;
    }
    /// Around the names of wijken.
    PLAATS: Plaats = "plaats" {
        Woordenset: stuurt, tussen_sturen, ook_naar, klein, richting, lidwoorden, voegwoorden, of, aanloop, verbindt, ook_gewoon,
            buren, rondom, wijkwoorden, eromheen, voor_buren, omgeving, heel, gemeente, tussen_heel;
        Reeksen: alle_wijken;
    }
    /// Around a politiebericht that somebody pastes or asks about.
    PLAKKEN: Plakken = "plakken" {
        Woordenset: gevraagd_door_oplichters, vraagt_of_haalt, woont, doorgestuurd, ontvangen, kop, geen_aanhaling, vraagt, politiebericht, aanloop, bevelen, vulling,
            kop_van_bericht, zin_einden;
        Reeksen: van_ons, koppen, labels, bericht_van_politie;
        Patroon: nummer_in_kop, nummer, vreemd_nummer, aanhef;
    }
    /// What is an emergency when it happens now.
    SPOED: Spoed = "spoed" {
        Reeksen: zelf_in_nood, om_assistentie, over_berichten, van_elders, meteen, leven, geen, gezegden, lijkt_erop, onschuldig, bij_mensen, op_dit_moment,
            vertelt_verder, hulp, roept, bel_politie, in_nood, ziet_iemand, nog_binnen, niet_vinden, van_bericht,
            verslag_van_bericht, er_is, in_voertuig;
        String: brand;
        Woordenset: collega, in_gevaar, kan_branden, naaste, van_ons, vermist, is_weg, op_reis, gevaar, alleen, typefouten, geen_typefout, van_mij, nu, voorbij, gewoonte, ziet, kwijt, praat, wie,
            t, ik, geen_ding, uitgerekt, van_hem, eigen_vorm, ontkent_kunnen, hoe_iemand_is, vandaag, op_dit_ogenblik,
            over_bericht_of_niet, toch_nu, nabij, onderwerp, vraagt_over_ander, vraagwoorden, bekend_gevaar, verwijst,
            plaats_erna, gewapend, mijn, eigen_mensen, gevallen, waar_gevallen, verdwenen, er, over_bericht, plaatst,
            erin, gezochte, aangewezen, waar_nu, voegt_zinnen, beweegt_weg, richting, voor_plek, van_wie, plek_in_huis,
            vreemde, ding, sleurt, voertuig, water, tussen_voertuig_en_water;
        BTreeMap<String, String>: dialect;
        Verbuiging: hem, mijn_vorm, zijn, heeft, wordt;
        Patroon: tekens;
    }
    /// How somebody asks how an alert stands.
    STAND: Stand = "stand" {
        Woordenset: beeld, stand, vulling, ander_begin, details, hoever, iemand, melding, vraagwoorden, gedaan,
            groepen, over_bericht, vraagwoorden_zeker, mensen, het, hoeveel;
        Reeksen: hoe_staat, hoe_gaat, dekking, hebben_het, niet_nodig;
    }
    /// Quiet hours.
    STILTE: Stilte = "stilte" {
        Reeksen: dagen, niet_uit;
        Woordenset: eindigt, vraagwoorden, goed, wanneer_wel, alleen_nee, nee_tegen_alles, alleen_ja,
            alleen_ja_vulling, vermissing, heterdaad, alles, niets, ontkend, toegestaan, nee, voegt, en;
    }
    /// Signs that stand for a word.
    TEKENS: Tekens = "tekens" {
        BTreeMap<String, String>: woorden;
        Woordenset: nadruk, nadruk_bij;
    }
    /// What takes back what was sent.
    TERUGNEMEN: Terugnemen = "terugnemen" {
        Woordenset: vulling, eerdere, fout, rondom, haalt_weg, weg, geen_terugname, u, verwijdert, annuleert,
            annuleert_met_fout, intrekken_met_fout;
        Reeksen: ziet_af, weg_ermee;
        Vec<String>: leidt_reden;
    }
    /// When something happened.
    TIJDSTIP: Tijdstip = "tijdstip" {
        String: voor, binnen_voor, binnen_kop, binnen_na, binnen_erachter, geleden, op_de_klok, met_minuten, aangekondigd, alleen_uur, zojuist;
        Vec<String>: getallen;
        Woordenset: over;
        BTreeMap<String, i64>: woord_minuten;
        BTreeMap<String, i32>: klok_minuten;
    }
    /// Where a second thing begins in a line.
    TWEELEDIG: Tweeledig = "tweeledig" {
        Woordenset: begint_zin, voegt_toe;
    }
    /// What says that nobody has to look out any more, or that it is not certain.
    TWIJFEL: Twijfel = "twijfel" {
        Woordenset: mogelijk, naam_van_iemand, tussen;
        Reeksen: nog_niet, voorbij, opgelost, terecht, onzeker, proef;
    }
    /// What is said outright.
    UITDRUKKELIJK: Uitdrukkelijk = "uitdrukkelijk" {
        Reeksen: verstuurt, verstuurt_niet, verstuurt_geen_update, gooit_weg, gooit_niet_weg, stopt, stopt_niet, trekt_in, trekt_niet_in,
            laat_staan, laat_niet_staan, sluit, sluit_niet, geplaatst, geplaatst_niet, terug, terug_niet,
            overdracht_stopt, overdracht_stopt_niet, beaamt, bederft, straks, elders, keurt_goed, keurt_goed_niet, keurt_af, keurt_af_niet,
            geeft_vrij, geeft_niet_vrij, houdt_tegen, houdt_niet_tegen, van_foto, van_update,
            familie_ja, familie_ja_niet, familie_nee, familie_nog_niet, vergeet_foto, twijfelt_zelf, aarzelt_zelf, noemt_sluiten, was_niets;
        Woordenset: bij_versturen, bij_vrijgeven, stuurt;
    }
    /// What a line typed at a preview changes of it.
    WIJZIGING: Wijziging = "wijziging" {
        Woordenset: knipt, ontkent, vulling, erbij, bij_erbij, eruit, zonder, bij_eruit, koppelt, kenteken, tijd, straat,
            richting, buit, wapen, bron, na_maar, staat_er, moet, fout, hele_tekst, leeftijd, bij_leeftijd, van_wie, behalve, over_wie, ook, om, dat, aarzelt, ander_deel, lengte, maakt, maakt_van, maakt_tot, twijfelt, welke, nu, van_iemand,
            ook_kleur, heeft, wijk, zet, er, bij, is_een, vervangen, door, verwijst_terug, iemand, samen_met, ongeveer, lang;
        Reeksen: in_plaats, ook_vulling, toelichting, erbij_reeks, eruit_reeks, twijfelt_reeks, klopt_niet, kenmerk_van;
        Patroon: jaren, lengten;
        Vec<(String, String)>: vormen;
    }
    /// Around another wijk for a draft.
    WIJK: Wijk = "wijk" {
        Woordenset: vulling, tussen, behalve, gaat_verder, leidt, stuurt, erbij, eruit, onzeker, alleen, toch_wel;
    }
    /// The parts of an alert.
    MELDING: Melding = "melding" {
        BTreeMap<String, Woordenset>: soorten;
        BTreeMap<String, Vec<(String, String)>>: soorten_verteld;
        Gestolen: gestolen;
        Buiten: buiten;
        Afkortingen: afkortingen;
        Kleuren: kleuren;
        Personen: personen;
        Lijst: kleding, kenmerken, met_hoofdletter, tijd, beleefd, opdrachten;
        Voertuigen: voertuigen;
        Genoemd: genoemd;
        Vervoer: vervoer;
        Wapens: wapens;
        Plaatsen: plaatsen;
        Huisnummers: huisnummers;
        Richting: richting;
        Ervoor: ervoor;
        Vulling: vulling;
        Signalement: signalement;
    }
}

afdelingen! {
    /// Why an alert is withdrawn.
    Redenen { Reeksen: plaats, beschrijving, niets_aan_de_hand, andere_persoon, per_ongeluk, dubbel; }
    /// How a word is typed or spoken, and what it is.
    Verbuiging { String: naar; Woordenset: van; }
    /// What is heard as a yes and as a no.
    Gehoor { Reeksen: ja, nee; }
    /// A question about oneself is left.
    LaatHet { Reeksen: reeksen; Woordenset: alleen, nee; }
    /// A block is undone.
    Terugzetten {
        Reeksen: terugzetten, klopt_niet;
        Woordenset: zet, terug, hef, op, ontkenning, fout, laat_staan;
    }
    /// The parts of a draft that are changed.
    Delen { Woordenset: soort, wijk, tekst; }
    /// Another alert, or one that runs.
    Dubbel { Woordenset: nieuw, zelfde; }
    /// A yes to what takes something away, and words that name it.
    Woordkeus { Woordenset: alleen, noemt; }
    /// One list.
    Lijst { Woordenset: lijst; }
    /// Who is named by a title, or as whoever saw it.
    Genoemd { Woordenset: leidt, titel, tussen; }
    /// How somebody goes.
    Vervoer { Reeksen: lijst; }
    /// A vehicle that was stolen.
    Gestolen { Woordenset: voertuigen, woorden, tussen; }
    /// What lies outside the kinds.
    Buiten { Woordenset: dieren, einden; Reeksen: zaken; }
    /// Shorthand of the control room.
    Afkortingen { Vec<(String, String, String)>: lijst; Woordenset: jaar, kenteken; }
    /// Colours.
    Kleuren { Woordenset: lijst, bijvoeglijk, onzijdig; }
    /// People.
    Personen { Woordenset: enkel, meer, getallen; Vec<(String, String)>: meervoud; }
    /// Vehicles.
    Voertuigen { Woordenset: merken, modellen, gewoon, op, voorzetsel, tussen_op, ook_gewoon, zegt_niets; }
    /// Weapons.
    Wapens { Woordenset: lijst, werkwoord, gewapend, erachter, onzeker, onzeker_erna, tussen, gezien; Reeksen: onzeker_of, geweld; }
    /// Where it is.
    Plaatsen {
        Woordenset: einden, geen_straat, voor, eigen_straat, lidwoorden, in_straatnaam, voor_straat, tussen_sterk, sterk;
        Reeksen: voorwerpen;
    }
    /// Numbers of houses.
    Huisnummers { Woordenset: ervoor, genoemd, telt, bij_straat, toevoeging; }
    /// Where they go.
    Richting { Woordenset: woorden, naar, via, over, uit, geen_richting, aanloop, bij_vertrek; }
    /// What goes with a part that it stands before.
    Ervoor { Woordenset: kenteken, voertuig, wapen, voorwerp, straat; }
    /// What carries nothing.
    Vulling { Woordenset: altijd, lijst, vertrek, na_richting; }
    /// What people look like.
    Signalement { Woordenset: jaar, maat, met, verbindt, een_groep, bouw, zegt_niets; }
}

/// What cannot be read of the words, for the operator.
pub(super) fn gebreken() -> Vec<String> {
    let bestanden = BESTANDEN.iter().flat_map(|(bestand, tekst, keuring)| gebreken_van(bestand, tekst, *keuring));
    bestanden.chain(onbekende_soorten(&MELDING)).collect()
}

fn gebreken_van(bestand: &str, tekst: &str, keuring: Keuring) -> Vec<String> {
    keuring(tekst).into_iter().map(|fout| format!("woorden/{bestand}.toml: {fout}")).collect()
}

fn onbekende_soorten(lijst: &Melding) -> Vec<String> {
    let soorten = lijst.soorten.keys().chain(lijst.soorten_verteld.keys());
    let onbekend = soorten.filter(|id| MeldingSoort::van_id(id).is_none());
    onbekend.map(|id| format!("woorden/melding.toml: there is no kind of alert '{id}'")).collect()
}

/// All words that describe, or carry nothing, in one set: it is asked of every word.
static BEKEND: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    let lijst: &'static Melding = &MELDING;
    let sets = [
        &lijst.personen.enkel,
        &lijst.personen.meer,
        &lijst.personen.getallen,
        &lijst.kleuren.lijst,
        &lijst.kleuren.bijvoeglijk,
        &lijst.kleding.lijst,
        &lijst.kenmerken.lijst,
        &lijst.voertuigen.merken,
        &lijst.voertuigen.gewoon,
        &lijst.wapens.lijst,
        &lijst.wapens.werkwoord,
        &lijst.plaatsen.geen_straat,
        &lijst.vulling.lijst,
        &lijst.vulling.vertrek,
        &lijst.vulling.na_richting,
        &lijst.buiten.dieren,
        &lijst.gestolen.woorden,
        &lijst.tijd.lijst,
        &lijst.beleefd.lijst,
    ];
    let reeksen = lijst.plaatsen.voorwerpen.iter().chain(lijst.buiten.zaken.iter());
    let losse = reeksen.filter(|reeks| reeks.len() == 1).flatten().map(String::as_str);
    sets.into_iter().flat_map(Woordenset::iter).chain(losse).collect()
});

impl Melding {
    /// Somebody: "man", "jongens".
    pub fn is_persoon(&self, norm: &str) -> bool {
        self.personen.enkel.contains(norm) || self.personen.meer.contains(norm)
    }

    /// A colour.
    pub fn is_kleur(&self, norm: &str) -> bool {
        self.kleuren.lijst.contains(norm)
    }

    /// A colour or another word that stands before a noun.
    pub fn is_bijvoeglijk(&self, norm: &str) -> bool {
        self.is_kleur(norm) || self.kleuren.bijvoeglijk.contains(norm)
    }

    /// A word that describes, or carries nothing: the name of no street.
    pub fn is_bekend(&self, norm: &str) -> bool {
        BEKEND.contains(norm) || norm.bytes().any(|byte| byte.is_ascii_digit())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::woorden::naam;

    fn melding() -> &'static str {
        BESTANDEN.iter().find(|(bestand, ..)| *bestand == "melding").map_or("", |(_, tekst, _)| tekst)
    }

    #[test]
    fn the_list_is_read_and_its_kinds_exist() {
        assert_eq!(gebreken(), [""; 0]);
        for (kort, _, _) in &MELDING.afkortingen.lijst {
            assert!(kort.chars().all(|teken| teken.is_ascii_lowercase()), "{kort}");
        }
    }

    #[test]
    fn a_list_that_is_broken_is_told() {
        let (other_kind, gebreken) = lees::<Melding>(&melding().replacen("overval", "overvalletje", 1));
        assert_eq!(gebreken, [""; 0]);
        assert!(!onbekende_soorten(&other_kind).is_empty());
        for (bestand, tekst, keuring) in BESTANDEN {
            let third = tekst.char_indices().nth(tekst.chars().count() / 3).map_or(0, |(plaats, _)| plaats);
            for broken in ["", &tekst[..third], &tekst.replacen('=', "", 1), &format!("x = 1\n{tekst}")] {
                assert!(!gebreken_van(bestand, broken, *keuring).is_empty(), "{bestand}: {broken:.60}");
            }
        }
    }

    /// The strings of a file, each with the list in which it stands.
    fn strings(lijst: &str, waarde: &toml::Value, uit: &mut Vec<(String, String)>) {
        match waarde {
            toml::Value::String(tekst) => uit.push((lijst.to_owned(), tekst.clone())),
            toml::Value::Array(delen) => delen.iter().for_each(|deel| strings(lijst, deel, uit)),
            toml::Value::Table(tabel) => tabel.iter().for_each(|(naam, deel)| strings(naam, deel, uit)),
            _ => {}
        }
    }

    /// What stands twice in one list of a file.
    fn dubbel(lijst: &str, waarde: &toml::Value) -> Vec<String> {
        match waarde {
            toml::Value::Array(delen) if delen.iter().all(toml::Value::is_str) => {
                let mut gezien = HashSet::new();
                let weer = delen.iter().filter_map(toml::Value::as_str).filter(|woord| !gezien.insert(*woord));
                weer.map(|woord| format!("{lijst}: {woord}")).collect()
            }
            toml::Value::Array(delen) => delen.iter().flat_map(|deel| dubbel(lijst, deel)).collect(),
            toml::Value::Table(tabel) => tabel.iter().flat_map(|(naam, deel)| dubbel(naam, deel)).collect(),
            _ => Vec::new(),
        }
    }

    #[test]
    fn nothing_stands_twice_in_a_list() {
        for (bestand, tekst, _) in BESTANDEN {
            assert_eq!(dubbel(bestand, &toml::from_str(tekst).unwrap()), [""; 0], "{bestand}.toml");
        }
    }

    #[test]
    fn words_are_in_the_form_in_which_words_are_compared() {
        for (bestand, tekst, _) in BESTANDEN {
            let mut alle = Vec::new();
            strings("", &toml::from_str(tekst).unwrap(), &mut alle);
            for (lijst, tekst) in alle {
                // Patterns are no words, an address and what stands before a surname are compared as they are typed.
                let ander =
                    tekst.contains(['\\', '<', '[']) || matches!(lijst.as_str(), "tussenvoegsels" | "wabp_adres");
                let kaal = tekst.replace(" …", "").replace('*', "");
                assert!(ander || naam(&kaal) == kaal, "{bestand}: {lijst}: {tekst}");
            }
        }
    }
}
