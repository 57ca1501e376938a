package hermite.sas.session.step;

/** Ends a procedure step that is only checked, at the moment it would read its data. */
final class StepChecked extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String dataSet;

    StepChecked(String dataSet) {
        super(null, null, false, false);
        this.dataSet = dataSet;
    }

    String dataSet() {
        return dataSet;
    }
}
