//! The loadable extension: the functions that SQLite calls, and the calls to SQLite. All `unsafe` code of the crate is
//! in this file.
//!
//! The types are those of `sqlite3ext.h` and of the FTS5 part of `sqlite3.h`. SQLite keeps both stable: new fields are
//! added only at the end.

use std::ffi::{CStr, c_char, c_int, c_void};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::ptr;
use std::slice;
use std::sync::OnceLock;

use bitext::index::Analyzer;

use crate::options::Options;
use crate::tokenizer::{FtsToken, Purpose, Tokenizer};

const SQLITE_OK: c_int = 0;
const SQLITE_ERROR: c_int = 1;
const SQLITE_ROW: c_int = 100;
/// The result with which SQLite keeps the library loaded when the connection is closed. All connections of a process
/// share the dictionary.
const SQLITE_OK_LOAD_PERMANENTLY: c_int = 256;
/// Version 3.20, the first with `sqlite3_bind_pointer`.
const FIRST_VERSION: c_int = 3_020_000;

const FTS5_TOKENIZE_QUERY: c_int = 1;
const FTS5_TOKENIZE_PREFIX: c_int = 2;
const FTS5_TOKEN_COLOCATED: c_int = 1;

/// A connection: `sqlite3` in C.
#[repr(C)]
#[derive(Debug)]
pub struct Database {
    _private: [u8; 0],
}

#[repr(C)]
struct Statement {
    _private: [u8; 0],
}

/// A routine that this crate does not call.
type Unused = Option<unsafe extern "C" fn()>;

/// The routines of SQLite that an extension may call: `sqlite3_api_routines` in C, up to the last routine that this
/// crate calls.
#[repr(C)]
#[derive(Debug)]
pub struct Routines {
    _from_0: [Unused; 57],
    /// Field 57 of `sqlite3_api_routines`, counted from 0.
    finalize: Option<unsafe extern "C" fn(*mut Statement) -> c_int>,
    _from_58: [Unused; 9],
    /// Field 67 of `sqlite3_api_routines`, counted from 0.
    libversion_number: Option<unsafe extern "C" fn() -> c_int>,
    _from_68: [Unused; 1],
    /// Field 69 of `sqlite3_api_routines`, counted from 0.
    mprintf: Option<unsafe extern "C" fn(*const c_char, ...) -> *mut c_char>,
    _from_70: [Unused; 24],
    /// Field 94 of `sqlite3_api_routines`, counted from 0.
    step: Option<unsafe extern "C" fn(*mut Statement) -> c_int>,
    _from_95: [Unused; 21],
    /// Field 116 of `sqlite3_api_routines`, counted from 0.
    prepare_v2: Option<
        unsafe extern "C" fn(
            *mut Database,
            *const c_char,
            c_int,
            *mut *mut Statement,
            *mut *const c_char,
        ) -> c_int,
    >,
    _from_117: [Unused; 102],
    /// Field 219 of `sqlite3_api_routines`, counted from 0. Exists since version 3.20.
    bind_pointer: Option<
        unsafe extern "C" fn(
            *mut Statement,
            c_int,
            *mut c_void,
            *const c_char,
            Option<unsafe extern "C" fn(*mut c_void)>,
        ) -> c_int,
    >,
}

/// `fts5_tokenizer` in C.
#[repr(C)]
struct TokenizerMethods {
    create: unsafe extern "C" fn(*mut c_void, *const *const c_char, c_int, *mut *mut Tokenizer) -> c_int,
    delete: unsafe extern "C" fn(*mut Tokenizer),
    tokenize: unsafe extern "C" fn(
        *mut Tokenizer,
        *mut c_void,
        c_int,
        *const c_char,
        c_int,
        Option<TokenCallback>,
    ) -> c_int,
}

type TokenCallback = unsafe extern "C" fn(*mut c_void, c_int, *const c_char, c_int, c_int, c_int) -> c_int;

/// `fts5_api` in C, up to its first routine.
#[repr(C)]
struct Fts5 {
    _version: c_int,
    create_tokenizer: Option<
        unsafe extern "C" fn(
            *mut Self,
            *const c_char,
            *mut c_void,
            *mut TokenizerMethods,
            Option<unsafe extern "C" fn(*mut c_void)>,
        ) -> c_int,
    >,
}

