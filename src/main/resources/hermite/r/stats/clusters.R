# Clusters: k means, hierarchical agglomeration and its tree cut.

# Points move to the centre that lowers the sum of squares most, singly, counting what the move does to both centres (Hartigan
# and Wong 1979, Applied Statistics 28, algorithm AS 136), after rounds of Lloyd's that move all at once.
kmeans <- function(x, centers, iter.max = 10L, nstart = 1L, algorithm = c("Hartigan-Wong", "Lloyd", "Forgy", "MacQueen"), trace = FALSE) {
  algorithm <- match.arg(algorithm)
  x <- as.matrix(x)
  if (!is.numeric(x)) stop("'x' must be numeric")
  if (anyNA(x)) stop("NA/NaN/Inf in foreign function call (arg 1)", call. = FALSE)
  m <- nrow(x)
  rows <- NULL
  if (length(centers) == 1L) {
    k <- as.integer(centers)
    if (m < k) stop("more cluster centers than data points")
    start <- if (nstart == 1L) x[sample.int(m, k), , drop = FALSE]
    if (nstart >= 2L || anyDuplicated(start)) {
      rows <- unique(x)
      if (nrow(rows) < k) stop("more cluster centers than distinct data points.")
      start <- rows[sample.int(nrow(rows), k), , drop = FALSE]
    }
  } else {
    start <- as.matrix(centers)
    k <- nrow(start)
    if (anyDuplicated(start)) stop("initial centers are not distinct")
    if (m < k) stop("more cluster centers than data points")
    if (ncol(start) != ncol(x)) stop("must have same number of columns in 'x' and 'centers'")
  }
  best <- .k_means(x, start, iter.max, algorithm == "Hartigan-Wong")
  if (!is.null(rows)) {
    for (i in seq_len(nstart)[-1L]) {
      other <- .k_means(x, rows[sample.int(nrow(rows), k), , drop = FALSE], iter.max, algorithm == "Hartigan-Wong")
      # the same clusters under other numbers are no better
      if (sum(other$within) < sum(best$within) * (1 - 1e-10)) best <- other
    }
  }
  dimnames(best$centers) <- list(seq_len(k), colnames(x))
  total <- sum(scale(x, scale = FALSE)^2)
  structure(list(cluster = setNames(best$cluster, rownames(x)), centers = best$centers, totss = total, withinss = best$within,
                 tot.withinss = sum(best$within), betweenss = total - sum(best$within), size = best$size, iter = best$rounds, ifault = 0L),
            class = "kmeans")
}
.k_means <- function(x, centers, limit, singly) {
  k <- nrow(centers)
  distances <- function() vapply(seq_len(k), function(j) rowSums(sweep(x, 2L, centers[j, ])^2), numeric(nrow(x)))
  means <- function() {
    for (j in seq_len(k)) centers[j, ] <<- colMeans(x[cluster == j, , drop = FALSE])
  }
  cluster <- max.col(-matrix(distances(), nrow(x)), "first")
  if (any(tabulate(cluster, k) == 0L)) stop("empty cluster: try a better set of initial centers", call. = FALSE)
  rounds <- 1L
  repeat {
    means()
    moved <- FALSE
    if (singly) {
      for (i in seq_len(nrow(x))) {
        size <- tabulate(cluster, k)
        own <- cluster[i]
        if (size[own] == 1L || k == 1L) next
        d <- rowSums(sweep(centers, 2L, x[i, ])^2)
        gain <- d * size / (size + 1)
        gain[own] <- d[own] * size[own] / (size[own] - 1)
        to <- which.min(gain)
        if (to != own && gain[to] < gain[own]) {
          centers[own, ] <- (centers[own, ] * size[own] - x[i, ]) / (size[own] - 1)
          centers[to, ] <- (centers[to, ] * size[to] + x[i, ]) / (size[to] + 1)
          cluster[i] <- to
          moved <- TRUE
        }
      }
    } else {
      fresh <- max.col(-matrix(distances(), nrow(x)), "first")
      moved <- any(fresh != cluster)
      cluster <- fresh
    }
    if (!moved) break
    rounds <- rounds + 1L
    if (rounds > limit) {
      warning(sprintf(ngettext(limit, "did not converge in %d iteration", "did not converge in %d iterations"), limit), call. = FALSE)
      break
    }
  }
  means()
  within <- vapply(seq_len(k), function(j) sum(sweep(x[cluster == j, , drop = FALSE], 2L, centers[j, ])^2), 1)
  list(cluster = cluster, centers = unname(centers), within = within, size = tabulate(cluster, k), rounds = rounds)
}
print.kmeans <- function(x, ...) {
  cat("K-means clustering with ", length(x$size), " clusters of sizes ", paste(x$size, collapse = ", "), "\n", sep = "")
  cat("\nCluster means:\n")
  print(x$centers, ...)
  cat("\nClustering vector:\n")
  print(x$cluster, ...)
  cat("\nWithin cluster sum of squares by cluster:\n")
  print(x$withinss, ...)
  cat(sprintf(" (between_SS / total_SS = %5.1f %%)\n", 100 * x$betweenss / x$totss), "\nAvailable components:\n\n", sep = "")
  print(names(x))
  invisible(x)
}
fitted.kmeans <- function(object, method = c("centers", "classes"), ...) {
  method <- match.arg(method)
  if (method == "centers") object$centers[object$cluster, , drop = FALSE] else object$cluster
}

