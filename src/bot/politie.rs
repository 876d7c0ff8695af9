//! The shift of police who share a telephone.

pub mod dienst;
