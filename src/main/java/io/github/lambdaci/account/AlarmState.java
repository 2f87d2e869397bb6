package io.github.lambdaci.account;

/**
 * What an alarm says.
 *
 * @param firing whether it is in state ALARM, and not OK or without data
 * @param reason why it is in its state, as CloudWatch says
 */
public record AlarmState(boolean firing, String reason) {}
