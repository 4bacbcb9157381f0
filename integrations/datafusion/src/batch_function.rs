//! A scalar function, as DataFusion calls it.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use datafusion::arrow::array::{ArrayRef, new_null_array};
use datafusion::arrow::datatypes::DataType;
use datafusion::common::{Result, ScalarValue, internal_err, plan_err};
use datafusion::logical_expr::{ColumnarValue, ScalarFunctionArgs, ScalarUDFImpl, Signature, Volatility};

use crate::engines::Engines;
use crate::texts::{Texts, is_text};

/// What a function expects as an argument.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Parameter {
    /// A text.
    Text(&'static str),
    /// A pair of `align_texts` or `align_page`.
    Pair,
    /// A list of structs with the fields `name` and `text`.
    Documents(&'static str),
}

impl Parameter {
    fn name(self) -> &'static str {
        match self {
            Self::Text(name) | Self::Documents(name) => name,
            Self::Pair => "pair",
        }
    }

    fn accepts(self, data_type: &DataType) -> bool {
        match (self, data_type) {
            (_, DataType::Null) => true,
            (Self::Text(_), other) => is_text(other),
            (Self::Pair, DataType::Struct(fields)) => {
                ["english", "chinese", "confidence", "flags"].iter().all(|name| fields.find(name).is_some())
            }
            (Self::Documents(_), DataType::List(item) | DataType::LargeList(item)) => {
                match item.data_type() {
                    DataType::Struct(fields) => ["name", "text"]
                        .iter()
                        .all(|name| fields.find(name).is_some_and(|(_, field)| is_text(field.data_type()))),
                    _ => false,
                }
            }
            _ => false,
        }
    }

    /// What to pass instead of a value of another type.
    fn remedy(self) -> &'static str {
        match self {
            Self::Text(_) => "text; CAST(… AS VARCHAR) converts other types",
            Self::Pair => {
                "a pair of align_texts or align_page: a struct with english, chinese, confidence and flags"
            }
            Self::Documents(_) => {
                "a list of structs with the texts name and text: array_agg(named_struct('name', …, 'text', …))"
            }
        }
    }
}

/// An argument of a call: an array with a value for each row, or with one value for all rows.
pub(crate) struct Column {
    pub(crate) array: ArrayRef,
    is_constant: bool,
}

impl Column {
    pub(crate) fn texts(&self) -> Result<Texts<'_>> {
        let texts = Texts::new(self.array.as_ref())?;
        Ok(if self.is_constant { Texts::Constant(Box::new(texts)) } else { texts })
    }
}

/// Computes the results of a batch from the columns of the arguments and the number of rows.
pub(crate) type Kernel = fn(&Engines, &[Column], usize) -> Result<ArrayRef>;

/// A function of the engines.
pub(crate) struct BatchFunction {
    name: &'static str,
    parameters: &'static [Parameter],
    returns: DataType,
    kernel: Kernel,
    signature: Signature,
    engines: Arc<Engines>,
}

impl BatchFunction {
    pub(crate) fn new(
        name: &'static str,
        parameters: &'static [Parameter],
        returns: DataType,
        kernel: Kernel,
        engines: Arc<Engines>,
    ) -> Self {
        let signature = Signature::user_defined(Volatility::Immutable);
        Self { name, parameters, returns, kernel, signature, engines }
    }
}

fn column(argument: ColumnarValue, parameter: Parameter, rows: usize) -> Result<Column> {
    Ok(match (argument, parameter) {
        (ColumnarValue::Array(array), _) => Column { array, is_constant: false },
        (ColumnarValue::Scalar(scalar), Parameter::Text(_)) => {
            Column { array: scalar.to_array_of_size(1)?, is_constant: true }
        }
        (ColumnarValue::Scalar(scalar), _) => {
            Column { array: scalar.to_array_of_size(rows)?, is_constant: false }
        }
    })
}

/// Writes only the name: plans print their functions, and the engines are large.
impl fmt::Debug for BatchFunction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BatchFunction").field("name", &self.name).finish_non_exhaustive()
    }
}

/// Two functions are the same if they have the same name and the same engines.
impl PartialEq for BatchFunction {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name && Arc::ptr_eq(&self.engines, &other.engines)
    }
}

impl Eq for BatchFunction {}

impl Hash for BatchFunction {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.name.hash(state);
    }
}

impl ScalarUDFImpl for BatchFunction {
    fn name(&self) -> &str {
        self.name
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, _: &[DataType]) -> Result<DataType> {
        Ok(self.returns.clone())
    }

    fn is_strict(&self) -> bool {
        true
    }

    /// Checks the types. No argument is converted: the functions read all string types.
    fn coerce_types(&self, types: &[DataType]) -> Result<Vec<DataType>> {
        if types.len() != self.parameters.len() {
            let names: Vec<_> = self.parameters.iter().map(|parameter| parameter.name()).collect();
            return plan_err!("{}({}) has {} arguments here", self.name, names.join(", "), types.len());
        }
        for (parameter, data_type) in self.parameters.iter().zip(types) {
            if !parameter.accepts(data_type) {
                let (name, remedy) = (parameter.name(), parameter.remedy());
                return plan_err!("{}: {name} is {data_type}, and must be {remedy}", self.name);
            }
        }
        Ok(types.to_vec())
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue> {
        let is_constant = args.args.iter().all(|argument| matches!(argument, ColumnarValue::Scalar(_)));
        let rows = if is_constant { 1 } else { args.number_rows };
        let results = if args.args.iter().any(|argument| argument.data_type() == DataType::Null) {
            new_null_array(&self.returns, rows)
        } else {
            let columns = args.args.into_iter().zip(self.parameters);
            let columns: Vec<Column> = columns
                .map(|(argument, &parameter)| column(argument, parameter, rows))
                .collect::<Result<_>>()?;
            (self.kernel)(&self.engines, &columns, rows)?
        };
        if results.len() != rows {
            return internal_err!("{} returned {} results for {rows} rows", self.name, results.len());
        }
        if is_constant {
            return Ok(ColumnarValue::Scalar(ScalarValue::try_from_array(&results, 0)?));
        }
        Ok(ColumnarValue::Array(results))
    }
}
