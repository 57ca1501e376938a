package hermite.r.lib.language;

import hermite.r.eval.Arguments;
import hermite.r.eval.function.FunctionTable;
import hermite.r.eval.function.Library;
import hermite.r.value.RInteger;
import hermite.r.value.RList;
import hermite.r.value.RValue;
import hermite.r.vector.FrameSubset;

/** Data frames and factors: their functions in R, and the inner loops those need. */
public final class FrameLibrary implements Library {
    @Override
    public void declare(FunctionTable table) {
        table.in("base")
                .script("frames.R")
                .script("ends.R")
                .script("sequences.R")
                .script("equality.R")
                .function(".frame.matrix(x)", a -> FrameSubset.matrix((RList) a.value(0)))
                .function(".places(codes, count)", FrameLibrary::places)
                .function(".bin(x, breaks, right, lowest)", FrameLibrary::bin);
    }

    /** For each code 1..count the places that have it, from 1. */
    private static RValue places(Arguments a) {
        RInteger codes = (RInteger) a.value(0);
        int[] sizes = new int[a.integer(1)];
        for (int code : codes.values()) {
            if (code != RInteger.NA) {
                sizes[code - 1]++;
            }
        }
        int[][] out = new int[sizes.length][];
        for (int k = 0; k < sizes.length; k++) {
            out[k] = new int[sizes[k]];
            sizes[k] = 0;
        }
        for (int i = 0; i < codes.length(); i++) {
            int code = codes.get(i);
            if (code != RInteger.NA) {
                out[code - 1][sizes[code - 1]++] = i + 1;
            }
        }
        RValue[] lists = new RValue[out.length];
        for (int k = 0; k < lists.length; k++) {
            lists[k] = RInteger.of(out[k]);
        }
        return RList.of(lists);
    }

    /** The interval each number lies in, from 1; NA outside. */
    private static RValue bin(Arguments a) {
        double[] x = a.doubles(0);
        double[] breaks = a.doubles(1);
        boolean right = a.flag(2);
        boolean lowest = a.flag(3);
        int last = breaks.length - 1;
        int[] out = new int[x.length];
        for (int i = 0; i < x.length; i++) {
            out[i] = RInteger.NA;
            double value = x[i];
            boolean outside = value != value || value < breaks[0] || value > breaks[last];
            boolean edge = right ? value == breaks[0] : value == breaks[last];
            if (outside || edge && !lowest) {
                continue;
            }
            int low = 0;
            int high = last;
            while (high - low > 1) {
                int middle = (low + high) / 2;
                boolean above = right ? value > breaks[middle] : value >= breaks[middle];
                low = above ? middle : low;
                high = above ? high : middle;
            }
            out[i] = low + 1;
        }
        return RInteger.of(out);
    }
}
