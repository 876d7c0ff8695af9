//! Which of some groups a text names.
//!
//! People leave out what every group is called ("Buurtapp", "WhatsApp-groep") and make typing errors.
//! Invariant: a name that fits exactly wins; a name is never found in part of another word.

use crate::bot::begrip::woorden::{lijkt_op, naam, woorden};

/// Words that say only that it is a group.
const ALGEMEEN: [&str; 12] = [
    "app",
    "appgroep",
    "buurt",
    "buurtapp",
    "buurtgroep",
    "buurtpreventie",
    "buurtwhatsapp",
    "de",
    "groep",
    "wabp",
    "whatsapp",
    "whatsappgroep",
];

/// What tells this group from others: its name without the general words, or all of it if nothing is left.
fn kern(tekst: &str) -> String {
    let alle = woorden(tekst).into_iter().map(|woord| woord.norm);
    let eigen: Vec<String> = alle.filter(|woord| !ALGEMEEN.contains(&woord.as_str())).collect();
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
        let ongeveer = |(_, bekend): &&(T, &str)| lijkt_op(&getypte_kern, &kern(bekend)).is_some();
        gevonden = groepen.iter().filter(ongeveer).map(|(groep, _)| *groep).collect();
    }
    gevonden
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
