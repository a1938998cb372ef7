package io.imprimatur.publishing.site.search;

import io.imprimatur.publishing.site.SearchIndex;
import io.imprimatur.publishing.site.View;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.uhighlight.UnifiedHighlighter;
import org.apache.lucene.search.uhighlight.WholeBreakIterator;
import org.apache.lucene.store.ByteBuffersDirectory;

/** An index of this process alone, in memory: it is made anew at each start. */
public final class LuceneIndex implements SearchIndex, AutoCloseable {

  /** As much of a text is looked through for an excerpt, in characters. */
  private static final int LOOKED_THROUGH = 50_000;

  private static final int PASSAGES = 2;
  private static final int BEGINNING = 200;

  private final Set<String> sections = ConcurrentHashMap.newKeySet();
  private final Set<String> ids = ConcurrentHashMap.newKeySet();
  private final Questions questions = new Questions(Words.ofQuestions());
  private final IndexWriter writer;
  private final SearcherManager searchers;

  static {
    IndexSearcher.setMaxClauseCount(
        Math.max(IndexSearcher.getMaxClauseCount(), Questions.MOST_CLAUSES));
  }

  public LuceneIndex() {
    try {
      writer = new IndexWriter(new ByteBuffersDirectory(), new IndexWriterConfig(Words.ofTexts()));
      searchers = new SearcherManager(writer, null);
    } catch (IOException e) {
      throw new UncheckedIOException("memory never fails to be written", e);
    }
  }

  @Override
  public void put(Entry entry) {
    Document d = new Document();
    d.add(new StringField(Fields.ID, entry.articleId(), Field.Store.YES));
    d.add(new StoredField(Fields.DIGEST, entry.digest()));
    d.add(new StringField(Fields.LANGUAGE, entry.language(), Field.Store.NO));
    d.add(new StringField(Fields.SECTION, entry.section(), Field.Store.NO));
    d.add(new NumericDocValuesField(Fields.PUBLISHED, entry.publishedAt().toEpochMilli()));
    d.add(new TextField(Fields.TITLE, entry.title(), Field.Store.YES));
    d.add(new TextField(Fields.SUMMARY, entry.summary(), Field.Store.YES));
    d.add(new TextField(Fields.TEXT, entry.text(), Field.Store.YES));
    try {
      writer.updateDocument(new Term(Fields.ID, entry.articleId()), d);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    sections.add(entry.section());
    ids.add(entry.articleId());
  }

  @Override
  public void remove(String articleId) {
    try {
      writer.deleteDocuments(new Term(Fields.ID, articleId));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    ids.remove(articleId);
  }

  @Override
  public void refresh() {
    try {
      searchers.maybeRefreshBlocking();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public List<String> ids() {
    return List.copyOf(ids);
  }

  @Override
  public Found find(Question question) {
    Optional<Query> words = questions.query(question.words());
    if (words.isEmpty()) {
      return new Found(0, Map.of(), List.of());
    }
    try {
      IndexSearcher searcher = searchers.acquire();
      try {
        return find(searcher, question, words.get());
      } finally {
        searchers.release(searcher);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Found find(IndexSearcher searcher, Question question, Query words) throws IOException {
    Query inLanguage = with(words, Fields.LANGUAGE, question.language());
    Map<String, Long> counts = new HashMap<>();
    for (String section : sections) {
      int count = searcher.count(with(inLanguage, Fields.SECTION, section));
      if (count > 0) {
        counts.put(section, (long) count);
      }
    }
    Query wanted =
        question.section() == null
            ? inLanguage
            : with(inLanguage, Fields.SECTION, question.section());
    Sort order =
        question.newest()
            ? new Sort(new SortField(Fields.PUBLISHED, SortField.Type.LONG, true))
            : new Sort(
                SortField.FIELD_SCORE, new SortField(Fields.PUBLISHED, SortField.Type.LONG, true));
    TopDocs top = searcher.search(wanted, question.skip() + question.limit(), order);
    int size = Math.max(0, top.scoreDocs.length - question.skip());
    int[] docs = new int[size];
    for (int i = 0; i < size; i++) {
      docs[i] = top.scoreDocs[question.skip() + i].doc;
    }
    long total =
        question.section() == null
            ? counts.values().stream().mapToLong(Long::longValue).sum()
            : counts.getOrDefault(question.section(), 0L);
    return new Found(total, counts, matches(searcher, words, docs));
  }

  private static Query with(Query query, String field, String value) {
    return new BooleanQuery.Builder()
        .add(query, Occur.MUST)
        .add(new TermQuery(new Term(field, value)), Occur.FILTER)
        .build();
  }

  private static List<Match> matches(IndexSearcher searcher, Query words, int[] docs)
      throws IOException {
    if (docs.length == 0) {
      return List.of();
    }
    Marked titles = new Marked(searcher, Excerpts.whole(), WholeBreakIterator::new);
    Marked parts = new Marked(searcher, Excerpts.part(), LuceneIndex::sentences);
    Object[] title = titles.in(Fields.TITLE, words, docs, 1);
    Object[] summary = parts.in(Fields.SUMMARY, words, docs, 1);
    Object[] text = parts.in(Fields.TEXT, words, docs, PASSAGES);
    List<Match> matches = new ArrayList<>();
    for (int i = 0; i < docs.length; i++) {
      Document d =
          searcher
              .storedFields()
              .document(docs[i], Set.of(Fields.ID, Fields.DIGEST, Fields.TITLE, Fields.SUMMARY));
      matches.add(
          new Match(
              d.get(Fields.ID),
              d.get(Fields.DIGEST),
              title[i] == null ? plain(d.get(Fields.TITLE)) : runs(title[i]),
              excerpt(summary[i], text[i], d.get(Fields.SUMMARY))));
    }
    return matches;
  }

  /** From the text, else from the summary, else the summary's beginning. */
  private static List<View.Run> excerpt(Object summary, Object text, String whole) {
    if (text != null) {
      return runs(text);
    }
    if (summary != null) {
      return runs(summary);
    }
    int end =
        whole.offsetByCodePoints(0, Math.min(BEGINNING, whole.codePointCount(0, whole.length())));
    return plain(end < whole.length() ? whole.substring(0, end) + "…" : whole);
  }

  private static BreakIterator sentences() {
    return BreakIterator.getSentenceInstance(Locale.ROOT);
  }

  private static List<View.Run> plain(String text) {
    return text.isEmpty() ? List.of() : List.of(new View.Run(text, false));
  }

  @SuppressWarnings("unchecked") // what Excerpts made
  private static List<View.Run> runs(Object runs) {
    return (List<View.Run>) runs;
  }

  /** A highlighter whose excerpts are what their formatter makes of them. */
  private static final class Marked extends UnifiedHighlighter {

    Marked(IndexSearcher searcher, Excerpts excerpts, Supplier<BreakIterator> passages) {
      super(
          UnifiedHighlighter.builder(searcher, Words.ofTexts())
              .withFormatter(excerpts)
              .withBreakIterator(passages)
              .withMaxLength(LOOKED_THROUGH)
              .withMaxNoHighlightPassages(0));
    }

    /** For each document its excerpt of a field, or null where nothing was found in it. */
    Object[] in(String field, Query words, int[] docs, int passages) throws IOException {
      return highlightFieldsAsObjects(new String[] {field}, words, docs, new int[] {passages})
          .get(field);
    }
  }

  @Override
  public void close() throws IOException {
    searchers.close();
    writer.close();
  }
}
