//! What is said of group conversations that the business number leads.

pub mod groepsgesprek;
