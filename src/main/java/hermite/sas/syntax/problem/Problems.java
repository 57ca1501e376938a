package hermite.sas.syntax.problem;

import hermite.sas.log.Log;
import hermite.sas.log.Message;
import hermite.sas.log.Severity;
import hermite.sas.source.Place;
import hermite.sas.source.SourceEcho;
import hermite.sas.source.SourceProblems;

/** Writes what is wrong to the log, the source lines before it, and remembers whether the step may still be run. */
public final class Problems implements SourceProblems {
    private final Log log;
    private final SourceEcho echo;
    private boolean errors;

    public Problems(Log log, SourceEcho echo) {
        this.log = log;
        this.echo = echo;
    }

    @Override
    public void report(Place place, Message message, Object... arguments) {
        reportWithHint("", place, message, arguments);
    }

    public void report(SyntaxException e) {
        reportWithHint(e.hint(), e.place(), e.failure(), e.arguments());
    }

    /** @param hint what the user may have meant; empty for none */
    public void reportWithHint(String hint, Place place, Message message, Object... arguments) {
        echo.flush();
        log.write(place, message, arguments);
        note(message);
        explain(hint, place, message);
    }

    /** Two messages about one word: what could have come, and what becomes of the word. */
    public void reportTwo(String hint, Place place, Message first, Object argument, Message second) {
        echo.flush();
        log.write(place, first, argument);
        log.write(place, second);
        note(first);
        explain(hint, place, first);
    }

    private void note(Message message) {
        if (message.severity() == Severity.ERROR) {
            errors = true;
        }
    }

    /** An indented line with place and hint. The log itself tells the place where no underline can show it. */
    private void explain(String hint, Place place, Message message) {
        boolean underlined =
                !message.number().isEmpty() && place.isKnown() && place.origin().isEmpty();
        if (underlined && message.severity() != Severity.NOTE) {
            log.line("      --> " + place + (hint.isEmpty() ? "" : ": " + hint));
        } else if (!hint.isEmpty()) {
            log.line("      " + hint);
        }
    }

    public boolean anyErrors() {
        return errors;
    }

    public void clear() {
        errors = false;
    }
}
