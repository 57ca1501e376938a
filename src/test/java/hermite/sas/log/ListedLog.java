package hermite.sas.log;

import hermite.sas.source.Place;
import java.util.List;

/** A log that adds each line to a list, without places. */
public record ListedLog(List<String> lines) implements Log {
    @Override
    public void write(Message message, Object... arguments) {
        line(message.severity() + ": " + message.format(arguments));
    }

    @Override
    public void write(Place place, Message message, Object... arguments) {
        write(message, arguments);
    }

    @Override
    public void line(String text) {
        lines.add(text);
    }
}
