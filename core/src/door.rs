//! The shape every checked text shares: one door in (`FromStr`), one canonical text out, errors as closed codes.
//!
//! Only macros and the one trait they serve live here; what is right or wrong is each type's own business.

/// Says what went wrong as a stable snake_case word; the pages turn it into a sentence.
pub trait Coded {
    /// Returns the stable code.
    fn code(&self) -> &'static str;
}

/// Declares a closed list of cases, each with its stable code.
macro_rules! codes {
    ($(#[$doc:meta])* pub enum $name:ident { $($(#[$case_doc:meta])* $case:ident = $code:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$case_doc])* $case),+ }

        impl $name {
            /// Lists every case.
            pub const ALL: &'static [Self] = &[$(Self::$case),+];

            /// Returns the stable code.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$case => $code),+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                out.write_str(self.code())
            }
        }

        impl std::error::Error for $name {}

        impl $crate::door::Coded for $name {
            fn code(&self) -> &'static str {
                (*self).code()
            }
        }
    };
}

/// Gives a type with `Display` and `FromStr` its serde as that same text, checked again on the way in.
macro_rules! serde_as_text {
    ($name:ident) => {
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
                out.collect_str(self)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let text = <String as serde::Deserialize>::deserialize(from)?;
                text.parse().map_err(|error| {
                    serde::de::Error::custom(format_args!(
                        "{}: {}",
                        stringify!($name),
                        $crate::door::Coded::code(&error)
                    ))
                })
            }
        }
    };
}

/// Gives a type that keeps its canonical text in one field the ways out: `as_str`, `Display`, `AsRef`, serde.
macro_rules! canonical_text {
    ($name:ident, $field:tt) => {
        impl $name {
            /// Returns the canonical text, as stored and sent.
            pub fn as_str(&self) -> &str {
                &self.$field
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                out.write_str(&self.$field)
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.$field
            }
        }

        $crate::door::serde_as_text!($name);
    };
}

pub(crate) use {canonical_text, codes, serde_as_text};
