package hermite.r.eval;

import hermite.r.value.RValue;

/**
 * How a method was reached.
 *
 * @param generic name of the generic function
 * @param group name of the group whose method it is, "" otherwise
 * @param classes the class vector dispatched on
 * @param position place in {@code classes} of the method's class; {@code classes.length} for a default method
 * @param object what was dispatched on
 */
public record S3Call(String generic, String group, String[] classes, int position, RValue object) {
    /** The method's name, which its call shows in messages and in match.call. */
    String methodName() {
        String first = group.isEmpty() ? generic : group;
        return first + "." + (position >= 0 && position < classes.length ? classes[position] : "default");
    }
}
