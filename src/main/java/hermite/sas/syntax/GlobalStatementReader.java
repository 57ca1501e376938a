package hermite.sas.syntax;

import hermite.sas.source.Place;
import hermite.sas.source.Token;
import hermite.sas.source.TokenKind;
import hermite.sas.syntax.ast.DataSetReference;
import hermite.sas.syntax.ast.GlobalStatement;
import hermite.sas.syntax.problem.SyntaxException;
import hermite.sas.syntax.problem.SyntaxMessage;
import hermite.sas.syntax.tree.Literals;
import hermite.sas.syntax.tree.SasParser;
import hermite.sas.syntax.tree.TokenCursor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the statements that take effect at once. */
final class GlobalStatementReader {
    private static final Pattern NUMBERED = Pattern.compile("(TITLE|FOOTNOTE)(\\d{0,3})");
    private static final Pattern IGNORED = Pattern.compile("(?:SYMBOL|AXIS|LEGEND|PATTERN)\\d{0,3}"
            + "|X|DM|GOPTIONS|CATNAME|SYSTASK|LOCK|PAGE|SKIP|RSUBMIT|ENDRSUBMIT|SIGNON|SIGNOFF|CAS|CASLIB|WAITFOR");
    private static final int MOST_TITLES = 10;

    private final SasParser parser;

    GlobalStatementReader(SasParser parser) {
        this.parser = parser;
    }

    /** Whether the statement is global: by its first word, unless that is assigned to. */
    static boolean isGlobal(List<Token> statement) {
        Token first = statement.get(0);
        if (first.kind() != TokenKind.NAME || first.quote() != ' ') {
            return false;
        }
        if (statement.size() > 1
                && (statement.get(1).is("=")
                        || statement.get(1).is("+")
                        || statement.get(1).is("("))) {
            return false;
        }
        String word = first.upper();
        boolean known = List.of("LIBNAME", "FILENAME", "OPTIONS", "OPTION", "ODS", "ENDSAS")
                        .contains(word)
                || word.equals("MISSING")
                || NUMBERED.matcher(word).matches();
        return known || IGNORED.matcher(word).matches();
    }

    static List<String> names() {
        return List.of("LIBNAME", "FILENAME", "OPTIONS", "ODS", "TITLE", "FOOTNOTE", "MISSING", "ENDSAS");
    }

    GlobalStatement read(List<Token> statement) {
        TokenCursor cursor = new TokenCursor(statement);
        Token keyword = cursor.take();
        Place place = keyword.place();
        String word = keyword.upper();
        Matcher numbered = NUMBERED.matcher(word);
        if (numbered.matches()) {
            return title(numbered, cursor, place);
        }
        return switch (word) {
            case "LIBNAME" -> libname(cursor, place);
            case "FILENAME" -> filename(cursor, place);
            case "OPTIONS", "OPTION" -> options(cursor, place);
            case "ODS" -> new OdsReader(parser).read(cursor, place);
            case "MISSING" -> missing(cursor, place);
            case "ENDSAS" -> new GlobalStatement.EndSas(place);
            default -> new GlobalStatement.Unsupported(word, place);
        };
    }

    private GlobalStatement libname(TokenCursor cursor, Place place) {
        String reference = cursor.expectName().text();
        Parts parts = parts(cursor);
        return new GlobalStatement.Libname(reference, parts.word, parts.paths, parts.action, parts.options, place);
    }

    private GlobalStatement filename(TokenCursor cursor, Place place) {
        String reference = cursor.expectName().text();
        Parts parts = parts(cursor);
        return new GlobalStatement.Filename(reference, parts.word, parts.paths, parts.action, parts.options, place);
    }

    private record Parts(String word, List<String> paths, String action, Map<String, String> options) {}

    /** {@code <engine> 'path' | (paths) | CLEAR | LIST, option=value …}. */
    private static Parts parts(TokenCursor cursor) {
        String word = "";
        String action = "";
        List<String> paths = new ArrayList<>();
        Map<String, String> options = new LinkedHashMap<>();
        while (!cursor.atEnd()) {
            Token token = cursor.peek();
            if (token.kind() == TokenKind.STRING) {
                paths.add(cursor.take().text());
            } else if (token.is("(")) {
                cursor.takeGroup().stream()
                        .filter(t -> t.kind() == TokenKind.STRING || t.isName())
                        .forEach(t -> paths.add(t.text()));
            } else if (token.isName() && cursor.peek(1).is("=")) {
                cursor.take(2);
                options.put(token.upper(), value(cursor));
            } else if (token.isWord("CLEAR") || token.isWord("LIST")) {
                action = cursor.take().upper();
            } else if (token.isName() && word.isEmpty() && paths.isEmpty()) {
                word = cursor.take().upper();
            } else if (token.isName()) {
                options.put(cursor.take().upper(), "");
            } else {
                throw new SyntaxException(token.place(), SyntaxMessage.EXPECTING, ";, a name, a quoted string");
            }
        }
        return new Parts(word, paths, action, options);
    }

