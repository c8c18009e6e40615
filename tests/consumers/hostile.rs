//! Prints what each enum contains of its errors, and looks up responses that are similar to them.

#![deny(warnings)]

use hostile::keywords::{KeywordError, TypeError, VecError};
use hostile::long::{LongError, OneError};
use hostile::markup::{CommonError, FirstError, MarkupError, SecondError};
use hostile::scripts::{AllError, ScriptsError};
use hostile::{Entry, ErrorSet, MatchLevel};

include!("lookup_oracle.rs");

lookup_oracle!();

/// Prints what the methods of the enums return: those of the enum itself, not of a trait.
macro_rules! show {
    ($($table:ty)*) => {$(
        for error in <$table>::ALL {
            let table = <$table>::TABLE;
            let values = (error.name(), error.status(), error.code(), error.message(), error.description());
            println!("{:?}", (table.page, table.name, table.title, table.source, values));
            assert_eq!(error.name().parse(), Ok(*error));
            for status in [error.status(), 0] {
                for code in [error.code(), "", "\u{10FFFF}"] {
                    for message in [error.message(), ""] {
                        assert_lookup::<$table>(status, code, message);
                    }
                }
            }
        }
    )*};
}

fn main() {
    show!(KeywordError TypeError VecError LongError OneError);
    show!(MarkupError CommonError FirstError SecondError ScriptsError AllError);
}
