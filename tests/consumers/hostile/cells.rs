//! Prints what each enum says of its errors, and tries answers that are near them.

#![deny(warnings)]

use hostile::keywords::{KeywordError, TypeError, VecError};
use hostile::long::{LongError, OneError};
use hostile::markup::{CommonError, FirstError, MarkupError, SecondError};
use hostile::scripts::{AllError, ScriptsError};
use hostile::{Entry, ErrorTable, Matched};

include!("../naive.rs");

/// What the methods of the enums say: those of the enum itself, not of a trait.
macro_rules! show {
    ($($table:ty)*) => {$(
        for error in <$table>::ALL {
            let table = <$table>::TABLE;
            let cells = (error.name(), error.status(), error.code(), error.message(), error.description());
            println!("{:?}", (table.page, table.name, table.title, table.source, cells));
            assert_eq!(error.name().parse(), Ok(*error));
            for status in [error.status(), 0] {
                for code in [error.code(), "", "\u{10FFFF}"] {
                    for message in [error.message(), ""] {
                        check::<$table>(status, code, message);
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
