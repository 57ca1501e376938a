package hermite.data.engine;

/** A field within the parser's buffer, seen as text without copying it. Valid only while the field is handled. */
final class CsvField implements CharSequence {
    private char[] buffer = new char[0];
    private int from;
    private int length;

    /** Points to another field; blanks around it do not belong to it. */
    CsvField set(char[] chars, int start, int size) {
        int first = start;
        int end = start + size;
        while (first < end && chars[first] <= ' ') {
            first++;
        }
        while (end > first && chars[end - 1] <= ' ') {
            end--;
        }
        buffer = chars;
        from = first;
        length = end - first;
        return this;
    }

    boolean isMissing() {
        return length == 0 || length == 1 && buffer[from] == '.';
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public char charAt(int index) {
        return buffer[from + index];
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return new String(buffer, from + start, end - start);
    }

    @Override
    public String toString() {
        return new String(buffer, from, length);
    }
}
