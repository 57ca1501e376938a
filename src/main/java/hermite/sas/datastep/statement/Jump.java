package hermite.sas.datastep.statement;

/** Where a GOTO or LINK that is under way goes to. One for each running step. */
public final class Jump {
    private String target = "";

    public String target() {
        return target;
    }

    public void to(String label) {
        target = label;
    }
}
