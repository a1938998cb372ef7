package io.imprimatur.publishing.site;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.imprimatur.publishing.publication.Published;
import io.imprimatur.publishing.publication.UnreadablePublication;
import io.imprimatur.seals.KeysUnreachable;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.Supplier;

/**
 * Every page of the site, ready in memory. A page is made when it is first asked for, or anew after
 * something on it changed; every other request gets the same bytes.
 *
 * <p>A page whose own article changed is dropped at once. One that merely lists other articles is
 * made anew at the next request, and stays as it is where the database is away.
 */
public final class Site {

  private static final Logger LOG = System.getLogger(Site.class.getName());

  private final Shelf shelf;
  private final Proofs proofs;
  private final ManyPages lists;
  private final ArticlePages articles;
  private final Notices notices;
  private final InstantSource clock;
  private final Duration withheldFor;
  private final BooleanSupplier shelfAway;
  private final Cache<Target, Kept> pages;
  private final Scopes scopes = new Scopes();

  /**
   * @param pem gives the public key with a name in PEM
   * @param memory the most that pages take in memory, in bytes; the least used go first
   * @param withheldFor how long a withheld page answers so before it is looked at again
   * @param sitemapEntries the most that one part of the site's map names
   * @param shelfAway whether the database is known not to answer
   */
  public Site(
      Shelf shelf,
      Proofs proofs,
      Identity identity,
      Press press,
      Function<String, Optional<String>> pem,
      InstantSource clock,
      long memory,
      Duration withheldFor,
      int sitemapEntries,
      BooleanSupplier shelfAway) {
    Editor editor = new Editor(shelf, proofs, identity);
    this.shelf = shelf;
    this.proofs = proofs;
    this.lists = new ManyPages(editor, press, sitemapEntries);
    this.articles = new ArticlePages(editor, press, pem);
    this.notices = new Notices(press);
    this.clock = clock;
    this.withheldFor = withheldFor;
    this.shelfAway = shelfAway;
    this.pages =
        Caffeine.newBuilder()
            .maximumWeight(memory)
            .<Target, Kept>weigher((target, kept) -> kept.page.weight())
            .build();
  }

  /**
   * A page in memory.
   *
   * @param scope the language, or language and section, whose changes make it old
   * @param edition how often that had changed when the page was made
   * @param until from when on it is old anyway: withheld, or without something that didn't prove;
   *     or null
   */
  private record Kept(Page page, String scope, long edition, Instant until) {}

  /** The page that is in memory and up to date; nothing where it has to be made first. */
  public Optional<Page> ready(Target target) {
    return Optional.ofNullable(pages.getIfPresent(target)).filter(this::isFresh).map(Kept::page);
  }