/// The analyzer, whose dictionary all tables of all connections share.
static ANALYZER: OnceLock<Analyzer> = OnceLock::new();

/// Registers the tokenizer `bitext` with a connection, and keeps the library loaded. SQLite derives the name of this
/// entry point from the file name `libbitext_sqlite.so`, `libbitext_sqlite.dylib` or `bitext_sqlite.dll`.
///
/// # Safety
///
/// As for [`bitext_sqlite_auto_init`].
// SAFETY: no other library defines this name: it contains the name of the crate.
#[unsafe(no_mangle)]
unsafe extern "C" fn sqlite3_bitextsqlite_init(
    database: *mut Database,
    message: *mut *mut c_char,
    routines: *const Routines,
) -> c_int {
    // SAFETY: the function called has the same contract as this function, and the caller keeps it.
    match unsafe { bitext_sqlite_auto_init(database, message, routines) } {
        SQLITE_OK => SQLITE_OK_LOAD_PERMANENTLY,
        code => code,
    }
}

/// The entry point for a file that was renamed to `libbitext.so` or `bitext.so`.
///
/// # Safety
///
/// As for [`bitext_sqlite_auto_init`].
// SAFETY: no other library defines this name: it contains the name of the project.
#[unsafe(no_mangle)]
unsafe extern "C" fn sqlite3_bitext_init(
    database: *mut Database,
    message: *mut *mut c_char,
    routines: *const Routines,
) -> c_int {
    // SAFETY: the function called has the same contract as this function, and the caller keeps it.
    unsafe { sqlite3_bitextsqlite_init(database, message, routines) }
}

/// Registers the tokenizer `bitext` with a connection. A program that links SQLite and this crate passes this function
/// to `sqlite3_auto_extension`.
///
/// Returns `SQLITE_OK`, or `SQLITE_ERROR` and a message if SQLite is older than 3.20 or has no FTS5.
///
/// # Safety
///
/// Only SQLite may call this function. `database` must be an open connection. `message` must be null or writable.
/// `routines` must be null or the table of routines of the SQLite that opened the connection.
// SAFETY: no other library defines this name: it contains the name of the crate.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn bitext_sqlite_auto_init(
    database: *mut Database,
    message: *mut *mut c_char,
    routines: *const Routines,
) -> c_int {
    let outcome = catch_unwind(|| {
        // SAFETY: the caller passes an open connection, and null or its table of routines.
        unsafe { register(database, routines) }
    });
    let error = match outcome {
        Ok(Ok(())) => return SQLITE_OK,
        Ok(Err(error)) => error,
        Err(_) => c"bitext: the tokenizer cannot be made",
    };
    if routines.is_null() || message.is_null() {
        return SQLITE_ERROR;
    }
    // SAFETY: the table is not null. Only this field is read, and every version that loads extensions has this field.
    if let Some(mprintf) = unsafe { (*routines).mprintf } {
        // SAFETY: `message` can be written; the format has one directive, for a text that ends with NUL.
        unsafe { *message = mprintf(c"%s".as_ptr(), error.as_ptr()) };
    }
    SQLITE_ERROR
}

