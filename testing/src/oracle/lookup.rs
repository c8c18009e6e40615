// What a lookup has to find, by comparing every error of the table at every level. Without docs of a module,
// so that other files can include it.

/// Defines, in the module that calls it, the function `assert_lookup`: it compares what `lookup` and `with_code`
/// of an enum find with what a filter over all errors of the table finds, and returns the level.
///
/// Every crate with generated code has separate traits. The function uses the `ErrorSet`, `Entry` and
/// `MatchLevel` that are in scope where the macro is called.
#[macro_export]
macro_rules! lookup_oracle {
    () => {
        /// Compares what a table finds with what a filter over its errors finds. Returns the level.
        ///
        /// # Panics
        ///
        /// If they differ.
        #[track_caller]
        pub(crate) fn assert_lookup<E: ErrorSet>(
            status: u16,
            code: &str,
            message: &str,
        ) -> MatchLevel {
            let found = E::lookup(status, code, message);
            let (level, errors) = filtered::<E>(status, code, message);
            assert_eq!((found.level(), found.errors()), (level, &*errors));
            let is_certain = level == MatchLevel::Exact && errors.len() == 1;
            assert_eq!(found.exact(), is_certain.then(|| errors[0]));
            let has_code = |error: &E| error.entry().code == code;
            let with_code = sorted(E::ALL.iter().copied().filter(has_code).collect());
            assert_eq!(E::with_code(code), with_code);
            level
        }

        /// The best level at which errors match, and all errors that match at that level.
        fn filtered<E: ErrorSet>(status: u16, code: &str, message: &str) -> (MatchLevel, Vec<E>) {
            type Matches = fn(&Entry, u16, &str, &str) -> bool;
            let levels: [(MatchLevel, Matches); 3] = [
                (MatchLevel::Exact, |entry, status, code, message| {
                    entry.code == code && entry.status == status && entry.message == message
                }),
                (MatchLevel::CodeAndStatus, |entry, status, code, _| {
                    entry.code == code && entry.status == status
                }),
                (MatchLevel::Code, |entry, _, code, _| entry.code == code),
            ];
            for (level, matches) in levels {
                let errors = E::ALL.iter().copied();
                let errors = errors.filter(|error| matches(error.entry(), status, code, message));
                let errors = sorted(errors.collect());
                if !errors.is_empty() {
                    return (level, errors);
                }
            }
            (MatchLevel::Unknown, Vec::new())
        }

        /// By code, status, message, and then in the table's order.
        fn sorted<E: ErrorSet>(mut errors: Vec<E>) -> Vec<E> {
            errors.sort_by_key(|error| {
                let entry = error.entry();
                (entry.code, entry.status, entry.message, *error)
            });
            errors
        }
    };
}
