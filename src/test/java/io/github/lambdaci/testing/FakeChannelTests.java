package io.github.lambdaci.testing;

import io.github.lambdaci.notification.Channel;
import io.github.lambdaci.notification.ChannelContract;
import java.util.List;

/** The fake keeps the port's contract. */
final class FakeChannelTests extends ChannelContract {
    private final FakeChannel channel = new FakeChannel("a fake");

    @Override
    protected Channel channel() {
        return channel;
    }

    @Override
    protected Channel missing() {
        return FakeChannel.missing("another fake");
    }

    @Override
    protected List<String> heard() {
        return channel.titles();
    }
}
