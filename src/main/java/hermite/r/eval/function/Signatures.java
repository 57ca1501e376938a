package hermite.r.eval.function;

/** A declaration "name(parameters)" taken apart. */
final class Signatures {
    private Signatures() {}

    /** Without the backticks it may be written in. */
    static String name(String signature) {
        String name = signature.substring(0, open(signature));
        return name.length() > 2 && name.charAt(0) == '`' ? name.substring(1, name.length() - 1) : name;
    }

    /** With the parentheses. */
    static String parameters(String signature) {
        return signature.substring(open(signature));
    }

    private static int open(String signature) {
        int open = signature.indexOf('(', 1);
        if (open < 0) {
            throw new IllegalArgumentException("not a signature: " + signature);
        }
        return open;
    }
}
