package hermite.app;

import hermite.app.typing.Vocabulary;
import hermite.sas.session.step.Procedures;
import hermite.sas.source.segment.Segment;
import hermite.sas.source.segment.Segmenter;
import hermite.sas.vocabulary.ProcedureSpec;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jline.reader.Highlighter;
import org.jline.reader.LineReader;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/** Colours what is typed: keywords, strings, numbers, comments, macro words. An unknown procedure is underlined. */
final class SasHighlighter implements Highlighter {
    private static final AttributedStyle KEYWORD =
            AttributedStyle.DEFAULT.foreground(AttributedStyle.BLUE).bold();
    private static final AttributedStyle TEXT = AttributedStyle.DEFAULT.foreground(AttributedStyle.MAGENTA);
    private static final AttributedStyle NUMBER = AttributedStyle.DEFAULT.foreground(AttributedStyle.CYAN);
    private static final AttributedStyle COMMENT = AttributedStyle.DEFAULT.foreground(AttributedStyle.GREEN);
    private static final AttributedStyle MACRO = AttributedStyle.DEFAULT.foreground(AttributedStyle.YELLOW);
    private static final AttributedStyle WRONG =
            AttributedStyle.DEFAULT.foreground(AttributedStyle.RED).underline();

    private final Procedures procedures;
    private final Set<String> keywords;
    private final BooleanSupplier plain;

    SasHighlighter(Procedures procedures) {
        this(procedures, () -> false);
    }

    /** @param plain whether what is typed is another language, which has no colours */
    SasHighlighter(Procedures procedures, BooleanSupplier plain) {
        this.plain = plain;
        this.procedures = procedures;
        this.keywords = Set.copyOf(Vocabulary.statementWords());
    }

    @Override
    public AttributedString highlight(LineReader reader, String buffer) {
        if (plain.getAsBoolean() || buffer.startsWith(":") || buffer.startsWith("?")) {
            return new AttributedString(buffer);
        }
        AttributedStringBuilder line = new AttributedStringBuilder();
        boolean statementStart = true;
        boolean afterProc = false;
        Optional<ProcedureSpec> procedure = Optional.empty();
        for (Segment segment : Segmenter.segments(buffer)) {
            String text = segment.in(buffer);
            AttributedStyle style = style(segment.kind());
            if (segment.kind() == Segment.Kind.NAME) {
                if (afterProc) {
                    procedure = procedures.spec(text);
                    style = procedure.isPresent() ? KEYWORD : WRONG;
                } else if (statementStart && isStatement(text, procedure)) {
                    style = KEYWORD;
                }
            }
            line.styled(style, text);
            if (segment.kind() != Segment.Kind.BLANK && segment.kind() != Segment.Kind.COMMENT) {
                afterProc = statementStart && text.equalsIgnoreCase("PROC");
                statementStart = segment.kind() == Segment.Kind.SEMICOLON;
            }
        }
        return line.toAttributedString();
    }

    private static AttributedStyle style(Segment.Kind kind) {
        return switch (kind) {
            case STRING, OPEN_STRING, DATA -> TEXT;
            case NUMBER -> NUMBER;
            case COMMENT, OPEN_COMMENT -> COMMENT;
            case MACRO, REFERENCE -> MACRO;
            case BLANK, NAME, OPERATOR, SEMICOLON -> AttributedStyle.DEFAULT;
        };
    }

    private boolean isStatement(String word, Optional<ProcedureSpec> procedure) {
        return keywords.contains(word.toUpperCase(Locale.ROOT))
                || procedure.flatMap(p -> p.statement(word)).isPresent();
    }
}
