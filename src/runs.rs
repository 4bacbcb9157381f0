//! Language runs of a text; they tile it.
