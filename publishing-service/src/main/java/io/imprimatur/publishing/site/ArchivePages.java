package io.imprimatur.publishing.site;

import io.imprimatur.publishing.publication.Published;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Makes the archive: the months in which something was published, and what that was. */
final class ArchivePages {

  static final int ON_A_PAGE = 30;

  private final Editor editor;
  private final Shelf shelf;
  private final Press press;
  private final ZoneId zone;

  ArchivePages(Editor editor, Press press) {
    this.editor = editor;
    this.shelf = editor.shelf();
    this.press = press;
    this.zone = editor.identity().office().zone();
  }

  Page months(String language) {
    Map<Integer, List<View.MonthLink>> years = new TreeMap<>((a, b) -> b - a);
    for (YearMonth month : since(language)) {
      long count = shelf.count(language, begin(month), begin(month.plusMonths(1)));
      if (count > 0) {
        years
            .computeIfAbsent(month.getYear(), y -> new ArrayList<>())
            .add(
                new View.MonthLink(
                    Editor.archive(language, month), Moment.month(month, language), count));
      }
    }
    String other = Identity.other(language);
    View.Frame frame =
        new View.Frame(
            language,
            null,
            "",
            Editor.archive(language),
            null,
            List.of(new View.Link(other, Editor.archive(other))),
            Editor.feed(language, null),
            true);
    View view =
        new View.Archive(
            frame,
            years.entrySet().stream().map(y -> new View.Year(y.getKey(), y.getValue())).toList());
    return Page.html(200, language, press.print(view), editor.lastChange(language));
  }

  /** Every month from the newest article's to the oldest's. */
  private List<YearMonth> since(String language) {
    List<YearMonth> months = new ArrayList<>();
    Optional<YearMonth> first = shelf.oldest(language).map(this::month);
    Optional<YearMonth> last =
        shelf.newest(language, 1).stream().findFirst().map(p -> month(p.publishedAt()));
    if (first.isPresent() && last.isPresent()) {
      for (YearMonth m = last.get(); !m.isBefore(first.get()); m = m.minusMonths(1)) {
        months.add(m);
      }
    }
    return months;
  }

  /** Nothing where nothing of the month stands on the site, or no such part of it. */
  Optional<Page> month(Target.Month target) {
    String language = target.language();
    YearMonth month;
    try {
      month = YearMonth.of(target.year(), target.month());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
    Instant from = begin(month);
    Instant to = begin(month.plusMonths(1));
    long count = shelf.count(language, from, to);
    int parts = Editor.parts(count, ON_A_PAGE);
    if (count == 0 || target.number() > parts) {
      return Optional.empty();
    }
    String path = Editor.archive(language, month);
    String name = Moment.month(month, language);
    View.Frame frame =
        new View.Frame(
            language,
            name,
            "",
            Editor.part(path, target.number()),
            null,
            List.of(),
            Editor.feed(language, null),
            target.number() == 1);
    List<Published> part =
        shelf.newest(language, from, to, (target.number() - 1) * ON_A_PAGE, ON_A_PAGE);
    View view =
        new View.Month(
            frame,
            name,
            editor.headlines(part),
            count,
            new View.Part(target.number(), parts, path));
    return Optional.of(Page.html(200, language, press.print(view), editor.lastChange(language)));
  }

  private YearMonth month(Instant at) {
    return YearMonth.from(at.atZone(zone));
  }

  private Instant begin(YearMonth month) {
    return month.atDay(1).atStartOfDay(zone).toInstant();
  }
}
