//! Words that stand in capitals in any text and ask for no entry.

/// Forms of address, measures, and the commonest nouns.
pub(super) const GERMAN: &str = "\
    Sie Ihr Ihre Ihrem Ihren Ihrer Ihnen Du Euch Herr Herrn Frau Dr Prof Jahr Jahre Jahren Jahres Monat \
    Monate Monaten Woche Wochen Tag Tage Tagen Stunde Stunden Minute Minuten Sekunde Sekunden Uhr Zeit \
    Zeiten Mal Ende Anfang Mitte Prozent Euro Dollar Million Millionen Milliarde Milliarden Tausend Meter \
    Metern Kilometer Kilometern Teil Teile Teilen Beispiel Beispiele Beispielen Art Arten Weise Fall Fälle \
    Fällen Frage Fragen Grund Gründe Gründen Zahl Zahlen Sache Dinge Dingen Mensch Menschen Leute Leuten \
    Seite Seiten Stelle Stellen Bild Januar Februar März April Mai Juni Juli August September Oktober \
    November Dezember Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag";

/// Forms of address, months, days, and what is capitalised in titles.
pub(super) const ENGLISH: &str = "\
    I I'm I’m I've I’ve I'll I’ll Mr Mrs Ms Dr Prof Sir OK January February March April May June July August \
    September October November December Monday Tuesday Wednesday Thursday Friday Saturday Sunday The A An \
    This That These Those It Its He She They We You In On At Of For And But Or If When What Who How Why Not \
    No Yes";

/// Small words that would else be taken for acronyms in the wrong case: `who` is no `WHO`.
pub(in crate::glossary) const SMALL: &str = "\
    aus bei das dem den der des die ein für hat ich ihm ihn ihr ist man mit nur oft sie uns vom von war was wer \
    wie wir zum zur all and any are but can did for get had has her him his how its let may not now off one our \
    out own per put say see set she the too two use was way who why yes you les des une est par sur qui que aux \
    ses son los las del una por con che non per";
