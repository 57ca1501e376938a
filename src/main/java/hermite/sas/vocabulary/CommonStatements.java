package hermite.sas.vocabulary;

import java.util.List;

/** Statements that every procedure understands; the framework acts on them before the procedure sees its input. */
public final class CommonStatements {
    public static final StatementSpec BY = StatementSpec.of("BY", StatementForm.BY, "one analysis a group");
    public static final StatementSpec WHERE = StatementSpec.of("WHERE", StatementForm.EXPRESSION, "rows to use");
    public static final StatementSpec FORMAT =
            StatementSpec.of("FORMAT", StatementForm.FORMAT, "formats for this step");
    public static final StatementSpec LABEL = StatementSpec.of("LABEL", StatementForm.LABEL, "labels for this step");
    public static final StatementSpec ATTRIB =
            StatementSpec.of("ATTRIB", StatementForm.ATTRIB, "attributes for this step");

    public static final List<StatementSpec> ALL = List.of(BY, WHERE, FORMAT, LABEL, ATTRIB);

    private CommonStatements() {}
}
