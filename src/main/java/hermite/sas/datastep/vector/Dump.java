package hermite.sas.datastep.vector;

import hermite.data.Formats;
import hermite.sas.datastep.node.Frame;
import java.util.ArrayList;
import java.util.List;

/** The program data vector as the log shows it: {@code id=3 age=. _ERROR_=1 _N_=3}. */
public final class Dump {
    private static final int WIDTH = 120;

    private final ProgramDataVector pdv;
    private final Formats formats;

    public Dump(ProgramDataVector pdv, Formats formats) {
        this.pdv = pdv;
        this.formats = formats;
    }

    /** All on one line. */
    public String line(Frame frame) {
        return String.join(" ", items(frame));
    }

    /** Wrapped for the log. */
    public List<String> lines(Frame frame) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String item : items(frame)) {
            if (line.length() > 0 && line.length() + 1 + item.length() > WIDTH) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() > 0 ? " " : "").append(item);
        }
        lines.add(line.toString());
        return lines;
    }

    private List<String> items(Frame frame) {
        List<String> items = new ArrayList<>();
        for (PdvVariable variable : pdv.all()) {
            if (variable.slot() != Frame.ITERATION && variable.slot() != Frame.ERROR || variable.isText()) {
                items.add(variable.name() + "=" + value(variable, frame));
            }
        }
        items.add("_ERROR_=" + (long) frame.numbers[Frame.ERROR]);
        items.add("_N_=" + (long) frame.numbers[Frame.ITERATION]);
        return items;
    }

    private String value(PdvVariable variable, Frame frame) {
        if (variable.isText()) {
            String text = frame.texts[variable.slot()];
            return variable.format()
                    .map(f -> formats.write(text, f).stripTrailing())
                    .orElse(text);
        }
        return formats.write(frame.numbers[variable.slot()], variable.format().orElse(Formats.BEST12))
                .strip();
    }
}
