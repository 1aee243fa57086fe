//! Checks one value of a named kind and says what is wrong: the table behind `motcua check` and the browser test.
