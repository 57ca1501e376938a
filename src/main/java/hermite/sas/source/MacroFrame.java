package hermite.sas.source;

import hermite.sas.source.macro.MacroMessage;
import hermite.sas.source.macro.MacroNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/**
 * A running macro, or an %IF of open code. It hands out its text piece by piece, so that a step its text runs has run
 * before the statements after it are looked at.
 */
final class MacroFrame implements Frame.Generator {
    private final String name;
    private final MacroProcessor processor;
    private final Place call;
    private final Runnable atEnd;
    private final Deque<Block> blocks = new ArrayDeque<>();

    /** A list of nodes being run; {@code again} decides at its end whether it is run once more. */
    private static final class Block {
        private final List<MacroNode> nodes;
        private final java.util.function.BooleanSupplier again;
        private int next;

        private Block(List<MacroNode> nodes, java.util.function.BooleanSupplier again) {
            this.nodes = nodes;
            this.again = again;
        }
    }

    MacroFrame(String name, List<MacroNode> body, MacroProcessor processor, Place call, Runnable atEnd) {
        this.name = name;
        this.processor = processor;
        this.call = call;
        this.atEnd = atEnd;
        blocks.push(new Block(body, () -> false));
    }

    @Override
    public Optional<Frame.Text> next() {
        while (!blocks.isEmpty()) {
            Block block = blocks.peek();
            if (block.next == block.nodes.size()) {
                if (Thread.currentThread().isInterrupted()) {
                    throw new CancellationException("interrupted in macro " + name);
                }
                if (block.again.getAsBoolean()) {
                    block.next = 0;
                } else if (blocks.peek() == block) {
                    blocks.pop();
                }
                continue;
            }
            MacroNode node = block.nodes.get(block.next++);
            if (node instanceof MacroNode.Text text) {
                return Optional.of(Frame.Text.generated("%" + name, text.text(), text.line(), text.column(), call));
            }
            run(node);
        }
        return Optional.empty();
    }

    private void run(MacroNode node) {
        if (node instanceof MacroNode.If branch) {
            List<MacroNode> chosen = holds(branch.condition()) ? branch.then() : branch.otherwise();
            if (!blocks.isEmpty()) {
                blocks.push(new Block(chosen, () -> false));
            }
        } else if (node instanceof MacroNode.Loop loop) {
            startLoop(loop);
        } else if (node instanceof MacroNode.While loop) {
            boolean first = loop.until() || holds(loop.condition());
            if (first && !blocks.isEmpty()) {
                blocks.push(new Block(loop.body(), () -> again(loop)));
            }
        } else if (node instanceof MacroNode.Goto jump) {
            jump(jump.label());
        } else if (node instanceof MacroNode.Return) {
            blocks.clear();
        }
    }

    private boolean again(MacroNode.While loop) {
        boolean holds = holds(loop.condition());
        return !blocks.isEmpty() && holds != loop.until();
    }

    /** A condition that cannot be evaluated ends the macro. */
    private boolean holds(String condition) {
        Optional<Boolean> value = processor.condition(condition, name, call);
        if (value.isEmpty()) {
            blocks.clear();
        }
        return value.orElse(false);
    }

    private void startLoop(MacroNode.Loop loop) {
        Optional<Long> from = processor.wholeNumber(loop.from(), call);
        Optional<Long> to = processor.wholeNumber(loop.to(), call);
        Optional<Long> by = loop.by().isEmpty()
                ? Optional.of(1L)
                : processor.wholeNumber(loop.by().get(), call);
        if (from.isEmpty() || to.isEmpty() || by.isEmpty()) {
            blocks.clear();
            return;
        }
        String variable = processor.resolve(loop.variable(), call).strip();
        long step = by.get();
        long limit = to.get();
        processor.tables().assign(variable, Long.toString(from.get()));
        if (inside(from.get(), limit, step)) {
            blocks.push(new Block(loop.body(), () -> {
                Optional<Long> current =
                        processor.wholeNumber(processor.tables().get(variable).orElse("0"), call);
                if (current.isEmpty()) {
                    return false;
                }
                long value = current.get() + step;
                processor.tables().assign(variable, Long.toString(value));
                return inside(value, limit, step);
            }));
        }
    }

    private static boolean inside(long value, long limit, long step) {
        return step >= 0 ? value <= limit : value >= limit;
    }

    /** Labels are looked for in the innermost group first, then outwards. */
    private void jump(String written) {
        String label = processor.resolve(written, call).strip();
        for (Block block : blocks) {
            for (int i = 0; i < block.nodes.size(); i++) {
                if (block.nodes.get(i) instanceof MacroNode.Label found
                        && found.name().equalsIgnoreCase(label)) {
                    while (blocks.peek() != block) {
                        blocks.pop();
                    }
                    block.next = i + 1;
                    return;
                }
            }
        }
        processor.report(call, MacroMessage.LABEL_NOT_FOUND, name, label);
        blocks.clear();
    }

    @Override
    public void end() {
        atEnd.run();
    }
}