/// Registers the tokenizer.
///
/// # Safety
///
/// As for [`bitext_sqlite_auto_init`].
unsafe fn register(database: *mut Database, routines: *const Routines) -> Result<(), &'static CStr> {
    if database.is_null() || routines.is_null() {
        return Err(c"bitext: no connection, or this SQLite does not load extensions");
    }
    // SAFETY: the table is not null. Only this field is read, and every version that loads extensions has this field.
    // The routine has no arguments.
    let version = unsafe { (*routines).libversion_number.map_or(0, |version| version()) };
    if version < FIRST_VERSION {
        return Err(c"bitext needs SQLite 3.20 or later");
    }
    // SAFETY: the table is not null and lives as long as SQLite; the version is at least 3.20, whose table has all
    // fields of the type.
    let routines = unsafe { &*routines };
    // SAFETY: the caller passes an open connection.
    let fts5 = unsafe { find_fts5(database, routines) }.ok_or(c"bitext: this SQLite has no FTS5")?;
    // SAFETY: FTS5 gave the pointer, which is valid while the connection is open. Version 1 of FTS5 already has this
    // routine.
    let create = unsafe { (*fts5).create_tokenizer }.ok_or(c"bitext: this FTS5 takes no tokenizers")?;
    let mut methods =
        TokenizerMethods { create: create_tokenizer, delete: delete_tokenizer, tokenize: call_tokenizer };
    // SAFETY: `fts5` is valid, the name ends with NUL, and FTS5 copies `methods`. No context is passed, so none is
    // destroyed.
    let code = unsafe { create(fts5, c"bitext".as_ptr(), ptr::null_mut(), &raw mut methods, None) };
    if code == SQLITE_OK { Ok(()) } else { Err(c"bitext: FTS5 did not take the tokenizer") }
}

/// Returns the interface of FTS5. The SQL function `fts5` writes the interface to the pointer that is bound as its
/// argument.
///
/// # Safety
///
/// `database` must be an open connection, and `routines` the table of routines of its SQLite.
unsafe fn find_fts5(database: *mut Database, routines: &Routines) -> Option<*mut Fts5> {
    let prepare = routines.prepare_v2?;
    let (bind, step, finalize) = (routines.bind_pointer?, routines.step?, routines.finalize?);
    let mut statement = ptr::null_mut();
    let sql = c"SELECT fts5(?1)";
    // SAFETY: the connection is open, the text ends with NUL (length -1), and the statement is written to a local
    // variable.
    let code = unsafe { prepare(database, sql.as_ptr(), -1, &raw mut statement, ptr::null_mut()) };
    if code != SQLITE_OK || statement.is_null() {
        return None;
    }
    let mut fts5: *mut Fts5 = ptr::null_mut();
    // SAFETY: the statement was prepared and has one parameter. The pointer type is the string that FTS5 documents,
    // which is static. `fts5` outlives the statement.
    let bound = unsafe { bind(statement, 1, (&raw mut fts5).cast(), c"fts5_api_ptr".as_ptr(), None) };
    // SAFETY: the statement is valid. FTS5 writes to `fts5` while it is executed.
    let stepped = unsafe { step(statement) };
    // SAFETY: the statement is valid, and is not used after this call.
    unsafe { finalize(statement) };
    (bound == SQLITE_OK && stepped == SQLITE_ROW && !fts5.is_null()).then_some(fts5)
}

/// `xCreate`: makes a tokenizer from the words after its name.
///
/// # Safety
///
/// Only FTS5 may call this function. `words` must point to `count` texts that end with NUL, and `out` must be writable.
unsafe extern "C" fn create_tokenizer(
    _context: *mut c_void,
    words: *const *const c_char,
    count: c_int,
    out: *mut *mut Tokenizer,
) -> c_int {
    let outcome = catch_unwind(|| {
        let count = usize::try_from(count).unwrap_or(0);
        // SAFETY: FTS5 passes `count` words; the slice is not used after this call.
        let words = if words.is_null() { &[] } else { unsafe { slice::from_raw_parts(words, count) } };
        let text = |&word: &*const c_char| {
            // SAFETY: each word is a text that ends with NUL and lives until this call returns.
            unsafe { CStr::from_ptr(word) }.to_str().ok()
        };
        let words: Option<Vec<&str>> = words.iter().map(text).collect();
        let options = Options::parse(words?).ok()?;
        Some(Box::new(Tokenizer::new(ANALYZER.get_or_init(Analyzer::new), options)))
    });
    let Ok(Some(tokenizer)) = outcome else { return SQLITE_ERROR };
    // SAFETY: `out` can be written. FTS5 passes the pointer to `delete_tokenizer` once.
    unsafe { *out = Box::into_raw(tokenizer) };
    SQLITE_OK
}

