package io.imprimatur.publishing.site.search;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.cjk.CJKBigramFilter;
import org.apache.lucene.analysis.cjk.CJKWidthFilter;
import org.apache.lucene.analysis.en.EnglishPossessiveFilter;
import org.apache.lucene.analysis.en.PorterStemFilter;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;

/**
 * Cuts texts of both languages into words: Latin ones by their stem, without case or accents;
 * Chinese, which writes no spaces, in overlapping pairs of characters.
 */
final class Words extends Analyzer {

  private final boolean singles;

  private Words(boolean singles) {
    this.singles = singles;
  }

  /** For texts: single Chinese characters are words too, so that one can be looked for. */
  static Analyzer ofTexts() {
    return new Words(true);
  }

  /** For questions: a single character counts only where it stands alone. */
  static Analyzer ofQuestions() {
    return new Words(false);
  }

  @Override
  protected TokenStreamComponents createComponents(String field) {
    StandardTokenizer source = new StandardTokenizer();
    TokenStream words = new CJKWidthFilter(source);
    words = new LowerCaseFilter(words);
    words = new EnglishPossessiveFilter(words);
    words = new ASCIIFoldingFilter(words);
    words = new PorterStemFilter(words);
    words =
        new CJKBigramFilter(
            words,
            CJKBigramFilter.HAN | CJKBigramFilter.HIRAGANA | CJKBigramFilter.KATAKANA,
            singles);
    return new TokenStreamComponents(source, words);
  }

  @Override
  protected TokenStream normalize(String field, TokenStream in) {
    return new ASCIIFoldingFilter(new LowerCaseFilter(new CJKWidthFilter(in)));
  }
}
