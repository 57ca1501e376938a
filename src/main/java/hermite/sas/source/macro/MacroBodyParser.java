package hermite.sas.source.macro;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Divides a macro's body into text and the statements that steer it. */
public final class MacroBodyParser {
    /** Macro statements that keep their own semicolon when they are the branch of an %IF. */
    private static final Set<String> STATEMENTS =
            Set.of("LET", "PUT", "GLOBAL", "LOCAL", "INCLUDE", "INC", "SYMDEL", "ABORT", "SYSEXEC", "SYSCALL", "COPY");

    private final MacroScanner scanner;

    private MacroBodyParser(String text, int line, int column) {
        scanner = new MacroScanner(text, line, column);
    }

    /**
     * @param line where the text stands in its source
     * @throws MacroFailure when %DO and %END or %IF and %THEN do not match
     */
    public static List<MacroNode> parse(String text, int line, int column) {
        MacroBodyParser parser = new MacroBodyParser(text, line, column);
        List<MacroNode> nodes = parser.block(false);
        return List.copyOf(nodes);
    }

    /** Nodes up to the end, or up to the %END of a group. */
    private List<MacroNode> block(boolean group) {
        List<MacroNode> nodes = new ArrayList<>();
        int start = scanner.position();
        int line = scanner.line();
        int column = scanner.column();
        while (!scanner.atEnd()) {
            String word = scanner.macroWord();
            boolean steering =
                    Set.of("IF", "DO", "END", "GOTO", "GO", "RETURN", "ELSE").contains(word)
                            || !word.isEmpty() && scanner.isLabelAfter(word)
                            || word.equals("*");
            if (word.equals("MACRO")) {
                skipDefinition();
                continue;
            }
            if (!steering) {
                scanner.advance(scanner.unitLength());
                continue;
            }
            text(nodes, start, line, column);
            if (word.equals("END")) {
                scanner.skipMacroWord(word);
                scanner.upToSemicolon();
                if (!group) {
                    throw new MacroFailure(MacroMessage.UNMATCHED, "%DO", "%END");
                }
                return nodes;
            }
            steer(word, nodes);
            start = scanner.position();
            line = scanner.line();
            column = scanner.column();
        }
        text(nodes, start, line, column);
        if (group) {
            throw new MacroFailure(MacroMessage.UNMATCHED, "%END", "%DO");
        }
        return nodes;
    }

    private void text(List<MacroNode> nodes, int start, int line, int column) {
        if (scanner.position() > start) {
            nodes.add(new MacroNode.Text(scanner.from(start), line, column));
        }
    }

    private void skipDefinition() {
        int depth = 0;
        do {
            String word = scanner.macroWord();
            depth += word.equals("MACRO") ? 1 : word.equals("MEND") ? -1 : 0;
            scanner.advance(scanner.unitLength());
        } while (depth > 0 && !scanner.atEnd());
        scanner.upToSemicolon();
    }

    private void steer(String word, List<MacroNode> nodes) {
        switch (word) {
            case "IF" -> nodes.add(branch());
            case "DO" -> nodes.addAll(loop());
            case "GOTO", "GO" -> {
                scanner.skipMacroWord(word);
                String label = scanner.upToSemicolon().strip();
                String name = word.equals("GO") ? label.replaceFirst("(?i)^to\\s+", "") : label;
                nodes.add(new MacroNode.Goto(name.replaceFirst("^%", "")));
            }
            case "RETURN" -> {
                scanner.skipMacroWord(word);
                scanner.upToSemicolon();
                nodes.add(new MacroNode.Return());
            }
            case "ELSE" -> throw new MacroFailure(MacroMessage.UNMATCHED, "%IF", "%ELSE");
            case "*" -> scanner.advance(scanner.unitLength());
            default -> {
                scanner.skipMacroWord(word);
                scanner.skipBlanks();
                scanner.advance(1);
                nodes.add(new MacroNode.Label(word.toUpperCase(Locale.ROOT)));
            }
        }
    }

    private MacroNode branch() {
        scanner.skipMacroWord("IF");
        String condition = scanner.upToWord("THEN").strip();
        if (scanner.atEnd()) {
            throw new MacroFailure(MacroMessage.UNMATCHED, "%THEN", "%IF");
        }
        scanner.skipMacroWord("THEN");
        List<MacroNode> then = action();
        MacroScanner.Mark mark = scanner.mark();
        scanner.skipBlanks();
        if (!scanner.macroWord().equals("ELSE")) {
            scanner.rewind(mark);
            return new MacroNode.If(condition, then, List.of());
        }
        scanner.skipMacroWord("ELSE");
        return new MacroNode.If(condition, then, action());
    }

    /** What follows %THEN or %ELSE: a group, a macro statement, or text up to the semicolon that ends the %IF. */
    private List<MacroNode> action() {
        scanner.skipBlanks();
        String word = scanner.macroWord();
        List<MacroNode> nodes = new ArrayList<>();
        if (Set.of("IF", "DO", "GOTO", "GO", "RETURN").contains(word)) {
            steer(word, nodes);
            return nodes;
        }
        int line = scanner.line();
        int column = scanner.column();
        String text = scanner.upToSemicolon();
        nodes.add(new MacroNode.Text(STATEMENTS.contains(word) ? text + ";" : text, line, column));
        return nodes;
    }

    private List<MacroNode> loop() {
        scanner.skipMacroWord("DO");
        scanner.skipBlanks();
        String word = scanner.macroWord();
        if (word.equals("WHILE") || word.equals("UNTIL")) {
            scanner.skipMacroWord(word);
            String condition = scanner.upToSemicolon().strip();
            List<MacroNode> body = block(true);
            return List.of(new MacroNode.While(inParentheses(condition), word.equals("UNTIL"), body));
        }
        String head = scanner.upToSemicolon();
        if (head.isBlank()) {
            return block(true);
        }
        MacroScanner range = new MacroScanner(head, 1, 1);
        String assignment = range.upToWord("TO");
        int equals = assignment.indexOf('=');
        if (range.atEnd() || equals < 0) {
            throw new MacroFailure(MacroMessage.UNMATCHED, "%TO", "%DO");
        }
        range.skipMacroWord("TO");
        String to = range.upToWord("BY").strip();
        Optional<String> by = Optional.empty();
        if (!range.atEnd()) {
            range.skipMacroWord("BY");
            by = Optional.of(range.upToSemicolon().strip());
        }
        return List.of(new MacroNode.Loop(
                assignment.substring(0, equals).strip(),
                assignment.substring(equals + 1).strip(),
                to,
                by,
                block(true)));
    }

    private static String inParentheses(String text) {
        return text.startsWith("(") && text.endsWith(")") ? text.substring(1, text.length() - 1) : text;
    }
}
