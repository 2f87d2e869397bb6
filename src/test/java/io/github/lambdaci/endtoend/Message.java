package io.github.lambdaci.endtoend;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a failed run told people, held against what it has to tell. */
final class Message {
    /** How lambda-ci says what it was doing, by the name of AWS's operation. */
    private static final Map<String, String> DOING = Map.ofEntries(
            Map.entry("GetFunctionConfiguration", "reading function"),
            Map.entry("GetAlias", "reading alias 'latest'"),
            Map.entry("GetAccountSettings", "reading the account's limits"),
            Map.entry("ListLayerVersions", "listing the versions of layer"),
            Map.entry("PublishLayerVersion", "publishing layer"),
            Map.entry("UpdateFunctionConfiguration", "updating the layers of"),
            Map.entry("UpdateFunctionCode", "updating the code of"),
            Map.entry("PublishVersion", "publishing a version of"),
            Map.entry("UpdateAlias", "moving alias 'latest'"),
            Map.entry("CreateAlias", "creating alias 'latest'"),
            Map.entry("GetObject", "reading s3://|downloading s3://"),
            Map.entry("HeadObject", "looking for s3://"),
            Map.entry("PutObject", "uploading s3://|writing s3://"),
            Map.entry("CopyObject", "copying s3://"),
            Map.entry("Invoke", "invoking|calling|waking"),
            Map.entry("GetMetricData", "reading how often versions of function"),
            Map.entry("ListVersionsByFunction", "listing the versions of function"));

    private static final Pattern TECHNICAL =
            Pattern.compile("\\bnull\\b|\\tat |\\bjava\\.|\\bsoftware\\.amazon|io\\.github|Exception:|Optional\\[");
    private static final Pattern STANDING =
            Pattern.compile(" {6}(stopped in (stage |the rollback)|the (release|rollback) itself)");
    private static final Pattern STILL = Pattern.compile("alias \\S+ still points to version (\\S+)");
    private static final Pattern ALREADY = Pattern.compile("alias \\S+ points to version (\\S+)");
    private static final Pattern MOVING = Pattern.compile("about to move from version (\\S+) to ([^;\\s]+)");
    private static final Pattern CREATING = Pattern.compile("about to be created for version ([^;\\s]+)");
    private static final Pattern BACK = Pattern.compile("all traffic of alias \\S+ is on version (\\S+) again");
    private static final Pattern SHARING =
            Pattern.compile("alias \\S+ has (\\S+) ?% of the traffic on version (\\S+), \\S+ ?% on version ([^;\\s]+)");
    private static final List<Pattern> STANDINGS = List.of(STILL, ALREADY, MOVING, CREATING, BACK, SHARING);
    private static final Pattern LEFT =
            Pattern.compile("alias \\S+ may still send a part of its traffic to version ([^,\\s]+)");

    private final List<String> lines;

    private Message(List<String> lines) {
        this.lines = lines;
    }

    /** The last failure that a run told of, from its line {@code ERROR} on. */
    static Message of(String stderr) {
        List<String> all = stderr.lines().toList();
        for (int i = all.size() - 1; i >= 0; i--) {
            if (all.get(i).startsWith("ERROR ")) {
                return new Message(all.subList(i, all.size()));
            }
        }
        return new Message(List.of());
    }

    /** What is wrong with it as the message of a run whose call failed. */
    List<String> problems(AwsOperation failed) {
        List<String> problems = new ArrayList<>(problems());
        String first = lines.isEmpty() ? "" : lines.get(0);
        String doing = DOING.getOrDefault(failed.name(), failed.name());
        if (!Pattern.compile(doing).matcher(first).find()) {
            problems.add("the message does not say '" + doing + "'");
        }
        String file = failed.service().equals("S3") ? failed.subject().replaceFirst(".*/", "") : "";
        if (!file.startsWith("FINGERPRINT") && !first.contains(file)) {
            problems.add("the message does not name " + file);
        }
        return problems;
    }

    /** What is wrong with it as the message of a run whose call was throttled for all the time that it had. */
    List<String> throttlingProblems(AwsOperation throttled, String time) {
        // The answer to HEAD has no body, and so no word of S3's for its 503.
        String what = throttled.name().equals("HeadObject")
                ? "AWS has been too busy or out of service for "
                : "AWS has had too many requests for ";
        return lines.stream().anyMatch(line -> line.contains(what + time))
                ? List.of()
                : List.of("the message does not say '" + what + time + "'");
    }

    /** What is wrong with it as the message of any run that did not come to its end. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        if (lines.isEmpty()) {
            return List.of("there is no message");
        }
        if (standing().isEmpty()) {
            problems.add("the message does not say what is live");
        }
        if (lines.size() < 3) {
            problems.add("the message does not say what to try");
        }
        if (TECHNICAL.matcher(String.join("\n", lines)).find()) {
            problems.add("the message has words of the code");
        }
        return problems;
    }

    private String standing() {
        return lines.stream()
                .filter(line -> STANDING.matcher(line).lookingAt())
                .findFirst()
                .orElse("");
    }

    /**
     * Whether what it says of the alias is so.
     *
     * @param weights the shares of traffic that the alias sends elsewhere
     */
    boolean isTrueOf(String liveVersion, Map<String, Double> weights) {
        String standing = standing();
        for (Pattern pattern : STANDINGS) {
            Matcher matcher = pattern.matcher(standing);
            if (matcher.find()) {
                return allowed(pattern, matcher).contains(liveVersion)
                        && (weights.isEmpty() ? pattern != SHARING : tellsOf(weights))
                        && (pattern != SHARING || shares(matcher).equals(weights));
            }
        }
        return standing.contains("nothing was changed in AWS") || liveVersion.equals(Site.NOTHING);
    }

    /** Whether it warns that a part of the traffic is still on the new version, and says how to end that. */
    private boolean tellsOf(Map<String, Double> weights) {
        String all = String.join("\n", lines);
        Matcher left = LEFT.matcher(all);
        return left.find()
                && weights.keySet().equals(Set.of(left.group(1)))
                && all.contains("--routing-config AdditionalVersionWeights={}");
    }

    private static Map<String, Double> shares(Matcher sharing) {
        return Map.of(sharing.group(2), Double.parseDouble(sharing.group(1)) / 100);
    }

    private static Set<String> allowed(Pattern pattern, Matcher matcher) {
        if (pattern == MOVING) {
            return Set.of(matcher.group(1), matcher.group(2));
        }
        if (pattern == SHARING) {
            return Set.of(matcher.group(3));
        }
        return pattern == CREATING ? Set.of(Site.NOTHING, matcher.group(1)) : Set.of(matcher.group(1));
    }
}
