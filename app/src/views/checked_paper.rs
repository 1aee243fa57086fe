//! What checking a signed paper found.

/// What came of looking at a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CheckedPaper {
    /// No file was chosen.
    NoFile,
    /// Too many ask, or it came too slowly.
    NotNow,
    /// It is larger than is looked at.
    TooLarge,
    /// It is no PDF.
    NotAPdf,
    /// Nobody signed it.
    NotSigned,
    /// The signatures in it, in their order.
    Signed(Vec<PaperSignature>),
}

/// A signature of a paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaperSignature {
    /// What it is worth.
    pub worth: SignatureWorth,
    /// Who signed, by the certificate; empty where that cannot be read.
    pub signer: String,
    /// When, as the paper itself says.
    pub claimed_at: Option<String>,
}

/// What a signature is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignatureWorth {
    /// The file is as it was signed, by an agency this portal knows.
    Good,
    /// It was signed, and added to afterwards.
    AddedTo,
    /// It was changed after it was signed.
    Changed,
    /// Signed by somebody this portal does not know.
    UnknownSigner,
    /// Signed with a certificate that is not in force.
    NotInForce,
    /// It cannot be read.
    Broken,
}
