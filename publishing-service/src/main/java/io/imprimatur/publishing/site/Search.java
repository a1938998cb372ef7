package io.imprimatur.publishing.site;

import io.imprimatur.publishing.publication.Published;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Answers what readers look for. Each answer is made for its question and kept by nobody. */
public final class Search {

  /** As much of a question is looked for; longer ones are cut. */
  static final int MOST_CHARACTERS = 200;

  static final int ON_A_PAGE = 10;

  /** Nobody turns more pages; the last ones would cost more than they help. */
  static final int MOST_PARTS = 50;

  private static final Logger LOG = System.getLogger(Search.class.getName());

  private final Editor editor;
  private final Press press;
  private final SearchIndex index;
  private final Catalogue catalogue;
  private final BooleanSupplier shelfAway;
  private final Notices notices;

  /**
   * @param shelfAway whether the database is known not to answer
   */
  public Search(
      Shelf shelf,
      Proofs proofs,
      Identity identity,
      Press press,
      SearchIndex index,
      Catalogue catalogue,
      BooleanSupplier shelfAway) {
    this.editor = new Editor(shelf, proofs, identity);
    this.press = press;
    this.index = index;
    this.catalogue = catalogue;
    this.shelfAway = shelfAway;
    this.notices = new Notices(press);
  }

  /**
   * What a reader asks for.
   *
   * @param words anything at all
   * @param section one of the office's, or null for all
   * @param number which part of what is found, from 1
   */
  public record Asked(String language, String words, String section, boolean newest, int number) {}

  /** The page that answers; never nothing. */
  public Page page(Asked asked) {
    if (shelfAway.getAsBoolean()) {
      return notices.page(View.Notice.Kind.AWAY, asked.language);
    }
    try {
      return found(asked).orElseGet(() -> notices.page(View.Notice.Kind.NOT_FOUND, asked.language));
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "nothing can be looked for now: {0}", e.toString());
      return notices.page(View.Notice.Kind.AWAY, asked.language);
    }
  }

  /** Nothing where there is no such section, or no such part. */
  private Optional<Page> found(Asked asked) {
    if (asked.section != null && editor.listed(asked.section).isEmpty()
        || asked.number > MOST_PARTS) {
      return Optional.empty();
    }
    String words = tidy(asked.words);
    boolean cut = words.codePointCount(0, words.length()) > MOST_CHARACTERS;
    if (cut) {
      words = words.substring(0, words.offsetByCodePoints(0, MOST_CHARACTERS)).strip();
    }
    SearchIndex.Found found =
        index.find(
            new SearchIndex.Question(
                asked.language,
                words,
                asked.section,
                asked.newest,
                (asked.number - 1) * ON_A_PAGE,
                ON_A_PAGE));
    int parts = Math.min(MOST_PARTS, Editor.parts(found.total(), ON_A_PAGE));
    if (asked.number > parts) {
      return Optional.empty();
    }
    View view = view(asked, words, cut, found, parts);
    return Optional.of(Page.html(200, asked.language, press.print(view), null));
  }

  /** One line, and no character that no page can show. */
  private static String tidy(String words) {
    String spaced = words.replaceAll("[\\s\\p{Z}\\p{Cc}\\p{Cs}\\p{Cn}\\p{Cf}]+", " ");
    return spaced.strip();
  }

  private View view(Asked asked, String words, boolean cut, SearchIndex.Found found, int parts) {
    String language = asked.language;
    Asked first = new Asked(language, words, asked.section, asked.newest, 1);
    String path = address(first);
    String other = Identity.other(language);
    View.Frame frame =
        new View.Frame(
            language,
            null,
            "",
            Editor.part(path, 1),
            null,
            List.of(new View.Link(other, address(new Asked(other, words, null, false, 1)))),
            Editor.feed(language, null),
            false);
    return new View.Search(
        frame,
        words,
        asked.section,
        asked.newest,
        cut,
        !catalogue.isWhole(),
        found.total(),
        hits(found.matches()),
        choices(first, found),
        address(new Asked(language, words, asked.section, false, 1)),
        address(new Asked(language, words, asked.section, true, 1)),
        new View.Part(asked.number, parts, path));
  }

  /**
   * What still stands, and is what was read for the index; a withdrawal holds at once, whatever the
   * index has.
   */
  private List<View.Hit> hits(List<SearchIndex.Match> matches) {
    Map<String, View.Headline> standing = standing(matches);
    List<View.Hit> hits = new ArrayList<>();
    for (SearchIndex.Match match : matches) {
      View.Headline headline = standing.get(match.articleId() + match.digest());
      if (headline != null) {
        hits.add(new View.Hit(headline, match.title(), match.excerpt()));
      }
    }
    return hits;
  }

  private Map<String, View.Headline> standing(List<SearchIndex.Match> matches) {
    List<Published> standing =
        editor.shelf().standing(matches.stream().map(SearchIndex.Match::articleId).toList());
    Map<String, String> digests =
        standing.stream()
            .collect(Collectors.toMap(Published::articleId, p -> p.live().digest().value()));
    return editor.headlines(standing).stream()
        .collect(
            Collectors.toMap(h -> h.articleId() + digests.get(h.articleId()), Function.identity()));
  }

  private List<View.Choice> choices(Asked first, SearchIndex.Found found) {
    long all = found.sections().values().stream().mapToLong(Long::longValue).sum();
    if (all == 0) {
      return List.of();
    }
    List<View.Choice> choices = new ArrayList<>();
    choices.add(choice(first, null, null, all));
    editor
        .identity()
        .office()
        .sections()
        .forEach(
            s -> {
              long count = found.sections().getOrDefault(s.id(), 0L);
              if (count > 0 || s.id().equals(first.section)) {
                choices.add(choice(first, s.id(), s.name().in(first.language), count));
              }
            });
    return choices;
  }

  private static View.Choice choice(Asked first, String id, String name, long count) {
    return new View.Choice(
        id,
        name,
        count,
        address(new Asked(first.language, first.words, id, first.newest, 1)),
        Objects.equals(id, first.section));
  }

  private static String address(Asked asked) {
    return Editor.search(asked.language)
        + "?q="
        + URLEncoder.encode(asked.words, StandardCharsets.UTF_8)
        + (asked.section == null ? "" : "&section=" + asked.section)
        + (asked.newest ? "&order=newest" : "");
  }
}
