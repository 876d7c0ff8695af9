//! How the weights are learned: a multinomial logistic regression, by L-BFGS.
//!
//! Owns the reckoning; what it learns from is the caller's. Of our own, since no kept library takes sparse rows: linfa's is
//! dense (3 GB here), `liblinear` was last released in 2019. Compared once with scikit-learn on the same rows
//! (`docs/begrip.md`). Invariant: the same examples in the same order give the same weights, but for the last bits of
//! logarithms, which machines round differently.

use std::collections::VecDeque;

use super::gewichten::Gewichten;
use super::kenmerken::{self, EENHEID, EMMERS, Kenmerken};
use super::voorbeelden::Voorbeeld;
use super::wensen::Wens;

/// How strongly weights are kept small: of each thousand examples. Chosen by leaving out voices of `leren` one by one.
const DEMPING: f32 = 0.01;

/// Steps at most; fewer when a step gains nothing any more.
const STAPPEN_MAX: usize = 120;

/// A step that gains less than this part of what is left is the last.
const WINST_MIN: f64 = 2e-5;

/// Parts in which the rows are gone through at the same time. A fixed number: the sums must not depend on the machine.
const DELEN: usize = 4;

/// Steps that are remembered for the curve.
const GEHEUGEN: usize = 8;

/// Room for the weights of one piece: a wish each, the rest stays nought. A fixed width lets a whole row be reckoned at once.
const BREED: usize = 64;
const _: () = assert!(Wens::ALLE.len() <= BREED);

/// The weights of one piece.
type Rang = [f32; BREED];

/// Likelihoods are made less sure by this: of voices that were left out, what seemed certain was less often so.
const TEMPERING: f32 = 1.0;

/// One row: the pieces of an example, and what it means.
struct Rij {
    stukken: Vec<(u16, f32)>,
    wens: usize,
}

/// Learns the weights.
#[must_use]
pub fn leer(voorbeelden: &[Voorbeeld]) -> Gewichten {
    let kenmerken: Vec<Kenmerken> =
        voorbeelden.iter().map(|een| kenmerken::kenmerken(&een.tekst, een.rondom)).collect();
    let zeldzaam = zeldzaamheid(&kenmerken);
    let rijen: Vec<Rij> = voorbeelden
        .iter()
        .zip(&kenmerken)
        .map(|(een, stukken)| Rij {
            stukken: kenmerken::wegen(stukken, &zeldzaam)
                .into_iter()
                .map(|(plaats, weegt)| (plaats, breuk(weegt)))
                .collect(),
            wens: een.wens as usize,
        })
        .collect();
    afronden(&Leerling::nieuw(rijen).leer(), zeldzaam)
}

/// A weight as a part of the whole.
fn breuk(weegt: i32) -> f32 {
    #[expect(clippy::cast_precision_loss, reason = "at most 256")]
    let deel = weegt as f32 / EENHEID as f32;
    deel
}

/// How rare each piece is: 1 + ln(n / how many have it), in sixteenths.
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "small counts"
)]
fn zeldzaamheid(alle: &[Kenmerken]) -> Vec<u8> {
    let mut geteld = vec![1_u32; EMMERS];
    for plaats in alle.iter().flat_map(|een| een.tekst.iter().chain(&een.samen)) {
        geteld[usize::from(*plaats)] += 1;
    }
    let in_zestienden = |aantal: u32| (16.0 * (1.0 + ((alle.len() + 1) as f32 / aantal as f32).ln())).round();
    geteld.into_iter().map(|aantal| in_zestienden(aantal).clamp(1.0, 255.0) as u8).collect()
}

