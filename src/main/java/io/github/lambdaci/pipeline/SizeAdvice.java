package io.github.lambdaci.pipeline;

import io.github.lambdaci.packages.Part;
import io.github.lambdaci.project.Packaging;
import io.github.lambdaci.runtime.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What to do about a function that is larger than Lambda allows. */
final class SizeAdvice {
    private static final int LISTED = 5;

    private final SizeReport report;
    private final Packaging packaging;
    private final Language language;

    SizeAdvice(SizeReport report, Packaging packaging, Language language) {
        this.report = report;
        this.packaging = packaging;
        this.language = language;
    }

    static String message(SizeReport report) {
        String layers = report.layers().stream()
                .map(layer ->
                        " and layer " + layer.name() + " (" + (layer.size().exact() ? "" : "at least ")
                                + megabytes(layer.size().bytes()) + ")")
                .collect(Collectors.joining());
        return "the code (" + megabytes(report.codeBytes()) + ")" + layers + (layers.isEmpty() ? " is" : " are")
                + " larger unzipped than the " + megabytes(report.limitBytes()) + " (" + report.limitBytes()
                + " bytes) that Lambda allows; nothing was uploaded";
    }

    String hint() {
        List<String> advice = new ArrayList<>();
        List<Part> packages = report.packages().orElse(List.of());
        if (!packages.isEmpty()) {
            advice.add("the largest packages are " + list(packages));
        }
        advice.add("the largest files are " + list(report.files()));
        if (!packages.isEmpty()) {
            if (!packaging.slim()) {
                advice.add("--slim leaves out tests, type stubs, byte code and debug symbols");
            }
            adviseOmission(packages, advice);
            advice.add("--deps-in-code would not help: code and layers count together");
        }
        advice.add("what has to stay as large can be loaded at run time from S3 or EFS; as a container image a function"
                + " can have 10 GB, but lambda-ci ships no images");
        return String.join("\n", advice);
    }

    private void adviseOmission(List<Part> packages, List<String> advice) {
        List<String> patterns = language.inRuntime().stream()
                .filter(pattern -> packages.stream().anyMatch(part -> isMeant(pattern, part)))
                .toList();
        List<Part> present = packages.stream()
                .filter(part -> patterns.stream().anyMatch(pattern -> isMeant(pattern, part)))
                .toList();
        if (!present.isEmpty()) {
            advice.add("--omit '" + String.join(",", patterns) + "' leaves out what the runtime has ("
                    + megabytes(Part.sum(present)) + ")");
        }
    }

    private boolean isMeant(String pattern, Part part) {
        return language.isMeant(pattern, part.name());
    }

    private static String list(List<Part> parts) {
        return parts.stream()
                .limit(LISTED)
                .map(part -> part.name() + " (" + megabytes(part.bytes()) + ")")
                .collect(Collectors.joining(", "));
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }
}
