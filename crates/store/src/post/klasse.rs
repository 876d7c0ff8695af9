//! How urgent a message is, as one table: its name, and the number under which it is stored.
//!
//! Invariant: a number in a statement comes out of this table too, by `klasse!`.

/// Makes the table: the type, and `klasse!(Name)`, which is the stored number as a literal, for `concat!`.
macro_rules! klassen {
    ($( $(#[$doc:meta])* $naam:ident = $stored:literal, )*) => {
        /// How urgent a message is. The first three may use the last part of the pace.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Klasse {
            $( $(#[$doc])* $naam = $stored, )*
        }

        impl Klasse {
            /// What another version stored is nothing that anybody waits for.
            pub(crate) fn from_stored(stored: i64) -> Self {
                [$( Self::$naam, )*].into_iter().find(|klasse| *klasse as i64 == stored).unwrap_or(Self::Overig)
            }
        }

        macro_rules! klasse {
            $( ($naam) => { $stored }; )*
        }
        pub(crate) use klasse;
    };
}

klassen! {
    /// Answers that say "bel 112".
    Spoed = 0,
    /// Withdrawals: somebody is looked for who did nothing.
    Intrekking = 5,
    /// Answers to police.
    Politie = 10,
    /// Alerts.
    Melding = 20,
    /// Updates and the end of alerts.
    Bijwerking = 25,
    /// Other answers.
    Antwoord = 30,
    /// Reminders.
    Herinnering = 35,
    /// Everything that nobody waits for.
    Overig = 40,
}

impl Klasse {
    /// Whether it goes to groups: an alert, an update, its end or its withdrawal. Such a message goes as a template
    /// first, and is repeated once if nobody knows whether it left.
    #[must_use]
    pub const fn is_politiebericht(self) -> bool {
        matches!(self, Self::Intrekking | Self::Melding | Self::Bijwerking)
    }
}