/// The weights as whole numbers of 8 bits, with a scale for each wish.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "rounded to what fits, on purpose")]
fn afronden(geleerd: &[f32], zeldzaam: Vec<u8>) -> Gewichten {
    let wensen = Wens::ALLE.len();
    // Without the room that is left over.
    let geleerd: Vec<f32> = geleerd.chunks(BREED).flat_map(|rang| &rang[..wensen]).copied().collect();
    let (gewicht, vooraf) = geleerd.split_at(EMMERS * wensen);
    let grootste = |wens: usize| {
        let van_wens = gewicht.iter().skip(wens).step_by(wensen);
        van_wens.fold(1e-6_f32, |grootste, een| grootste.max(een.abs()))
    };
    let per_stap: Vec<f32> = (0..wensen).map(|wens| grootste(wens) / 127.0).collect();
    let heel = |(plaats, een): (usize, &f32)| (een / per_stap[plaats % wensen]).round().clamp(-127.0, 127.0) as i8;
    Gewichten {
        zeldzaam,
        // A piece weighs 256ths, a height is told in 256ths: they cancel out.
        schaal: per_stap.iter().map(|stap| (stap / TEMPERING * 16_777_216.0).round() as u32).collect(),
        vooraf: vooraf.iter().map(|een| (een / TEMPERING * 256.0).round() as i32).collect(),
        gewicht: gewicht.iter().enumerate().map(heel).collect(),
    }
}

/// Whoever learns.
struct Leerling {
    rijen: Vec<Rij>,
    demping: f32,
}

/// A step that was taken, and how much steeper it was after it.
struct Stap {
    stap: Vec<f32>,
    verschil: Vec<f32>,
    rho: f64,
}

impl Leerling {
    fn nieuw(rijen: Vec<Rij>) -> Self {
        Self { rijen, demping: DEMPING / 1000.0 }
    }

    /// What is lost with these weights, and in which direction it grows.
    fn verlies(&self, gewicht: &[f32], helling: &mut [f32]) -> f64 {
        let zonder_vooraf = EMMERS * BREED;
        helling.iter_mut().zip(gewicht).for_each(|(helt, weegt)| *helt = self.demping * weegt);
        helling[zonder_vooraf..].fill(0.0);
        let gedempt: f64 = gewicht[..zonder_vooraf].iter().map(|een| f64::from(een * een)).sum();
        let per_deel = self.rijen.len().div_ceil(DELEN).max(1);
        // Added up in the order of the parts, whichever is ready first.
        let delen: Vec<(f64, Vec<f32>)> = std::thread::scope(|bezig| {
            let delen = self.rijen.chunks(per_deel).map(|rijen| bezig.spawn(|| self.verlies_van(rijen, gewicht)));
            let delen: Vec<_> = delen.collect();
            delen.into_iter().filter_map(|deel| deel.join().ok()).collect()
        });
        let mut verlies = 0.0;
        for (van_deel, helt_mee) in delen {
            verlies += van_deel;
            helling.iter_mut().zip(&helt_mee).for_each(|(helt, mee)| *helt += mee);
        }
        verlies * f64::from(self.deel()) + 0.5 * f64::from(self.demping) * gedempt
    }

    /// What one row counts for.
    fn deel(&self) -> f32 {
        #[expect(clippy::cast_precision_loss, reason = "thousands of rows")]
        let deel = 1.0 / self.rijen.len().max(1) as f32;
        deel
    }

    /// The same of some of the rows.
    fn verlies_van(&self, rijen: &[Rij], gewicht: &[f32]) -> (f64, Vec<f32>) {
        let (wensen, deel) = (Wens::ALLE.len(), self.deel());
        let mut helling = vec![0.0_f32; gewicht.len()];
        let (gewichten, _) = gewicht.as_chunks::<BREED>();
        let (hellingen, _) = helling.as_chunks_mut::<BREED>();
        let mut verlies = 0.0;
        for rij in rijen {
            let mut hoogte: Rang = gewichten[EMMERS];
            for (plaats, weegt) in &rij.stukken {
                tel_op(&mut hoogte, *weegt, &gewichten[usize::from(*plaats)]);
            }
            let hoogten = &mut hoogte[..wensen];
            let hoogste = hoogten.iter().copied().fold(f32::MIN, f32::max);
            let bedoeld = hoogten[rij.wens] - hoogste;
            hoogten.iter_mut().for_each(|een| *een = (*een - hoogste).exp());
            let som: f32 = hoogten.iter().sum();
            verlies += f64::from(som.ln() - bedoeld);
            hoogten.iter_mut().for_each(|een| *een *= deel / som);
            hoogten[rij.wens] -= deel;
            for (plaats, weegt) in &rij.stukken {
                tel_op(&mut hellingen[usize::from(*plaats)], *weegt, &hoogte);
            }
            tel_op(&mut hellingen[EMMERS], 1.0, &hoogte);
        }
        (verlies, helling)
    }

