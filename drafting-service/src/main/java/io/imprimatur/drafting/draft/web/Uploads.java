package io.imprimatur.drafting.draft.web;

import io.imprimatur.drafting.draft.imports.UnsupportedFile;
import io.imprimatur.drafting.draft.imports.ZipBomb;
import io.imprimatur.kit.Invalid;
import io.imprimatur.kit.Invalid.FieldError;
import io.imprimatur.kit.TooLarge;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;

/** Files that come with a page's form, and what is wrong with them. */
@Component
class Uploads {

  /** What is done with a file. */
  @FunctionalInterface
  interface Reading<T> {
    T read() throws IOException;
  }

  /** The one file of a form. A browser sends an empty part where none was chosen. */
  MultipartFile one(List<MultipartFile> files) {
    List<MultipartFile> chosen =
        files == null
            ? List.of()
            : files.stream()
                .filter(f -> f.getOriginalFilename() != null && !f.getOriginalFilename().isEmpty())
                .toList();
    if (chosen.size() == 1) {
      return chosen.getFirst();
    }
    throw new Invalid(
        List.of(
            chosen.isEmpty()
                ? new FieldError("file", "is missing; choose one").coded("file-missing")
                : new FieldError("file", "comes more than once; choose one").coded("file-many")));
  }

  /** Reads a file; what is wrong with it is an error of the field {@code file}. */
  <T> T reading(Reading<T> reading) throws IOException {
    try {
      return reading.read();
    } catch (UnsupportedFile e) {
      throw wrong(e, "file-" + e.why().name().toLowerCase(Locale.ROOT));
    } catch (ZipBomb e) {
      throw wrong(e, "file-bomb");
    } catch (TooLarge e) {
      throw wrong(e, "file-large");
    } catch (Invalid e) {
      throw new Invalid(e.errors().stream().map(Uploads::coded).toList());
    }
  }

  private static Invalid wrong(Exception e, String code) {
    return new Invalid(List.of(new FieldError("file", e.getMessage()).coded(code)));
  }

  /** What a damaged file lacks is said in English alone; pages say in each language that it is. */
  private static FieldError coded(FieldError error) {
    return error.field().equals("file") && error.code() == null
        ? error.coded("file-damaged", error.message())
        : error;
  }
}
