//! What a piece of a correction says of who or what is looked for.
//!
//! Owns which part of the draft takes it: a way, a vehicle, a plate, or the description; changing that part is `tekst`'s. Invariant: what
//! nobody asked to add is added only where each word of it describes.

use super::{Lezer, tekst, zinsdeel};
use crate::lijst::{MELDING, WIJZIGING};
use crate::melding::Gelezen;
use crate::plaats::Plaats;
use crate::woorden::{Woord, woorden};

impl Lezer<'_> {
    /// A way, a vehicle, a plate, a weapon, what was taken, a street: each takes the place of what stood there.
    pub(super) fn is_onderdeel(&mut self, gelezen: &Gelezen, kern: &str, erbij: bool) -> bool {
        let deel = &gelezen.onderdelen;
        let alles = [&deel.voertuig, &deel.kenteken, &deel.straat, &deel.vluchtrichting, &deel.object, &deel.wapen];
        // "2 auto's": the number may not get lost.
        let telt = |woord: &Woord| {
            let cijfer = woord.norm.bytes().all(|byte| byte.is_ascii_digit());
            cijfer && !alles.iter().any(|deel| deel.as_deref().is_some_and(|deel| deel.contains(&woord.norm)))
        };
        let rest = woorden(&gelezen.ruw).iter().any(|woord| !WIJZIGING.vulling.contains(&woord.norm));
        // "Van twee naar één": no way that somebody went.
        let hoeveel = deel.vluchtrichting.as_deref().is_some_and(|waarheen| {
            let alle = woorden(waarheen);
            alle.len() > 1 && alle.iter().skip(1).all(|woord| tekst::is_alleen_hoe(&woord.norm))
        });
        !rest && !hoeveel && !woorden(kern).iter().any(telt) && self.stof.neem_over(deel, erbij)
    }

    /// Who it is, or what somebody wears.
    pub(super) fn uiterlijk(
        &mut self,
        kern: &str,
        zin: &[Woord],
        gelezen: &Gelezen,
        (erbij, vervangt): (bool, bool),
    ) -> bool {
        let mee = !self.concept.alleen_tekst && self.stof.neem_over(&gelezen.onderdelen, erbij);
        // What is asked to be added stands there as it was typed.
        let kern = if gelezen.ruw.is_empty() || (erbij && !mee) { kern } else { zinsdeel::kern(&gelezen.ruw) };
        let alle = woorden(kern);
        if alle.is_empty() {
            return mee;
        }
        // "Jas blauw", "kun je de hoodie even zwart maken".
        let los: Vec<&str> =
            alle.iter().map(|woord| woord.norm.as_str()).filter(|norm| !WIJZIGING.vulling.contains(norm)).collect();
        if let Some((naamwoord, hoe)) = los.split_first()
            && !erbij
            && !hoe.is_empty()
            && hoe.iter().all(|norm| MELDING.is_kleur(norm))
            && self.stof.eigenschap(naamwoord, &hoe.join(" "))
        {
            return true;
        }
        // "Was met een meisje" tells of one more.
        let met = zin.iter().any(|woord| WIJZIGING.samen_met.contains(&woord.norm));
        let ander = !met && !erbij && self.stof.andere_persoon(kern, &alle, zin.len() > 1);
        if !erbij && (ander || self.stof.ander_kledingstuk(kern, &alle, vervangt)) {
            return true;
        }
        // What nobody asked to add is only added where each word of it describes.
        let los =
            alle.iter().any(|woord| WIJZIGING.koppelt.contains(&woord.norm) || WIJZIGING.heeft.contains(&woord.norm));
        // "Draagt een pet".
        let draagt = zin.iter().any(|woord| WIJZIGING.heeft.contains(&woord.norm));
        let beschrijft = (alle.len() > 1 || draagt)
            && !los
            && alle.iter().all(|woord| MELDING.is_bekend(&woord.norm))
            && alle.iter().any(|woord| {
                MELDING.kleding.lijst.contains(&woord.norm) || MELDING.kenmerken.lijst.contains(&woord.norm)
            });
        let noemt_wijk = Plaats::Geen != self.kaart.vind(kern, &alle, &[self.concept.gemeente]);
        if (erbij || beschrijft) && !vervangt && !noemt_wijk {
            return self.stof.voeg_toe(kern) || mee;
        }
        false
    }
}
