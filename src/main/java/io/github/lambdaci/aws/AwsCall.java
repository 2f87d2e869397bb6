package io.github.lambdaci.aws;

/**
 * A call of an AWS API, as a person who has to make it work needs to know it.
 *
 * @param doing what is being done, as in "publishing a version of orders"
 * @param right the right that it needs, as in "lambda:PublishVersion"
 * @param resource what the right is needed on
 */
record AwsCall(String doing, String right, String resource) {}
