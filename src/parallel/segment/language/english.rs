//! English.

use super::{Habits, Words};

pub(super) static HABITS: Habits = Habits {
    inner: Words::new(
        "adj adm approx asst assn brig capt cf cmdr col comdr cpl dr drs e.g eg esp f.e fr gen gov hon
        i.e ie incl insp lt maj mlle mme mr mrs ms msgr mt prof pvt rep reps rev Sen Sens sgt supt v viz
        vs p.o messrs univ attn cllr cmdt Dist Gens govs lieut Mx q.v secy c.f a.k.a resp w.r.t Pres trans Amb
        atty",
    ),
    either: Words::new(
        "co corp inc ltd bros jr sr etc b.c a.d b.c.e c.e jan feb Mar apr Jun Jul aug sep sept oct nov
        dec Mon tue tues Wed thu thur thurs Fri Sat Sun esq ariz Ark calif colo conn Fla Ga Ill Ind kan
        Mass mich minn Miss Mo mont neb nev okla Ore Pa Penn tenn tex Va vt Wash wis wyo ph.d m.d b.a
        m.a b.s b.sc m.sc m.b.a d.d.s ll.b ll.m plc u.s u.k u.n e.u u.s.a d.c l.a n.y i.v mph min max
        btw hr hrs sq ave blvd rd st ft llc l.l.c l.p s.a n.v p.c ed eds est lbs oz yds ext misc dept
        ibid jpn n.j n.c s.c n.h r.i o.k p.s al h.q t.v ca det def med",
    ),
    numbered: Words::new(
        "no nos p pp fig figs ch chap sec vol vols art op ver eq eqs n° nº tel para ext app lect",
    ),
    endings: Words::none(),
    clock: Words::new("a.m p.m am pm"),
    with_clock: Words::new(
        "monday tuesday wednesday thursday friday saturday sunday january february march april may june
        july august september october november december eastern central pacific mountain est edt cst cdt
        mst mdt pst pdt gmt utc bst cet cest et pt ct mt jan feb mar apr jun jul aug sep sept oct nov dec
        mon tue wed thu fri sat sun london local",
    ),
    labels: Words::new("chapter figure table part section act scene step lesson"),
    starters: Words::new(
        "a according after all also although an and another any are as at because before both but by can
        could despite did do does during each even every finally first for from had has have he her here
        his how however i i'm i've i'll i'd if in instead is it it's its just later let let's many maybe
        meanwhile more most my neither never next nor not nothing now of on once one only or other our
        perhaps please she should since so some still such thanks that that's the their then there
        there's therefore these they they're this those though through thus to today under unlike until
        was we we're well were what what's when where whether which while who why will with within
        without would yes yet you you're your two three several few no mr mrs ms about above across
        again almost always anyone anything apparently around besides beyond don't everyone everything
        furthermore further given hence indeed like moreover nobody nonetheless nevertheless often
        otherwise overall rather recently second similarly someone something sometimes soon then
        together tomorrow too unless upon usually whenever yesterday millions thousands hundreds dozens",
    ),
    saying: Words::new(
        "said says asked asks replied replies cried cries shouted whispered answered exclaimed added
        adds thought murmured muttered continued laughed sighed wondered called demanded remarked
        snapped told repeated",
    ),
    small_starters: Words::new(
        "i i'm i've i'll it its it's they they're he he's she she's we we're you you're this there there's
        these maybe thanks please",
    ),
    relative: Words::new("which"),
    writes_small: true,
    ordinals: false,
};
