package io.imprimatur.drafting.draft.web;

import io.imprimatur.drafting.draft.Desk;
import io.imprimatur.drafting.draft.Receipt;
import io.imprimatur.drafting.draft.imports.UnsupportedFile;
import io.imprimatur.drafting.draft.imports.ZipBomb;
import io.imprimatur.kit.Invalid;
import io.imprimatur.kit.aggregate.Idempotency;
import io.imprimatur.kit.people.Person;
import io.imprimatur.kit.web.Problems;
import io.imprimatur.kit.web.Versioned;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

@RestController
@Tag(name = "Articles")
class ImportController {

  private final Desk desk;

  ImportController(Desk desk) {
    this.desk = desk;
  }

  @PostMapping(path = "/api/articles/import", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(
      summary = "Begins an article from a .txt, .md, .html or .docx file",
      description = "leftOut names what could not be taken over.",
      requestBody =
          @RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = MediaType.MULTIPART_FORM_DATA_VALUE,
                      schema = @Schema(implementation = Form.class))))
  ResponseEntity<Versioned<Receipt>> take(
      Person writer,
      @Parameter(hidden = true) @RequestParam(required = false) List<MultipartFile> file,
      @Parameter(hidden = true) @RequestParam(required = false) String section,
      @Parameter(hidden = true) @RequestParam(required = false) String language,
      Idempotency key)
      throws IOException {
    if (file == null || file.isEmpty()) {
      throw new Invalid("file", "is missing; send it as a part of multipart/form-data");
    }
    if (file.size() > 1) {
      throw new Invalid("file", "comes %d times; send one file at a time".formatted(file.size()));
    }
    try {
      MultipartFile one = file.getFirst();
      return ArticlesController.created(
          desk.take(writer, one.getOriginalFilename(), one.getBytes(), section, language, key));
    } catch (UnsupportedFile e) {
      throw new RefusedFile(HttpStatus.UNSUPPORTED_MEDIA_TYPE, e);
    } catch (ZipBomb e) {
      throw new RefusedFile(HttpStatus.CONTENT_TOO_LARGE, e);
    }
  }

  /** The parts of the form, for its description. */
  @Schema(
      name = "Import",
      requiredProperties = {"file", "section", "language"})
  record Form(
      @Schema(type = "string", format = "binary", description = "Its name's end tells its kind.")
          String file,
      @Schema(description = "A section's id.") String section,
      @Schema(allowableValues = {"zh", "en"}) String language) {}

  /** Answers with the reason and nothing else. */
  private static final class RefusedFile extends ErrorResponseException {
    private static final long serialVersionUID = 1L;

    RefusedFile(HttpStatus status, RuntimeException why) {
      super(status, Problems.of(status, why.getMessage()), why);
    }

    @Override
    public String getMessage() {
      return String.valueOf(getBody().getDetail());
    }
  }
}
