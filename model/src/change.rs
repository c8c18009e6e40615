//! A difference between two catalogs, as services see it.

use crate::page::BodyValue;
use crate::version::Bump;

/// A difference between two catalogs. Enums and errors are named as in the new one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// A page is new.
    PageAdded {
        /// Its module.
        module: String,
    },
    /// A page is gone.
    PageRemoved {
        /// Its module.
        module: String,
    },
    /// A page has another module.
    PageRenamed {
        /// The old module.
        old: String,
        /// The new module.
        new: String,
    },
    /// An enum is new. If it is that of an endpoint, so is the endpoint.
    EnumAdded {
        /// Its name.
        name: String,
    },
    /// An enum is gone. If it is that of an endpoint, so is the endpoint.
    EnumRemoved {
        /// Its name.
        name: String,
    },
    /// An enum has another name. If it is that of an endpoint, so has the endpoint.
    EnumRenamed {
        /// The old name.
        old: String,
        /// The new name.
        new: String,
    },
    /// A table that was common to all endpoints is that of an endpoint.
    EndpointAdded {
        /// The endpoint.
        name: String,
    },
    /// The table of an endpoint is common to all endpoints.
    EndpointRemoved {
        /// The endpoint.
        name: String,
    },
    /// An enum has another variant.
    VariantAdded {
        /// The enum.
        enum_name: String,
        /// The variant.
        name: String,
    },
    /// An enum no longer has a variant.
    VariantRemoved {
        /// The enum.
        enum_name: String,
        /// The variant.
        name: String,
    },
    /// An error has another name.
    VariantRenamed {
        /// The enum of the page.
        enum_name: String,
        /// The old name.
        old: String,
        /// The new name.
        new: String,
    },
    /// An error has another value.
    ValueChanged {
        /// The enum of the page.
        enum_name: String,
        /// The error.
        name: String,
        /// Which value.
        column: Column,
        /// The old value.
        old: String,
        /// The new value.
        new: String,
    },
    /// Code or message are elsewhere in the body of a response, or of another type.
    BodyChanged {
        /// The module.
        module: String,
        /// Which value: the code or the message.
        column: Column,
        /// Where it was, if that was known.
        old: Option<BodyValue>,
        /// Where it is, if that is known.
        new: Option<BodyValue>,
    },
    /// JSON bodies are read and written if the crate has this feature on.
    JsonAdded {
        /// The feature.
        feature: String,
    },
    /// JSON bodies are no longer read and written if the crate has this feature on.
    JsonRemoved {
        /// The feature.
        feature: String,
    },
    /// The traits of serde are implemented if the crate has this feature on.
    SerdeAdded {
        /// The feature.
        feature: String,
    },
    /// The traits of serde are no longer implemented if the crate has this feature on.
    SerdeRemoved {
        /// The feature.
        feature: String,
    },
    /// The variants of an enum have another order.
    OrderChanged {
        /// The enum.
        enum_name: String,
    },
    /// Something changed that only the docs show.
    DocsChanged {
        /// The module.
        module: String,
        /// What changed, as a sentence.
        what: &'static str,
    },
}

/// A value of an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// The HTTP status.
    Status,
    /// The error code.
    Code,
    /// The message.
    Message,
    /// The description.
    Description,
}

impl Column {
    /// What the column is called in messages, and in a page file.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Status => "status",
            Self::Code => "code",
            Self::Message => "message",
            Self::Description => "description",
        }
    }
}

impl Change {
    /// How much the change requires the version to rise.
    #[must_use]
    pub fn bump(&self) -> Bump {
        match self {
            Self::PageRemoved { .. }
            | Self::PageRenamed { .. }
            | Self::EnumRemoved { .. }
            | Self::EnumRenamed { .. }
            | Self::EndpointRemoved { .. }
            | Self::VariantRemoved { .. }
            | Self::VariantRenamed { .. }
            | Self::ValueChanged { column: Column::Status | Column::Code, .. }
            | Self::JsonRemoved { .. }
            | Self::SerdeRemoved { .. } => Bump::Breaking,
            // A response with the old message may no longer be an exact match, but its code still matches. With other
            // pointers, other things are found in a response; every caller has to handle that nothing is found.
            Self::PageAdded { .. }
            | Self::EnumAdded { .. }
            | Self::EndpointAdded { .. }
            | Self::VariantAdded { .. }
            | Self::ValueChanged { column: Column::Message | Column::Description, .. }
            | Self::BodyChanged { .. }
            | Self::JsonAdded { .. }
            | Self::SerdeAdded { .. } => Bump::Minor,
            Self::OrderChanged { .. } | Self::DocsChanged { .. } => Bump::Patch,
        }
    }
}
