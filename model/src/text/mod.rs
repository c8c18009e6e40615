//! Characters, words and names: what a string may contain, and how a message shows it.

mod address;
mod invisible;
pub mod markdown;
mod name;
mod pointer;
mod quote;
mod similar;

pub use self::address::is_address;
pub use self::invisible::{describe_invisible, is_invisible, misleading_characters};
pub use self::name::{
    enum_name, is_reserved_enum, is_upper_camel_case, module_name, module_name_problem,
    page_file_problem, reserved_endpoint, reserved_variant, upper_camel_case,
};
pub use self::pointer::{is_first_element, pointer_key, pointer_tokens};
pub use self::quote::{list, printable, printable_lines, printable_path, quoted, words};
pub use self::similar::{most_similar, similar};
