//! A service that has decided on each error of an endpoint. A new error, on which it has not, breaks its build.

#![deny(warnings)]

use new_error::parcels::GetParcelError;

const fn is_worth_a_retry(error: GetParcelError) -> bool {
    match error {
        GetParcelError::ParcelLost => true,
        GetParcelError::NoSuchParcel | GetParcelError::ParcelTooLarge => false,
        _ => panic!("{}", error.name()),
    }
}

const _: () = {
    let mut rest = GetParcelError::ALL;
    while let [error, others @ ..] = rest {
        is_worth_a_retry(*error);
        rest = others;
    }
};

fn main() {
    for error in GetParcelError::ALL {
        println!("{error:?}: {}", is_worth_a_retry(*error));
    }
}
