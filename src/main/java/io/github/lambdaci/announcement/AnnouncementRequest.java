package io.github.lambdaci.announcement;

import io.github.lambdaci.notification.TopicArn;
import java.time.Duration;

/**
 * That what is live is to be announced.
 *
 * @param topic to whose subscribers
 * @param life how long they can download it by the URLs that they are sent
 */
public record AnnouncementRequest(TopicArn topic, Duration life) {}
