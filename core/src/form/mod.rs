//! Forms as data: schema, conditions, answers, validation.
