//! Provinces and communes, two tiers, with the old names that led to them.
