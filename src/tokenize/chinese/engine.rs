//! The choice of the engine that cuts blocks of Chinese.

#[cfg(feature = "jieba")]
use super::jieba::JiebaEngine;
#[cfg(not(feature = "jieba"))]
use super::no_jieba::NoJieba as JiebaEngine;

#[derive(Clone, Debug, Default)]
pub(super) enum Engine {
    /// The dictionary and the model of this crate.
    #[default]
    Own,
    /// The caller's `jieba_rs::Jieba`.
    #[cfg_attr(not(feature = "jieba"), expect(dead_code, reason = "constructed only with the feature"))]
    Jieba(JiebaEngine),
}

impl Engine {
    #[inline(always)]
    pub(super) fn is_own(&self) -> bool {
        matches!(self, Self::Own)
    }

    #[inline(always)]
    pub(super) fn jieba(&self) -> Option<&JiebaEngine> {
        match self {
            Self::Own => None,
            Self::Jieba(engine) => Some(engine),
        }
    }

    pub(super) fn jieba_mut(&mut self) -> Option<&mut JiebaEngine> {
        match self {
            Self::Own => None,
            Self::Jieba(engine) => Some(engine),
        }
    }
}
