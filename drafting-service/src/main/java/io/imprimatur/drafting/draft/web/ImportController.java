package io.imprimatur.drafting.draft.web;

import io.imprimatur.drafting.draft.Desk;
import io.imprimatur.drafting.draft.Receipt;
import io.imprimatur.drafting.draft.imports.UnsupportedFile;
import io.imprimatur.kit.Invalid;
import io.imprimatur.kit.aggregate.Idempotency;
import io.imprimatur.kit.people.Person;
import io.imprimatur.kit.web.Versioned;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
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
  @Operation(
      summary = "Begins an article from a .txt, .md, .html or .docx file",
      description = "leftOut names what could not be taken over.")
  ResponseEntity<Versioned<Receipt>> take(
      Person writer,
      @RequestParam(required = false) MultipartFile file,
      @RequestParam(required = false) String section,
      @RequestParam(required = false) String language,
      Idempotency key)
      throws IOException {
    if (file == null) {
      throw new Invalid("file", "is missing; send it as a part of multipart/form-data");
    }
    try {
      return ArticlesController.created(
          desk.take(writer, file.getOriginalFilename(), file.getBytes(), section, language, key));
    } catch (UnsupportedFile e) {
      ProblemDetail problem =
          ProblemDetail.forStatusAndDetail(HttpStatus.UNSUPPORTED_MEDIA_TYPE, e.getMessage());
      throw new ErrorResponseException(HttpStatus.UNSUPPORTED_MEDIA_TYPE, problem, e);
    }
  }
}
