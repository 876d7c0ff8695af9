//! Which of some groups a text names.
//!
//! People leave out what every group is called ("Buurtapp", "WhatsApp-groep") and make typing errors.
//! Invariant: a name that fits exactly wins; a name is never found in part of another word.

use crate::lijst::GROEPSNAAM;
use crate::woorden::{Woord, lijkt_op, naam, woorden};

/// What tells this group from others: its name without the general words, or all of it if nothing is left.
fn kern(tekst: &str) -> String {
    let alle = woorden(tekst).into_iter().map(|woord| woord.norm);
    let eigen: Vec<String> = alle.filter(|woord| !GROEPSNAAM.algemeen.contains(woord)).collect();
    if eigen.is_empty() { naam(tekst) } else { eigen.join(" ") }
}

/// The groups that a text names, of these with their names.
#[must_use]
pub fn genoemd<T: Copy>(tekst: &str, groepen: &[(T, &str)]) -> Vec<T> {
    let getypt = naam(tekst);
    if let Some((groep, _)) = groepen.iter().find(|(_, bekend)| naam(bekend) == getypt) {
        return vec![*groep];
    }
    let getypte_kern = kern(tekst);
    if getypte_kern.is_empty() {
        return Vec::new();
    }
    // The longest name first: "Zuid 2" is not also "Zuid".
    let mut op_lengte: Vec<(T, String)> = groepen.iter().map(|(groep, bekend)| (*groep, kern(bekend))).collect();
    op_lengte.sort_by_key(|(_, kern)| std::cmp::Reverse(kern.len()));
    let mut rest = format!(" {getypte_kern} ");
    let mut gevonden: Vec<T> = Vec::new();
    for (groep, kern) in op_lengte {
        let zoek = format!(" {kern} ");
        if rest.contains(&zoek) {
            rest = rest.replacen(&zoek, "  ", 1);
            gevonden.push(groep);
        }
    }
    if gevonden.is_empty() {
        let ongeveer = |(_, bekend): &&(T, &str)| bijna(&getypte_kern, &kern(bekend));
        gevonden = groepen.iter().filter(ongeveer).map(|(groep, _)| *groep).collect();
    }
    gevonden
}

/// Whether a typed name is another with a small mistake. A number is never a mistake: "Zuid 1" is not "Zuid 2".
fn bijna(getypt: &str, bekend: &str) -> bool {
    let cijfers = |tekst: &str| tekst.chars().filter(char::is_ascii_digit).collect::<String>();
    lijkt_op(getypt, bekend).is_some() && cijfers(getypt) == cijfers(bekend)
}

/// Whether a typed name fits a known one.
type Past = fn(&str, &str) -> bool;

/// A group that is named: where, in how many words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Vermelding<T> {
    /// The first of its words.
    pub plaats: usize,
    /// How many words.
    pub lengte: usize,
    /// Which group.
    pub groep: T,
}

