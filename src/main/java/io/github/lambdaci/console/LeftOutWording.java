package io.github.lambdaci.console;

import io.github.lambdaci.project.LeftOut;
import io.github.lambdaci.project.LeftOut.Reason;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Says what is not shipped as code, in a line for each reason however much there is. */
final class LeftOutWording {
    private static final int NAMES_SHOWN = 8;

    private LeftOutWording() {}

    static List<String> sentences(List<LeftOut> leftOut) {
        Map<Reason, List<String>> byReason = leftOut.stream()
                .collect(Collectors.groupingBy(
                        LeftOut::reason, TreeMap::new, Collectors.mapping(LeftOut::name, Collectors.toList())));
        List<String> sentences = new ArrayList<>();
        byReason.forEach((reason, names) -> sentences.add(sentence(reason, Wording.some(folded(names), NAMES_SHOWN))));
        return sentences;
    }

    private static String sentence(Reason reason, String names) {
        return switch (reason) {
            case BY_DEFAULT -> "left out by default: " + names + " (a line !NAME in .lambdaignore ships one)";
            case AS_ASKED -> "left out by .lambdaignore or --exclude: " + names;
            case IN_LAYER -> "left out because it belongs to the layer: " + names;
            case WRITTEN -> "left out because this run writes it: " + names;
        };
    }

    /** What has the same name in many folders is told once. */
    private static List<String> folded(List<String> names) {
        Map<String, List<String>> byLastName = names.stream()
                .collect(Collectors.groupingBy(LeftOutWording::lastName, LinkedHashMap::new, Collectors.toList()));
        return byLastName.entrySet().stream()
                .map(same -> same.getValue().size() == 1
                        ? same.getValue().get(0)
                        : same.getKey() + " in " + same.getValue().size() + " folders")
                .toList();
    }

    private static String lastName(String name) {
        return name.substring(name.lastIndexOf('/', name.length() - 2) + 1);
    }
}
