package hermite.sas.source.macro;

import java.util.List;
import java.util.Optional;

/** A part of a macro's body: text, or a statement that decides which text comes next. */
public sealed interface MacroNode {
    /** Text as written; references, calls and simple macro statements in it act when it is read. */
    record Text(String text, int line, int column) implements MacroNode {}

    record If(String condition, List<MacroNode> then, List<MacroNode> otherwise) implements MacroNode {}

    record Loop(String variable, String from, String to, Optional<String> by, List<MacroNode> body)
            implements MacroNode {}

    /** @param until tested after the body */
    record While(String condition, boolean until, List<MacroNode> body) implements MacroNode {}

    record Goto(String label) implements MacroNode {}

    record Label(String name) implements MacroNode {}

    record Return() implements MacroNode {}
}