# Agglomeration by the update of Lance and Williams (1967, The Computer Journal 9, 373-380).
hclust <- function(d, method = "complete", members = NULL) {
  methods <- c("ward.D", "single", "complete", "average", "mcquitty", "median", "centroid", "ward.D2")
  if (method == "ward") {
    message("The \"ward\" method has been renamed to \"ward.D\"; note new \"ward.D2\"")
    method <- "ward.D"
  }
  at <- pmatch(method, methods)
  if (is.na(at)) stop("invalid clustering method", paste("", method))
  n <- attr(d, "Size")
  if (is.null(n)) stop("invalid dissimilarities")
  if (n < 2L) stop("must have n >= 2 objects to cluster")
  if (anyNA(d)) stop("NA/NaN/Inf in foreign function call (arg 10)", call. = FALSE)
  D <- as.matrix(d)
  if (methods[at] == "ward.D2") D <- D^2
  diag(D) <- Inf
  dimnames(D) <- NULL
  size <- if (is.null(members)) rep(1, n) else members
  active <- seq_len(n)
  # the step a cluster was made in, negative for single objects
  made <- -seq_len(n)
  merge <- matrix(0L, n - 1L, 2L)
  height <- numeric(n - 1L)
  for (step in seq_len(n - 1L)) {
    part <- D[active, active, drop = FALSE]
    part[lower.tri(part)] <- Inf
    nearest <- apply(part, 1L, min)
    a <- which.min(nearest)
    b <- which.min(part[a, ])
    i <- active[a]
    j <- active[b]
    height[step] <- D[i, j]
    pair <- c(made[i], made[j])
    merge[step, ] <- as.integer(if (all(pair < 0)) rev(sort(pair)) else sort(pair))
    others <- setdiff(active, c(i, j))
    if (length(others)) {
      di <- D[i, others]
      dj <- D[j, others]
      dij <- D[i, j]
      mi <- size[i]
      mj <- size[j]
      mk <- size[others]
      fresh <- switch(methods[at], ward.D = , ward.D2 = ((mi + mk) * di + (mj + mk) * dj - mk * dij) / (mi + mj + mk),
                      single = pmin(di, dj), complete = pmax(di, dj), average = (mi * di + mj * dj) / (mi + mj),
                      mcquitty = 0.5 * di + 0.5 * dj, median = ((di + dj) - dij / 2) / 2,
                      centroid = (mi * di + mj * dj - mi * mj * dij / (mi + mj)) / (mi + mj))
      D[i, others] <- D[others, i] <- fresh
    }
    size[i] <- size[i] + size[j]
    made[i] <- step
    active <- setdiff(active, j)
  }
  if (methods[at] == "ward.D2") height <- sqrt(height)
  leaves <- function(k) if (k < 0) -k else c(leaves(merge[k, 1L]), leaves(merge[k, 2L]))
  structure(list(merge = merge, height = height, order = leaves(n - 1L), labels = attr(d, "Labels"), method = methods[at],
                 call = match.call(), dist.method = attr(d, "method")), class = "hclust")
}
print.hclust <- function(x, ...) {
  cat("\nCall:\n", paste(deparse(x$call), collapse = "\n"), "\n\n", sep = "")
  cat("Cluster method   :", x$method, "\n")
  if (!is.null(x$dist.method)) cat("Distance         :", x$dist.method, "\n")
  cat("Number of objects:", length(x$height) + 1, "\n\n")
  invisible(x)
}
cutree <- function(tree, k = NULL, h = NULL) {
  n <- nrow(tree$merge) + 1L
  if (is.null(k) && is.null(h)) stop("either 'k' or 'h' must be specified")
  if (is.null(k)) {
    if (is.unsorted(tree$height)) stop("the 'height' component of 'tree' is not sorted (increasingly)")
    k <- n + 1L - vapply(h, function(at) sum(tree$height <= at) + 1L, 1L)
  }
  if (min(k) < 1 || max(k) > n) stop(gettextf("elements of 'k' must be between 1 and %d", n), domain = NA)
  groups <- function(k) {
    group <- -seq_len(n)
    for (step in seq_len(n - k)) {
      for (side in tree$merge[step, ]) group[group == side] <- step
    }
    match(group, unique(group))
  }
  out <- vapply(k, groups, integer(n))
  if (length(k) == 1L) return(setNames(as.vector(out), tree$labels))
  dimnames(out) <- list(tree$labels, if (is.null(h)) k else h)
  out
}
cophenetic <- function(x) {
  n <- nrow(x$merge) + 1L
  out <- matrix(0, n, n)
  inside <- list()
  leaves <- function(k) if (k < 0) -k else inside[[k]]
  for (step in seq_len(n - 1L)) {
    a <- leaves(x$merge[step, 1L])
    b <- leaves(x$merge[step, 2L])
    out[a, b] <- out[b, a] <- x$height[step]
    inside[[step]] <- c(a, b)
  }
  dimnames(out) <- list(x$labels, x$labels)
  as.dist(out)
}
