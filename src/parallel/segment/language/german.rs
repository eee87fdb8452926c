//! German.

use super::{Habits, Words};

pub(super) static HABITS: Habits = Habits {
    inner: Words::new(
        "abt allg amtl ausg bez bspw bzgl bzw ca d.h d dgl dipl dr eigtl einschl engl entspr europ ev
        evtl exkl fa franz frz geb gegr gest ggf ggfs griech hl hr hrn hrsg i.d.r i.a i.e ing inkl insb
        insbes ital jew jhd kath kfm lt m.e mind mr mrs ms nat niederl o.g orig österr phil pol prof rd
        rer röm russ s schweiz sog spez st std stv s.o s.u u.a urspr usf u.u v.a verh vgl vorm vs wg z.b
        z.t z.z z.zt zit zw zzgl b h bsp dt frhr gebr geschl maj hptm gfm oblt univ priv doz ph n u v
        d.i jur theol habil p.a i.v o.a m.w m.a.w z.hd z.hdn s.a a.a abzgl allgem ahd mhd nhd nds bayr
        chem hebr jap lfd masch math milit nördl östl südl westl norddt süddt philos poln schwed scherzh
        skand slaw stellv svw techn türk ugs veralt wiss i.h.v em soz begr biol histor phys ehem gez hll
        bes",
    ),
    either: Words::new(
        "usw etc ect u.ä o.ä ä a u.a.m mio mrd mill bill trd tsd jh jr sr chr v.chr n.chr str co inc ltd
        corp jan feb febr apr aug sep sept okt nov dez uvm u.v.m m z t f ff e.v i.r r gmbh pkt dergl ebd
        ed eds o stk u.s u.s.a d.c l km cm mm kg ggmbh qm sek bhf hbf a.m p.m a.d ges gen sen max med
        min mag lat int dir fam red jun zt verf ibid zb n.v a.s inf port span verw geh k.o finn fem mus
        arab",
    ),
    numbered: Words::new(
        "nr no abb abs anm art aufl bd bde kap op tab tel vol fig ziff rn fn az bl s sp p pp h jg nrn hs
        tz rdnr rz übg",
    ),
    endings: Words::new("str nr"),
    clock: Words::none(),
    with_clock: Words::none(),
    labels: Words::new(
        "seite seiten kapitel band nummer nr artikel absatz abbildung tabelle punkt teil folge gleis
        zimmer version platz rang ziffer randnummer blatt spalte zeile anhang s abb tab kap bd art abs
        hausnummer linie raum stufe schritt frage aufgabe übung paragraph paragraf § formel gleichung",
    ),
    starters: Words::new(
        "aber alle allerdings als also am an andere auch auf aus außerdem bei beide bereits besonders bis
        da dabei dadurch dafür dagegen daher damals damit danach daneben dann daran darauf daraus darin
        darüber darunter darum das dass daß davon davor dazu dem den denn dennoch der deren des deshalb
        dessen deswegen die dies diese diesem diesen dieser dieses doch dort du durch ein eine einem
        einen einer eines einige er erst es etwa für ganz gegen gleichzeitig heute hier hinter ich ihr
        ihre ihm ihn im immer in insgesamt inzwischen ist ja jede jeder jedes jedoch jetzt kann kein
        keine man manche mehr mein meine mit nach nachdem natürlich neben nein nicht nichts noch nun nur
        ob obwohl oder oft ohne schon sehr sein seine seit seitdem sie sind so sodass sogar solche
        sondern später statt trotz trotzdem über um und unser unsere unter viele vielleicht vom von vor
        war waren warum was weder wegen weil weiter weitere welche wenn wer wie wieder wir wird wo wobei
        während zu zudem zuerst zuletzt zum zunächst zur zusammen zwar zwischen wieso weshalb bitte bevor
        falls sobald solange ebenso zuvor anschließend schließlich mittlerweile laut hat haben hatte
        hatten muss muß soll sollte will wurde wurden könnte würde möchte einerseits andererseits
        beispielsweise dazwischen deine dein drei zwei beim bislang bisher dank dahinter diejenigen
        doppelt derzeit eben ebenfalls einmal endlich etwas fast ferner folglich früher gestern
        glücklicherweise hierbei hierfür hiermit hierzu ihnen ihrer indes infolge irgendwann jemand
        jener jene kaum leider letztlich lediglich manchmal meist meistens mir morgen niemand nie
        niemals nirgends obgleich obschon selbst selten somit sonst spätestens teilweise übrigens uns
        ursprünglich vergeblich vorher wahrscheinlich warte weitaus wem wen wenige weniger wenigstens
        wohl woher wohin womit woran worauf zugleich zumindest zusätzlich überall überhaupt",
    ),
    saying: Words::new(
        "sagte sagt fragte fragt rief ruft antwortete antwortet meinte meint erwiderte flüsterte schrie
        murmelte entgegnete erklärte ergänzte fügte wollte lachte seufzte brummte dachte bemerkte",
    ),
    small_starters: Words::none(),
    relative: Words::none(),
    writes_small: false,
    ordinals: true,
};