  /** The answer for a target; never nothing. */
  public Page page(Target target) {
    Kept kept = pages.getIfPresent(target);
    if (kept != null && isFresh(kept)) {
      return kept.page;
    }
    try {
      return shelfAway.getAsBoolean()
          ? whileAway(target, kept)
          : renewed(target).orElseGet(() -> notice(View.Notice.Kind.NOT_FOUND, target));
    } catch (KeysUnreachable e) {
      LOG.log(Level.WARNING, "{0} can''t be proven now: {1}", target, e.getMessage());
      return whileAway(target, kept);
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "{0} can''t be made now: {1}", target, e.toString());
      return whileAway(target, kept);
    }
  }

  /** A page that says why there is nothing else, in a language of the site. */
  public Page notice(View.Notice.Kind kind, String language) {
    return notices.page(kind, language);
  }

  private Page whileAway(Target target, Kept kept) {
    return kept != null && kept.page.status() < 500
        ? kept.page
        : notice(View.Notice.Kind.AWAY, target);
  }

  private Optional<Page> renewed(Target target) {
    return Optional.ofNullable(
            pages.asMap().compute(target, (t, old) -> old != null && isFresh(old) ? old : made(t)))
        .map(Kept::page);
  }

  private boolean isFresh(Kept kept) {
    return kept.edition == scopes.edition(kept.scope)
        && (kept.until == null || clock.instant().isBefore(kept.until));
  }

  /** Makes a page, or nothing where there is none. */
  private Kept made(Target target) {
    try {
      return switch (target) {
        case Target.OfMany many -> kept(many.scope(), edition -> lists.make(many, edition));
        case Target.OfOne one -> kept(() -> articles.make(one));
      };
    } catch (UnreadablePublication e) {
      proofs.alarm(e);
      return withheld(target);
    } catch (Withheld e) {
      return withheld(target);
    }
  }

  private Kept withheld(Target target) {
    return new Kept(
        notice(View.Notice.Kind.WITHHELD, target),
        Scopes.NOTHING,
        scopes.edition(Scopes.NOTHING),
        clock.instant().plus(withheldFor));
  }

  private Kept kept(String scope, LongFunction<Optional<Page>> make) {
    long before = scopes.edition(scope);
    long leftOut = proofs.leftOut();
    return make.apply(before)
        .map(page -> new Kept(page, scope, before, until(leftOut)))
        .orElse(null);
  }

  /**
   * Something may prove again without a change here, so a page without it is looked at again. That
   * another page left something out meanwhile does no harm.
   */
  private Instant until(long leftOutBefore) {
    return proofs.leftOut() == leftOutBefore ? null : clock.instant().plus(withheldFor);
  }

  private Kept kept(Supplier<Optional<ArticlePages.Made>> make) {
    long leftOut = proofs.leftOut();
    Scopes.Before before = scopes.now();
    return make.get()
        .map(
            made -> {
              String scope = Scopes.section(made.language(), made.section());
              return new Kept(made.page(), scope, before.edition(scope), until(leftOut));
            })
        .orElse(null);
  }

  /**
   * Makes what is asked for most before anybody asks.
   *
   * @param articles how many of the newest articles of each language
   */
  public void warm(int articles) {
    for (String language : List.of("zh", "en")) {
      page(new Target.Home(language));
      shelf.newest(language, articles).forEach(p -> page(new Target.Article(p.address().path())));
    }
  }

  /** Takes note that publications changed, here or at another instance. */
  public void changed(List<Shelf.Changed> changes) {
    for (Shelf.Changed change : changes) {
      // Lists first: who finds the page gone finds it in no list.
      if (change.language() != null) {
        scopes.changed(Scopes.EVERYTHING);
        scopes.changed(Scopes.language(change.language()));
        change
            .sections()
            .forEach(section -> scopes.changed(Scopes.section(change.language(), section)));
      }
      forget(change.articleId(), change.path());
      change.originals().stream().flatMap(id -> shelf.standing(id).stream()).forEach(this::forget);
      shelf.translationsOf(change.articleId()).forEach(this::forget);
    }
  }

  /**
   * Takes note that a page of this site is gone, without asking the database: its addresses show it
   * no more, and whatever may have listed or linked it is made anew.
   */
  public void withdrawn(String articleId, String path) {
    forget(articleId, path);
    scopes.allChanged();
  }

  /** Forgets everything, as when it is not known what changed meanwhile. */
  public void forgetAll() {
    scopes.allChanged();
    pages.invalidateAll();
  }

  private void forget(Published published) {
    forget(published.articleId(), published.address().path());
  }

  private void forget(String articleId, String path) {
    pages.invalidate(new Target.ById(articleId));
    if (path != null) {
      pages.invalidate(new Target.Article(path));
      pages.invalidate(new Target.Proof(path));
      for (Target.File file : Target.File.values()) {
        pages.invalidate(new Target.ProofFile(path, file));
      }
      pages.asMap().keySet().removeIf(t -> t instanceof Target.Changes c && c.path().equals(path));
    }
  }

  private Page notice(View.Notice.Kind kind, Target target) {
    return notice(kind, target.language());
  }
}
