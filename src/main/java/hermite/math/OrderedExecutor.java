package hermite.math;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs numbered tasks on a fixed number of threads. Each task writes to a slot of its own, so what the caller adds up
 * afterwards, in the order of the numbers, does not depend on which thread ran what.
 */
public final class OrderedExecutor implements AutoCloseable {
    private final int threads;
    private final List<ExecutorService> pool = new ArrayList<>(1);

    public OrderedExecutor(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("at least one thread is needed, not " + threads);
        }
        this.threads = threads;
    }

    public int threads() {
        return threads;
    }

    /** A task; {@code worker} is a number below {@link #threads()} that no other running task has. */
    public interface Task {
        void run(int index, int worker);
    }

    /** Runs tasks 0 … count−1 and returns when all are done. */
    public void run(int count, Task task) {
        int workers = Math.min(threads, count);
        if (workers <= 1) {
            for (int i = 0; i < count; i++) {
                task.run(i, 0);
            }
            return;
        }
        if (pool.isEmpty()) {
            pool.add(Executors.newFixedThreadPool(threads - 1, runnable -> {
                Thread thread = new Thread(runnable, "hermite-block");
                thread.setDaemon(true);
                return thread;
            }));
        }
        AtomicInteger next = new AtomicInteger();
        List<Future<?>> helpers = new ArrayList<>(workers - 1);
        for (int w = 1; w < workers; w++) {
            int worker = w;
            helpers.add(pool.get(0).submit(() -> drain(next, count, task, worker)));
        }
        drain(next, count, task, 0);
        for (Future<?> helper : helpers) {
            await(helper);
        }
    }

    private static void drain(AtomicInteger next, int count, Task task, int worker) {
        for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
            task.run(i, worker);
        }
    }

    private static void await(Future<?> helper) {
        try {
            helper.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a fit was running", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    @Override
    public void close() {
        pool.forEach(ExecutorService::shutdown);
    }
}
