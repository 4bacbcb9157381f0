//! Table functions that read files.

use std::sync::Arc;

use bitext::{Reader, Text};
use datafusion::arrow::array::RecordBatch;
use datafusion::arrow::datatypes::Schema;
use datafusion::catalog::{TableFunctionArgs, TableFunctionImpl, TableProvider};
use datafusion::common::{Result, exec_datafusion_err, plan_err};
use datafusion::datasource::MemTable;
use datafusion::logical_expr::Expr;

use crate::engines::Engines;
use crate::pair_columns::PairColumns;

/// `page_pairs('file')`: the pairs of a file in both languages.
#[derive(Debug)]
pub(crate) struct PagePairs(pub(crate) Arc<Engines>);

impl TableFunctionImpl for PagePairs {
    fn call_with_args(&self, args: TableFunctionArgs<'_, '_>) -> Result<Arc<dyn TableProvider>> {
        let [path] = args.exprs() else { return plan_err!("page_pairs('file') has one argument") };
        let page = read("page_pairs", path)?;
        let mut pairs = PairColumns::new();
        pairs.push(&self.0.aligner.align_page(page.as_str()))?;
        table(pairs)
    }
}

/// `text_pairs('English file', 'Chinese file')`: the pairs of a text and its translation.
#[derive(Debug)]
pub(crate) struct TextPairs(pub(crate) Arc<Engines>);

impl TableFunctionImpl for TextPairs {
    fn call_with_args(&self, args: TableFunctionArgs<'_, '_>) -> Result<Arc<dyn TableProvider>> {
        let [english, chinese] = args.exprs() else {
            return plan_err!("text_pairs('English file', 'Chinese file') has two arguments");
        };
        let (english, chinese) = (read("text_pairs", english)?, read("text_pairs", chinese)?);
        let mut pairs = PairColumns::new();
        pairs.push(&self.0.aligner.align_documents(&english, &chinese))?;
        table(pairs)
    }
}

fn read(function: &str, path: &Expr) -> Result<Text> {
    let path = match path {
        Expr::Literal(value, _) => value.try_as_str().flatten(),
        _ => None,
    };
    let Some(path) = path else {
        return plan_err!("{function}: the name of a file must be a text in quotes");
    };
    Reader::new().read_path(path).map_err(|error| exec_datafusion_err!("{function}: {error}"))
}

fn table(pairs: PairColumns) -> Result<Arc<dyn TableProvider>> {
    let schema = Arc::new(Schema::new(PairColumns::fields()));
    let batch = RecordBatch::try_new(Arc::clone(&schema), pairs.finish()?)?;
    Ok(Arc::new(MemTable::try_new(schema, vec![vec![batch]])?))
}
