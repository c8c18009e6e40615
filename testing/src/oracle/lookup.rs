// What a lookup has to find, by comparing every error of the table with the response. Without docs of a
// module, so that other files can include it.

/// Defines, in the module that calls it, the functions `assert_lookup` and `assert_lookup_at`: they compare what
/// the lookup of an enum, or of an endpoint, finds with what a filter over all errors finds, and return the level.
///
/// Every crate with generated code has separate traits. The functions use the `DocumentedError`, `EndpointSet`,
/// `Entry`, `ErrorResponse`, `ErrorSet`, `Lookup` and `MatchLevel` that are in scope where the macro is called.
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
            let (rank, errors) = filtered(E::ALL, status, code, message);
            assert_found(found, rank, &errors, !errors.is_empty());
            let response = ErrorResponse::new(status, Some(code), Some(message));
            assert_eq!(response.lookup::<E>(), found);
            let with_code = E::ALL.iter().copied().filter(|error| error.entry().code == code);
            assert_eq!(E::with_code(code), sorted(with_code));
            found.level()
        }

        /// Compares what an endpoint finds with what a filter finds: over the errors of its table `E`, and over
        /// those of the page. Returns the level, and whether the table lists the errors.
        ///
        /// # Panics
        ///
        /// If they differ.
        #[track_caller]
        pub(crate) fn assert_lookup_at<E: ErrorSet, P: EndpointSet>(
            endpoint: P,
            status: u16,
            code: &str,
            message: &str,
        ) -> (MatchLevel, bool) {
            let found = endpoint.lookup(status, code, message);
            let page = <P::Page as ErrorSet>::ALL;
            let is_listed = |name| E::ALL.iter().any(|error| error.name() == name);
            let listed: Vec<P::Page> =
                page.iter().copied().filter(|error| is_listed(error.name())).collect();
            assert_eq!(listed.len(), E::ALL.len());
            // The table first, and the page only if it matches better.
            let (mut rank, mut errors) = filtered(&listed, status, code, message);
            let (rank_in_page, errors_of_page) = filtered(page, status, code, message);
            let is_listed = rank > 0 && rank == rank_in_page;
            if rank_in_page > rank {
                (rank, errors) = (rank_in_page, errors_of_page);
            } else {
                // In the order of the endpoint's table, not of the page.
                let place = |error: &P::Page| E::ALL.iter().position(|e| e.name() == error.name());
                errors.sort_by_key(place);
                errors = sorted(errors.into_iter());
            }
            assert_found(found, rank, &errors, is_listed);
            let response = ErrorResponse::new(status, Some(code), Some(message));
            assert_eq!(response.lookup_at(endpoint), found);
            (found.level(), is_listed)
        }

        /// Compares all that a lookup says of the errors that it found.
        #[track_caller]
        fn assert_found<E: ErrorSet>(found: Lookup<E>, rank: usize, errors: &[E], is_listed: bool) {
            let level = [
                MatchLevel::Unknown,
                MatchLevel::Code,
                MatchLevel::CodeAndMessage,
                MatchLevel::CodeAndStatus,
                MatchLevel::Exact,
            ][rank];
            assert_eq!((found.level(), found.errors(), found.listed()), (level, errors, is_listed));
            let only = if errors.len() == 1 { Some(errors[0]) } else { None };
            assert_eq!((found.only(), found.exact()), (only, only.filter(|_| rank == 4)));
            assert_eq!(found.into_iter().collect::<Vec<E>>(), errors);
            assert_eq!(found.agree(|_| ()), errors.first().map(|_| ()));
            assert_eq!(found.agree(|error| error), only);
        }

        /// The errors that match best, and how well: 4 exactly, 3 the code and the status, 2 the code and the
        /// message, 1 the code, 0 not at all.
        fn filtered<E: ErrorSet>(
            all: &[E],
            status: u16,
            code: &str,
            message: &str,
        ) -> (usize, Vec<E>) {
            let rank = |error: &E| {
                let Entry { status: s, code: c, message: m, .. } = *error.entry();
                if c == code {
                    1 + usize::from(m == message) + 2 * usize::from(s == status)
                } else {
                    0
                }
            };
            let best = all.iter().map(rank).max().unwrap_or(0);
            (best, sorted(all.iter().copied().filter(|error| best > 0 && rank(error) == best)))
        }

        /// By code, status, message, and then in the order in which they are given.
        fn sorted<E: ErrorSet>(errors: impl Iterator<Item = E>) -> Vec<E> {
            let mut errors: Vec<E> = errors.collect();
            errors.sort_by_key(|error| {
                let entry = error.entry();
                (entry.code, entry.status, entry.message)
            });
            errors
        }
    };
}
