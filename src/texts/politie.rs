//! What is said of police on a shared telephone.

pub mod dienst;
