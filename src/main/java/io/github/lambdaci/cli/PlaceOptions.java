package io.github.lambdaci.cli;

import io.github.lambdaci.failure.ProjectException;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/** Where in AWS a policy is for. */
final class PlaceOptions {
    private static final String ANY = "*";

    @Option(
            names = "--account",
            paramLabel = "ID",
            defaultValue = ANY,
            converter = Account.class,
            description = "Number of the AWS account. Default: *, any.")
    private String account = ANY;

    @Option(
            names = "--region",
            paramLabel = "NAME",
            defaultValue = ANY,
            description = "Region of the function. Default: *, any. [AWS_REGION, AWS_DEFAULT_REGION]")
    private String region = ANY;

    @Option(
            names = "--partition",
            paramLabel = "NAME",
            defaultValue = "",
            description = "Partition of AWS. Default: that of the region, aws for most.")
    private String partition = "";

    boolean isAnywhere() {
        return account.equals(ANY) || region.equals(ANY);
    }

    /** For the places in resources. */
    Map<String, String> names() {
        return new TreeMap<>(Map.of(
                "account",
                account,
                "region",
                region,
                "partition",
                partition.isEmpty() ? partitionOf(region) : partition));
    }

    /** Source: "Partition" in the AWS fault isolation boundaries whitepaper. */
    private static String partitionOf(String region) {
        if (region.startsWith("cn-")) {
            return "aws-cn";
        }
        return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
    }

    /** Reads the number of an account. */
    static final class Account implements ITypeConverter<String> {
        @Override
        public String convert(String value) {
            if (!value.matches("\\d{12}|\\*")) {
                throw new ProjectException("'" + value + "' is not the number of an AWS account", "12 digits");
            }
            return value;
        }
    }
}