/// `xDelete`: drops a tokenizer.
///
/// # Safety
///
/// Only FTS5 may call this function, once for each tokenizer that `create_tokenizer` made.
unsafe extern "C" fn delete_tokenizer(tokenizer: *mut Tokenizer) {
    if tokenizer.is_null() {
        return;
    }
    // SAFETY: `create_tokenizer` made the pointer from a box, and FTS5 does not use the pointer after this
    // call.
    let tokenizer = unsafe { Box::from_raw(tokenizer) };
    // Dropping the tokenizer only frees memory. `xDelete` cannot report a panic.
    drop(catch_unwind(AssertUnwindSafe(|| drop(tokenizer))));
}

/// `xTokenize`: passes the tokens of a text to a function of FTS5.
///
/// # Safety
///
/// Only FTS5 may call this function. `tokenizer` must be from `create_tokenizer`, `text` must have `length` bytes, and
/// `callback` must accept `context`.
unsafe extern "C" fn call_tokenizer(
    tokenizer: *mut Tokenizer,
    context: *mut c_void,
    flags: c_int,
    text: *const c_char,
    length: c_int,
    callback: Option<TokenCallback>,
) -> c_int {
    let (Ok(length), Some(callback)) = (usize::try_from(length), callback) else { return SQLITE_ERROR };
    // SAFETY: the pointer is from `create_tokenizer` and not deleted yet. `Tokenizer` is `Sync`, so calls may be on any
    // thread and nested.
    let Some(tokenizer) = (unsafe { tokenizer.as_ref() }) else { return SQLITE_ERROR };
    // SAFETY: FTS5 passes `length` bytes, which do not change until this call returns.
    let bytes = if text.is_null() { &[] } else { unsafe { slice::from_raw_parts(text.cast(), length) } };
    let purpose = match (flags & FTS5_TOKENIZE_QUERY != 0, flags & FTS5_TOKENIZE_PREFIX != 0) {
        (false, _) => Purpose::Document,
        (true, false) => Purpose::Query,
        (true, true) => Purpose::Prefix,
    };
    let emit = |token: FtsToken<'_>| {
        let flags = if token.colocated { FTS5_TOKEN_COLOCATED } else { 0 };
        // Offsets are at most `length`, but NFKC can make a term up to 18 times as long as its text. The length of a
        // term that is too long for SQLite is limited here. FTS5 itself cuts each token at 32,768 bytes.
        let length = c_int::try_from(token.text.len()).unwrap_or(c_int::MAX);
        let (start, end) = (token.start as c_int, token.end as c_int);
        // SAFETY: the text of the token has at least `length` bytes, which FTS5 copies. FTS5 passed `context`.
        let code = unsafe { callback(context, flags, token.text.as_ptr().cast(), length, start, end) };
        if code == SQLITE_OK { Ok(()) } else { Err(code) }
    };
    match catch_unwind(AssertUnwindSafe(|| tokenizer.tokenize(bytes, purpose, emit))) {
        Ok(Ok(())) => SQLITE_OK,
        Ok(Err(code)) => code,
        Err(_) => SQLITE_ERROR,
    }
}

#[cfg(test)]
mod tests {
    use std::mem::offset_of;
    use std::ptr;

    use super::{Routines, SQLITE_ERROR, Unused, bitext_sqlite_auto_init, sqlite3_bitext_init};

    /// Each field has the same number as in `sqlite3_api_routines` of `sqlite3ext.h`, counted from 0.
    #[test]
    fn fields_of_the_table_have_their_places() {
        for (number, offset) in [
            (57, offset_of!(Routines, finalize)),
            (67, offset_of!(Routines, libversion_number)),
            (69, offset_of!(Routines, mprintf)),
            (94, offset_of!(Routines, step)),
            (116, offset_of!(Routines, prepare_v2)),
            (219, offset_of!(Routines, bind_pointer)),
        ] {
            assert_eq!(offset, number * size_of::<Unused>(), "field {number}");
        }
    }

    #[test]
    fn without_a_connection_there_is_an_error() {
        for init in [sqlite3_bitext_init, bitext_sqlite_auto_init] {
            // SAFETY: null is checked.
            assert_eq!(unsafe { init(ptr::null_mut(), ptr::null_mut(), ptr::null()) }, SQLITE_ERROR);
        }
    }
}