    /** A value as text: of a string its content, of a parenthesised list what is inside. */
    static String value(TokenCursor cursor) {
        if (cursor.peek().is("(")) {
            return Token.spelling(cursor.takeGroup());
        }
        if (cursor.atEnd()) {
            throw new SyntaxException(cursor.place(), SyntaxMessage.EXPECTING, "(, a name, a number, a quoted string");
        }
        StringBuilder text = new StringBuilder();
        if (cursor.peek().is("-")) {
            text.append(cursor.take().text());
        }
        Token first = cursor.take();
        text.append(
                first.kind() == TokenKind.STRING && first.suffix().equals("X")
                        ? Literals.hexadecimal(first.text(), first.place())
                        : first.text());
        while (cursor.peek().blanks() == 0
                        && !cursor.atEnd()
                        && (cursor.peek().is(".") || text.toString().endsWith("."))
                || cursor.peek().blanks() == 0 && cursor.peek().isName() && first.kind() == TokenKind.NUMBER) {
            text.append(cursor.take().text());
        }
        return text.toString();
    }

    private static GlobalStatement options(TokenCursor cursor, Place place) {
        List<GlobalStatement.SystemOptions.Item> items = new ArrayList<>();
        while (!cursor.atEnd()) {
            Token name = cursor.expectName();
            Optional<String> value = cursor.accept("=") ? Optional.of(value(cursor)) : Optional.empty();
            items.add(new GlobalStatement.SystemOptions.Item(name.upper(), value, name.place()));
        }
        return new GlobalStatement.SystemOptions(items, place);
    }

    private static GlobalStatement title(Matcher numbered, TokenCursor cursor, Place place) {
        boolean footnote = numbered.group(1).equals("FOOTNOTE");
        int number = numbered.group(2).isEmpty() ? 1 : Integer.parseInt(numbered.group(2));
        if (number < 1 || number > MOST_TITLES) {
            throw new SyntaxException(
                    place, SyntaxMessage.INVALID_VALUE, "1 to 10", "the number of a title or footnote");
        }
        return new GlobalStatement.Title(footnote, number, titleText(cursor), place);
    }

    /** Strings are joined, their options ({@code j=c h=2}) dropped; text without quotes is taken as it stands. */
    private static Optional<String> titleText(TokenCursor cursor) {
        if (cursor.atEnd()) {
            return Optional.empty();
        }
        List<Token> tokens = cursor.rest();
        boolean quoted = tokens.stream().anyMatch(t -> t.kind() == TokenKind.STRING);
        if (!quoted) {
            return Optional.of(Token.spelling(tokens));
        }
        StringBuilder text = new StringBuilder();
        for (Token token : tokens) {
            if (token.kind() == TokenKind.STRING) {
                text.append(token.text());
            }
        }
        return Optional.of(text.toString());
    }

    private static GlobalStatement missing(TokenCursor cursor, Place place) {
        StringBuilder letters = new StringBuilder();
        for (Token token : cursor.rest()) {
            boolean letter = token.isName() && token.text().length() == 1;
            if (!letter) {
                throw new SyntaxException(token.place(), SyntaxMessage.EXPECTING, ";, a letter, _");
            }
            letters.append(token.upper());
        }
        return new GlobalStatement.MissingLetters(letters.toString(), place);
    }

    /** ODS: a destination or a command, then words, {@code word=value} pairs, data sets. */
    private record OdsReader(SasParser parser) {
        GlobalStatement read(TokenCursor cursor, Place place) {
            String keyword = cursor.expectName().upper();
            while (cursor.peek().is(".") && cursor.peek(1).isName()) {
                cursor.take();
                keyword += "." + cursor.take().upper();
            }
            boolean output = keyword.equals("OUTPUT");
            List<GlobalStatement.Ods.Item> items = new ArrayList<>();
            if (cursor.accept("=")) {
                items.add(valued(keyword, cursor, place));
            }
            while (!cursor.atEnd()) {
                if (cursor.accept("/") || cursor.accept(",")) {
                    continue;
                }
                if (cursor.peek().is("(")) {
                    TokenCursor inside = new TokenCursor(cursor.takeGroup());
                    while (!inside.atEnd()) {
                        items.add(item(inside, false));
                    }
                } else {
                    items.add(item(cursor, output));
                }
            }
            return new GlobalStatement.Ods(keyword, items, place);
        }

        private GlobalStatement.Ods.Item item(TokenCursor cursor, boolean output) {
            Token token = cursor.take();
            Place place = token.place();
            if (token.kind() == TokenKind.STRING) {
                return new GlobalStatement.Ods.Item("", Optional.of(token.text()), Optional.empty(), true, place);
            }
            StringBuilder name = new StringBuilder(token.text());
            while (cursor.peek().is(".") && cursor.peek(1).isName()) {
                cursor.take();
                name.append('.').append(cursor.take().text());
            }
            Optional<String> group = Optional.empty();
            if (cursor.peek().is("(")) {
                group = Optional.of(Token.spelling(cursor.takeGroup()));
            }
            if (!cursor.accept("=")) {
                return new GlobalStatement.Ods.Item(name.toString(), group, Optional.empty(), false, place);
            }
            if (output) {
                DataSetReference reference = parser.dataSet(OptionValueReader.dataSetTokens(cursor));
                return new GlobalStatement.Ods.Item(name.toString(), group, Optional.of(reference), false, place);
            }
            return valued(name.toString(), cursor, place);
        }

        private static GlobalStatement.Ods.Item valued(String name, TokenCursor cursor, Place place) {
            boolean quoted = cursor.peek().kind() == TokenKind.STRING;
            return new GlobalStatement.Ods.Item(name, Optional.of(value(cursor)), Optional.empty(), quoted, place);
        }
    }
}
