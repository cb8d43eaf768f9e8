package gatewise.cli;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import gatewise.io.MemoryShortage;

/** The stack trace that a log line carries; none where memory was too small, of which the command says a line. */
public final class BugTrace extends ThrowableProxyConverter {
    @Override
    public String convert(ILoggingEvent event) {
        boolean isShortage = event.getThrowableProxy() instanceof ThrowableProxy proxy
                && MemoryShortage.of(proxy.getThrowable()) != null;
        return isShortage ? "" : super.convert(event);
    }
}
