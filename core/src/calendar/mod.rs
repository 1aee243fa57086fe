//! The Vietnamese calendar: lunar dates, public holidays, working time.
