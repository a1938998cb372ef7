package io.imprimatur.drafting;

import io.imprimatur.drafting.draft.imports.ImportLimits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How much of an imported Word document is unpacked. The size of the file itself is {@code
 * imprimatur.web.upload-limit}.
 *
 * @param unpacked all its parts together
 * @param xml its XML parts together
 * @param entries how many parts it may have
 * @param ratio how many times its packed size it may grow
 * @param depth how deep its XML may be nested
 * @param atOnce how many files one instance reads at the same time
 */
@Validated
@ConfigurationProperties("imprimatur.import")
record ImportSettings(
    @NotNull @DefaultValue("64MB") DataSize unpacked,
    @NotNull @DefaultValue("16MB") DataSize xml,
    @Min(10) @DefaultValue("2000") int entries,
    @Min(10) @DefaultValue("100") int ratio,
    @Min(50) @Max(400) @DefaultValue("200") int depth,
    @Min(1) @DefaultValue("2") int atOnce) {

  ImportLimits limits() {
    return new ImportLimits(unpacked.toBytes(), xml.toBytes(), entries, ratio, depth, atOnce);
  }
}
