package io.github.lambdaci.console;

import io.github.lambdaci.permissions.Need;
import io.github.lambdaci.permissions.Policy;
import io.github.lambdaci.testing.GoldenFile;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PolicyJsonTests {
    private static final Map<String, String> NAMES = new HashMap<>(Map.of(
            "partition", "aws",
            "region", "eu-west-1",
            "account", "123456789012",
            "function", "orders",
            "layer", "orders-deps",
            "bucket", "artifacts",
            "application", "shop",
            "group", "orders",
            "owner", "123456789012"));

    @Test
    void shipping() {
        GoldenFile.of(getClass(), "policy-ship.json")
                .assertHolds(PolicyJson.of(Policy.of(Set.of(Need.SHIP), NAMES)) + "\n");
    }

    @Test
    void everything() {
        NAMES.putAll(Map.of(
                "domain", "team",
                "repository", "packages",
                "parameter", "ci/slack",
                "topic", "releases",
                "topic_region", "eu-west-1",
                "topic_account", "123456789012",
                "bus", "releases",
                "bus_region", "eu-west-1",
                "bus_account", "123456789012"));
        NAMES.putAll(Map.of(
                "announcements", "artifacts",
                "announcements_region", "eu-west-1",
                "announcements_account", "123456789012"));
        GoldenFile.of(getClass(), "policy-everything.json")
                .assertHolds(PolicyJson.of(Policy.of(EnumSet.allOf(Need.class), NAMES)) + "\n");
    }
}
