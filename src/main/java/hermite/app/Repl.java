package hermite.app;

import hermite.r.Completions;
import hermite.sas.session.Session;
import hermite.sas.session.Version;
import java.io.BufferedReader;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jline.reader.Candidate;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.ParsedLine;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.history.DefaultHistory;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;

/** The terminal: reads steps, runs each when it is complete, shows log and listing in order. */
final class Repl {
    private static final String PROMPT = "sas> ";
    private static final String CONTINUATION = "   > ";
    private static final String R_PROMPT = "r> ";
    private static final String R_CONTINUATION = " + ";
    private static final int PLAIN_WIDTH = 96;
    private static final int LEAST_WIDTH = 64;
    private static final int MOST_WIDTH = 256;

    private final CommandLine line;
    private final InputStream in;
    private final PrintStream out;
    private final Path currentDirectory;
    private final Map<String, String> environment;
    private RConsole console;
    private boolean inR;

    Repl(CommandLine line, InputStream in, PrintStream out, Path currentDirectory, Map<String, String> environment) {
        this.line = line;
        this.in = in;
        this.out = out;
        this.currentDirectory = currentDirectory;
        this.environment = environment;
    }

    /** @return the exit status: 0, for a terminal session ends as the user wants */
    int run() throws IOException {
        try (Terminal terminal = TerminalBuilder.builder()
                .name("hermite")
                .system(true)
                .dumb(true)
                .encoding(StandardCharsets.UTF_8)
                .build()) {
            if (terminal.getType().startsWith(Terminal.TYPE_DUMB)) {
                return runPlain(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)));
            }
            return runIn(terminal);
        }
    }

    /** Without line editing: input from a pipe. Steps run as their lines come. */
    int runPlain(BufferedReader lines) throws IOException {
        PrintWriter writer = new PrintWriter(out, false, StandardCharsets.UTF_8);
        try (Session session = session(writer, false)) {
            layOut(session, PLAIN_WIDTH);
            SessionSettings.prepare(session, line, currentDirectory, environment);
            ReplCommands commands = new ReplCommands(session);
            String text;
            while ((text = lines.readLine()) != null && !hasEnded(session)) {
                if (isLanguageCommand(text, session, writer)) {
                    continue;
                }
                if (inR && !isROwn(text)) {
                    console.feed(text);
                    continue;
                }
                if (session.isComplete() && ReplCommands.isQuit(text)) {
                    break;
                }
                if (session.isComplete() && ReplCommands.isCommand(text)) {
                    commands.run(text).forEach(writer::println);
                } else {
                    session.feed(text + "\n");
                }
                writer.flush();
            }
            session.submit("terminal", "");
            closeR();
        }
        writer.flush();
        return 0;
    }

    /** With line editing. */
    int runIn(Terminal terminal) throws IOException {
        PrintWriter writer = terminal.writer();
        try (Session session = session(writer, true)) {
            layOut(session, width(terminal));
            SessionSettings.prepare(session, line, currentDirectory, environment);
            terminal.handle(Terminal.Signal.INT, signal -> interrupt(session));
            LineReader reader = reader(terminal, session);
            writer.println("Hermite " + Version.text() + ". :help tells what can be typed, Ctrl-D ends.");
            loop(session, reader, writer);
            closeR();
        }
        return 0;
    }

    private void interrupt(Session session) {
        if (inR) {
            console.interrupt();
        } else {
            session.interrupt();
        }
    }

    /** A terminal shows no pages. */
    private static void layOut(Session session, int width) {
        session.option("LINESIZE", Optional.of(String.valueOf(width)));
        session.option("PAGESIZE", Optional.of("MAX"));
        session.option("NODATE", Optional.empty());
        session.option("NONUMBER", Optional.empty());
    }

    private void loop(Session session, LineReader reader, PrintWriter writer) {
        ReplCommands commands = new ReplCommands(session);
        while (!hasEnded(session)) {
            String text;
            try {
                text = reader.readLine(prompt(session));
            } catch (UserInterruptException e) {
                session.abandon();
                if (inR) {
                    console.abandon();
                }
                continue;
            } catch (EndOfFileException e) {
                return;
            }
            if (ReplCommands.isQuit(text)) {
                return;
            }
            if (isLanguageCommand(text, session, writer)) {
                continue;
            }
            if (inR && !isROwn(text)) {
                console.feed(text);
            } else if (ReplCommands.isCommand(text)) {
                commands.run(text).forEach(writer::println);
            } else if (!text.isBlank()) {
                session.feed(text + "\n");
            }
            writer.flush();
        }
    }

    private String prompt(Session session) {
        if (inR) {
            return console.isPending() ? R_CONTINUATION : R_PROMPT;
        }
        return session.isComplete() ? PROMPT : CONTINUATION;
    }

    private boolean hasEnded(Session session) {
        return session.hasEnded() || console != null && console.hasEnded();
    }

    /** Whether a line typed at R's prompt is for the terminal all the same: {@code :libs}, {@code :quit}. */
    private boolean isROwn(String text) {
        return !console.isPending()
                && text.strip().startsWith(":")
                && !text.strip().startsWith("::");
    }

    /** {@code :r} and {@code :sas} change the language. */
    private boolean isLanguageCommand(String text, Session session, PrintWriter writer) {
        String command = text.strip().toLowerCase(Locale.ROOT);
        if (!command.equals(":r") && !command.equals(":sas")) {
            return false;
        }
        if (!session.isComplete()) {
            writer.println("First end the step with RUN;, or give it up with Ctrl-C.");
            writer.flush();
            return true;
        }
        inR = command.equals(":r");
        if (inR) {
            if (console == null) {
                console = new RConsole(writer, session, currentDirectory);
            }
            console.enter();
        }
        return true;
    }

    private void closeR() {
        if (console != null) {
            console.close();
        }
    }

    private LineReader reader(Terminal terminal, Session session) {
        SasCompleter sasCompleter = new SasCompleter(session);
        LineReaderBuilder builder = LineReaderBuilder.builder()
                .terminal(terminal)
                .appName("hermite")
                .parser(new SasLineParser(() -> inR))
                .highlighter(new SasHighlighter(session.procedures(), () -> inR))
                .completer((lineReader, parsed, candidates) -> {
                    if (inR && !parsed.word().startsWith(":")) {
                        completeR(parsed, candidates);
                    } else {
                        sasCompleter.complete(lineReader, parsed, candidates);
                    }
                })
                .history(new DefaultHistory())
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .option(LineReader.Option.CASE_INSENSITIVE, true)
                .option(LineReader.Option.AUTO_FRESH_LINE, true)
                .variable(LineReader.SECONDARY_PROMPT_PATTERN, CONTINUATION)
                .variable(LineReader.INDENTATION, 0);
        String home = environment.get("HOME");
        if (home != null) {
            builder.variable(LineReader.HISTORY_FILE, Path.of(home, ".hermite_history"));
        }
        return builder.build();
    }

    private void completeR(ParsedLine parsed, List<Candidate> candidates) {
        String before = parsed.line().substring(0, parsed.cursor() - parsed.wordCursor());
        for (Completions.Item item : console.complete(before, parsed.word())) {
            // after an argument's name or an opening bracket comes its value, not a blank
            boolean whole =
                    Character.isLetterOrDigit(item.text().charAt(item.text().length() - 1));
            candidates.add(new Candidate(item.text(), item.text(), item.group(), item.gloss(), null, null, whole));
        }
    }

    private Session session(PrintWriter writer, boolean coloured) {
        return SessionSettings.from(line, currentDirectory, environment)
                .interactive()
                .withoutEcho()
                .log(text -> {
                    writer.println(coloured ? colour(text).toAnsi() : text);
                    writer.flush();
                })
                .listing(new WithoutFormFeeds(writer))
                .build();
    }

    private static AttributedString colour(String text) {
        AttributedStyle style = AttributedStyle.DEFAULT;
        if (text.startsWith("ERROR")) {
            style = style.foreground(AttributedStyle.RED);
        } else if (text.startsWith("WARNING")) {
            style = style.foreground(AttributedStyle.GREEN);
        } else if (text.startsWith("NOTE")) {
            style = style.foreground(AttributedStyle.BLUE);
        }
        return new AttributedString(text, style);
    }

    private static int width(Terminal terminal) {
        return Math.min(MOST_WIDTH, Math.max(LEAST_WIDTH, terminal.getWidth() - 1));
    }

    /** A terminal has no pages. It is not the session's to close. */
    private static final class WithoutFormFeeds extends FilterWriter {
        WithoutFormFeeds(Writer out) {
            super(out);
        }

        @Override
        public void write(int c) throws IOException {
            if (c != '\f') {
                out.write(c);
            }
        }

        @Override
        public void write(String text, int offset, int length) throws IOException {
            out.write(text.substring(offset, offset + length).replace("\f", ""));
        }

        @Override
        public void write(char[] text, int offset, int length) throws IOException {
            write(new String(text, offset, length), 0, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
