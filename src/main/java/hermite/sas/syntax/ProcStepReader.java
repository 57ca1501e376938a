package hermite.sas.syntax;

import hermite.sas.log.Suggestion;
import hermite.sas.source.Place;
import hermite.sas.source.Token;
import hermite.sas.syntax.ast.DataStatement;
import hermite.sas.syntax.ast.Options;
import hermite.sas.syntax.ast.ProcStatement;
import hermite.sas.syntax.ast.ProcStep;
import hermite.sas.syntax.problem.Problems;
import hermite.sas.syntax.problem.SyntaxException;
import hermite.sas.syntax.problem.SyntaxMessage;
import hermite.sas.syntax.tree.BlockAssembler;
import hermite.sas.syntax.tree.Piece;
import hermite.sas.syntax.tree.SasParser;
import hermite.sas.syntax.tree.StatementWord;
import hermite.sas.syntax.tree.TokenCursor;
import hermite.sas.vocabulary.ProcedureSpec;
import hermite.sas.vocabulary.StatementForm;
import hermite.sas.vocabulary.StatementSpec;
import hermite.sas.vocabulary.Status;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Collects a PROC step; one of an unknown procedure only to skip it. */
final class ProcStepReader implements StepReader {
    private final Optional<ProcedureSpec> procedure;
    private final String name;
    private final SasParser parser;
    private final Problems problems;
    private final ProcStatementReader reader;
    private final Place place;
    private final Options options;
    private final List<ProcStatement> statements = new ArrayList<>();
    private final List<Piece> program = new ArrayList<>();
    private boolean hasRun;
    private final boolean wrongHeader;

    /** @param header the PROC statement, without its semicolon */
    ProcStepReader(SasParser parser, Problems problems, ProcedureLookup procedures, List<Token> header) {
        this.parser = parser;
        this.problems = problems;
        this.place = header.get(0).place();
        problems.clear();
        OptionReader optionReader = new OptionReader(parser, problems);
        this.reader = new ProcStatementReader(parser, optionReader);
        TokenCursor cursor = new TokenCursor(header.subList(1, header.size()));
        if (!cursor.peek().isName()) {
            problems.report(cursor.place(), SyntaxMessage.EXPECTING_ONE, "procedure name");
            this.name = "";
            this.procedure = Optional.empty();
            this.options = Options.NONE;
            this.wrongHeader = true;
            return;
        }
        Token word = cursor.take();
        this.name = word.upper();
        this.procedure = procedures.find(name);
        this.options = procedure.isPresent()
                ? optionReader.read(cursor, procedure.get().options(), ";")
                : notFound(word, procedures.names());
        if (!cursor.atEnd() && procedure.isPresent()) {
            problems.report(
                    cursor.place(),
                    SyntaxMessage.EXPECTING,
                    OptionReader.expected(procedure.get().options(), ";"));
        }
        this.wrongHeader = problems.anyErrors();
    }

    private Options notFound(Token word, Collection<String> names) {
        problems.reportWithHint(
                Suggestion.of(word.text(), names).question(),
                word.place(),
                SyntaxMessage.PROCEDURE_NOT_FOUND,
                word.upper());
        return Options.NONE;
    }

    @Override
    public String kind() {
        return "PROC";
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean owns(Token keyword) {
        return procedure.isPresent() && procedure.get().statements().stream().anyMatch(s -> s.isNamed(keyword.text()));
    }

    @Override
    public void accept(List<Token> statement) {
        if (procedure.isEmpty() || statement.isEmpty()) {
            return;
        }
        Token keyword = statement.get(0);
        try {
            Optional<StatementSpec> program = programStatement();
            boolean assignment = StatementWord.looksLikeAssignment(statement);
            Optional<StatementSpec> spec = keyword.isName() && !(assignment && program.isPresent())
                    ? procedure.get().statement(keyword.text())
                    : Optional.empty();
            if (spec.isPresent() && spec.get().status() == Status.KNOWN) {
                problems.report(
                        keyword.place(),
                        SyntaxMessage.NOT_SUPPORTED_STATEMENT,
                        spec.get().name());
            } else if (spec.isPresent() && spec.get().status() == Status.REFUSED) {
                throw new SyntaxException(
                        keyword.place(),
                        SyntaxMessage.REFUSED_STATEMENT,
                        spec.get().name());
            } else if (spec.isPresent() && spec.get().form() != StatementForm.PROGRAM) {
                statements.add(reader.read(spec.get(), statement));
            } else if (spec.isPresent() || program.isPresent() && assignment) {
                this.program.add(parser.statement(statement));
            } else {
                throw new SyntaxException(keyword.place(), SyntaxMessage.NOT_VALID_HERE)
                        .withHint(
                                Suggestion.of(keyword.text(), statementNames()).question());
            }
        } catch (SyntaxException e) {
            problems.report(e);
        }
    }

    private Optional<StatementSpec> programStatement() {
        return procedure.get().statements().stream()
                .filter(s -> s.form() == StatementForm.PROGRAM)
                .findFirst();
    }

    private List<String> statementNames() {
        return Stream.concat(
                        procedure.get().statements().stream(), hermite.sas.vocabulary.CommonStatements.ALL.stream())
                .flatMap(s -> Stream.concat(Stream.of(s.name()), s.aliases().stream()))
                .toList();
    }

    @Override
    public void run(ProgramHandler handler) {
        if (procedure.isPresent() && staysOpen() && hasRun && statements.isEmpty()) {
            return;
        }
        List<ProcStatement> all = new ArrayList<>(statements);
        if (!program.isEmpty()) {
            StatementSpec spec = programStatement().orElseThrow();
            for (DataStatement statement : BlockAssembler.assemble(program, place, problems)) {
                all.add(new ProcStatement(
                        spec, new ProcStatement.Body.Program(statement), Options.NONE, statement.place()));
            }
        }
        if (procedure.isEmpty() || wrongHeader || problems.anyErrors()) {
            handler.rejectedStep(kind(), name());
        } else {
            handler.procStep(new ProcStep(procedure.get(), options, all, place, hasRun));
        }
        hasRun = true;
        statements.clear();
        program.clear();
        if (staysOpen()) {
            problems.clear();
        }
    }

    @Override
    public boolean staysOpen() {
        return procedure.isPresent() && procedure.get().runGroups();
    }
}