/// Where each of these groups is named among the words, by name, by its first word, or by its number alone where that
/// tells it from the others ("Zuid 1 wel, 2 niet").
#[must_use]
pub fn vermeldingen<T: Copy>(gelezen: &[Woord], groepen: &[(T, &str)]) -> Vec<Vermelding<T>> {
    let norm: Vec<&str> = gelezen.iter().map(|woord| cijfer(&woord.norm)).collect();
    let mut kernen: Vec<(T, Vec<String>)> = groepen
        .iter()
        .map(|(groep, bekend)| (*groep, kern(bekend).split(' ').map(|deel| cijfer(deel).to_owned()).collect()))
        .collect();
    // The longest name first: "Zuid 2" is not also "Zuid".
    kernen.sort_by_key(|(_, delen)| std::cmp::Reverse(delen.concat().len()));
    let mut gevonden: Vec<Vermelding<T>> = Vec::new();
    let mut vrij = vec![true; norm.len()];
    let mut neem = |plaats: usize, lengte: usize, groep: T, vrij: &mut Vec<bool>| {
        if vrij[plaats..plaats + lengte].iter().all(|vrij| *vrij) {
            vrij[plaats..plaats + lengte].fill(false);
            gevonden.push(Vermelding { plaats, lengte, groep });
        }
    };
    let is_getal = |woord: Option<&&str>| woord.is_some_and(|woord| woord.bytes().all(|teken| teken.is_ascii_digit()));
    // "Zuid 3" is not "Zuid".
    let volgt_getal = |einde: usize, delen: &[String]| {
        is_getal(norm.get(einde))
            && !is_getal(delen.last().map(String::as_str).as_ref())
            && !eenheid(norm.get(einde + 1))
    };
    let hoe: [Past; 2] =
        [|getypt, bekend| getypt == bekend, |getypt, bekend| bekend.len() >= 5 && bijna(getypt, bekend)];
    for past in hoe {
        for (groep, delen) in &kernen {
            let bekend = delen.concat();
            for lengte in (1..=delen.len() + 1).rev() {
                for plaats in 0..(norm.len() + 1).saturating_sub(lengte) {
                    let einde = plaats + lengte;
                    if past(&norm[plaats..einde].concat(), &bekend) && !volgt_getal(einde, delen) {
                        neem(plaats, lengte, *groep, &mut vrij);
                    }
                }
            }
        }
    }
    for plaats in 0..norm.len() {
        let eerste = |delen: &[String]| delen.len() > 1 && delen[0].len() >= 4 && delen[0] == norm[plaats];
        let nummer = |delen: &[String]| {
            delen.len() > 1
                && is_getal(Some(&norm[plaats]))
                && delen.last().is_some_and(|laatste| laatste == norm[plaats])
        };
        let voorzetsel = plaats > 0 && GROEPSNAAM.voor_getal.contains(norm[plaats - 1]);
        let getal = is_getal(Some(&norm[plaats])) && !voorzetsel && !eenheid(norm.get(plaats + 1));
        let passen: Vec<T> = kernen
            .iter()
            .filter(|(_, delen)| (eerste(delen) && !is_getal(norm.get(plaats + 1))) || (getal && nummer(delen)))
            .map(|(groep, _)| *groep)
            .collect();
        if let [groep] = passen[..] {
            neem(plaats, 1, groep, &mut vrij);
        }
    }
    gevonden.sort_by_key(|vermelding| vermelding.plaats);
    gevonden
}

/// A small number in words, as its digit.
fn cijfer(norm: &str) -> &str {
    GROEPSNAAM.cijfers.get(norm).map_or(norm, String::as_str)
}

/// What is counted, so that the number before it is no name.
fn eenheid(woord: Option<&&str>) -> bool {
    woord.is_some_and(|woord| {
        GROEPSNAAM.eenheden.contains(woord) || GROEPSNAAM.minuut_begin.iter().any(|begin| woord.starts_with(begin))
    })
}

#[cfg(test)]
mod tests {
    use super::genoemd;
    use rstest::rstest;

    #[rstest]
    #[case("Parkzicht", &[1])]
    #[case("buurtapp parkzicht", &[1])]
    #[case("parkzigt", &[1])]
    #[case("Parkzicht en Zuid 2", &[1, 3])]
    #[case("Zuid", &[2])]
    #[case("zuid en zuid 2", &[2, 3])]
    #[case("in de groep van Waterlelie", &[4])]
    #[case("de Akelei", &[])]
    #[case("Parkzicht 2", &[1])]
    #[case("groep", &[])]
    #[case("🚨", &[])]
    fn what_people_call_their_groups(#[case] tekst: &str, #[case] verwacht: &[i64]) {
        let groepen =
            [(1, "Buurtapp Parkzicht"), (2, "Buurtapp Zuid"), (3, "Zuid 2"), (4, "WhatsApp groep Waterlelie")];
        let mut gevonden = genoemd(tekst, &groepen);
        gevonden.sort_unstable();
        assert_eq!(gevonden, verwacht, "{tekst}");
    }
}
