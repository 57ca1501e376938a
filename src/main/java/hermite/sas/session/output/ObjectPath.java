package hermite.sas.session.output;

import java.util.Locale;

/**
 * How an output object is addressed in ODS SELECT, EXCLUDE and OUTPUT.
 *
 * @param procedure the procedure's name as paths show it, {@code Genmod}
 * @param group number of the BY group, from 1; 0 without BY
 * @param name the object's name
 * @param label the object's label
 * @param occurrence how many objects of that name the step has put out, this one included
 */
record ObjectPath(String procedure, int group, String name, String label, int occurrence) {

    /** The name that later releases of SAS give the table of Type 3 tests. */
    private static final String NEWER_TYPE_THREE = "MODELANOVA";

    /** {@code Genmod.GEEEmpPEst}, {@code Genmod.ByGroup1.GEEEmpPEst}. */
    String path() {
        return procedure + "." + (group > 0 ? "ByGroup" + group + "." : "") + name;
    }

    /** Whether an item of a list names this object: by name, path, end of path, label, each with an optional {@code #n}. */
    boolean isNamedBy(String item) {
        String wanted = item;
        int hash = item.lastIndexOf('#');
        if (hash > 0) {
            String number = item.substring(hash + 1);
            if (number.isEmpty() || !number.chars().allMatch(Character::isDigit)) {
                return false;
            }
            if (Integer.parseInt(number) != occurrence) {
                return false;
            }
            wanted = item.substring(0, hash);
        }
        String path = path().toUpperCase(Locale.ROOT);
        String upper = wanted.toUpperCase(Locale.ROOT);
        if (upper.equals(NEWER_TYPE_THREE) || upper.endsWith("." + NEWER_TYPE_THREE)) {
            upper = upper.substring(0, upper.length() - NEWER_TYPE_THREE.length()) + "TYPE3";
        }
        return path.equals(upper) || path.endsWith("." + upper) || label.equalsIgnoreCase(wanted);
    }
}
