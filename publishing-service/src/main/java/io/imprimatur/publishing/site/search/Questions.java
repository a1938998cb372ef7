package io.imprimatur.publishing.site.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.QueryBuilder;

/**
 * Turns what a reader typed into a query. There is no syntax to get wrong: every word must be
 * there, what stands in quotation marks must be there as it stands, and every other sign is none.
 */
final class Questions {

  /** Quotation marks of both languages; one that is not closed is a sign like any other. */
  private static final Pattern QUOTED =
      Pattern.compile("\"([^\"]+)\"|“([^”]+)”|「([^」]+)」|『([^』]+)』");

  private static final int MOST_CHARACTERS = 256;

  /** What so many characters come to, as pairs, apart and together, in each field. */
  static final int MOST_CLAUSES = 2 * MOST_CHARACTERS * 3;

  /** How many pairs of a Chinese run must be there: its words may stand apart in a text. */
  private static final float MOST_PAIRS = 0.7f;

  private static final float AS_IT_STANDS = 2f;

  /** Where a word weighs how much. */
  private static final Map<String, Float> FIELDS =
      Map.of(Fields.TITLE, 4f, Fields.SUMMARY, 2f, Fields.TEXT, 1f);

  private final QueryBuilder builder;

  Questions(Analyzer analyzer) {
    this.builder = new QueryBuilder(analyzer);
  }

  /** Nothing where there is no word. Of a very long question only the beginning is looked for. */
  Optional<Query> query(String asked) {
    String words = asked.length() <= MOST_CHARACTERS ? asked : asked.substring(0, MOST_CHARACTERS);
    BooleanQuery.Builder all = new BooleanQuery.Builder();
    int count = 0;
    for (Piece piece : pieces(words)) {
      Optional<Query> query = anywhere(piece);
      if (query.isPresent()) {
        count++;
        all.add(query.get(), Occur.MUST);
      }
    }
    return count == 0 ? Optional.empty() : Optional.of(all.build());
  }

  /** A word, or words that must stand together. */
  private record Piece(String words, boolean together) {}

  private static List<Piece> pieces(String words) {
    List<Piece> pieces = new ArrayList<>();
    Matcher quoted = QUOTED.matcher(words);
    int from = 0;
    while (quoted.find()) {
      loose(words.substring(from, quoted.start()), pieces);
      for (int i = 1; i <= quoted.groupCount(); i++) {
        if (quoted.group(i) != null) {
          pieces.add(new Piece(quoted.group(i), true));
        }
      }
      from = quoted.end();
    }
    loose(words.substring(from), pieces);
    return pieces;
  }

  private static void loose(String words, List<Piece> pieces) {
    for (String word : words.split("[\\s\\p{Z}，。、；：！？]+")) {
      if (!word.isEmpty()) {
        pieces.add(new Piece(word, false));
      }
    }
  }

  private Optional<Query> anywhere(Piece piece) {
    List<Query> fields = new ArrayList<>();
    FIELDS.forEach(
        (field, weight) -> {
          Query query = in(field, piece);
          if (query != null) {
            fields.add(new BoostQuery(query, weight));
          }
        });
    return fields.isEmpty() ? Optional.empty() : Optional.of(new DisjunctionMaxQuery(fields, 0.1f));
  }

  private Query in(String field, Piece piece) {
    Query together = builder.createPhraseQuery(field, piece.words);
    if (together == null || together instanceof TermQuery || piece.together) {
      return together;
    }
    Query apart =
        isChinese(piece.words)
            ? builder.createMinShouldMatchQuery(field, piece.words, MOST_PAIRS)
            : builder.createBooleanQuery(field, piece.words, Occur.MUST);
    return new BooleanQuery.Builder()
        .add(apart, Occur.MUST)
        .add(new BoostQuery(together, AS_IT_STANDS), Occur.SHOULD)
        .build();
  }

  private static boolean isChinese(String words) {
    return words.codePoints().anyMatch(Character::isIdeographic);
  }
}