    /// Goes down until a step gains nothing any more.
    fn leer(&self) -> Vec<f32> {
        let mut gewicht = vec![0.0_f32; (EMMERS + 1) * BREED];
        let mut helling = gewicht.clone();
        let mut verlies = self.verlies(&gewicht, &mut helling);
        let mut gezet: VecDeque<Stap> = VecDeque::new();
        for _ in 0..STAPPEN_MAX {
            let richting = richting(&helling, &gezet);
            let daalt = inproduct(&richting, &helling);
            let mut lengte = if gezet.is_empty() { 1.0 / inproduct(&helling, &helling).sqrt().max(1e-9) } else { 1.0 };
            let gevonden = loop {
                #[expect(clippy::cast_possible_truncation, reason = "weights are single")]
                let zover = lengte as f32;
                let verder: Vec<f32> = gewicht.iter().zip(&richting).map(|(een, stap)| een + zover * stap).collect();
                let mut daar = vec![0.0_f32; helling.len()];
                let nieuw = self.verlies(&verder, &mut daar);
                if nieuw <= verlies + 1e-4 * lengte * daalt {
                    break Some((verder, daar, nieuw));
                }
                lengte /= 2.0;
                if lengte < 1e-6 {
                    break None;
                }
            };
            let Some((verder, daar, nieuw)) = gevonden else { break };
            let stap: Vec<f32> = verder.iter().zip(&gewicht).map(|(na, voor)| na - voor).collect();
            let verschil: Vec<f32> = daar.iter().zip(&helling).map(|(na, voor)| na - voor).collect();
            let kromming = inproduct(&stap, &verschil);
            if kromming > 1e-12 {
                gezet.push_back(Stap { stap, verschil, rho: 1.0 / kromming });
                if gezet.len() > GEHEUGEN {
                    gezet.pop_front();
                }
            }
            let gewonnen = verlies - nieuw;
            (gewicht, helling, verlies) = (verder, daar, nieuw);
            if gewonnen < WINST_MIN * verlies {
                break;
            }
        }
        gewicht
    }
}

fn tel_op(bij: &mut Rang, weegt: f32, wat: &Rang) {
    bij.iter_mut().zip(wat).for_each(|(som, een)| *som += weegt * een);
}

fn inproduct(een: &[f32], ander: &[f32]) -> f64 {
    een.iter().zip(ander).map(|(een, ander)| f64::from(een * ander)).sum()
}

#[expect(clippy::cast_possible_truncation, reason = "weights are single")]
fn voeg_toe(bij: &mut [f32], factor: f64, wat: &[f32]) {
    bij.iter_mut().zip(wat).for_each(|(een, ander)| *een += factor as f32 * ander);
}

/// Where to go: down, bent by what the steps before it showed (two loops of Nocedal).
fn richting(helling: &[f32], gezet: &VecDeque<Stap>) -> Vec<f32> {
    let mut richting: Vec<f32> = helling.iter().map(|helt| -helt).collect();
    let mut alfa = Vec::with_capacity(gezet.len());
    for stap in gezet.iter().rev() {
        let een = stap.rho * inproduct(&stap.stap, &richting);
        voeg_toe(&mut richting, -een, &stap.verschil);
        alfa.push(een);
    }
    if let Some(laatste) = gezet.back() {
        let maat = 1.0 / (laatste.rho * inproduct(&laatste.verschil, &laatste.verschil));
        #[expect(clippy::cast_possible_truncation, reason = "weights are single")]
        richting.iter_mut().for_each(|een| *een *= maat as f32);
    }
    for (stap, alfa) in gezet.iter().zip(alfa.into_iter().rev()) {
        let beta = stap.rho * inproduct(&stap.verschil, &richting);
        voeg_toe(&mut richting, alfa - beta, &stap.stap);
    }
    richting
}
