# Matrices as package Matrix keeps and prints them: plain ones with a class, kept whole also where they are mostly zeros.

Matrix_of <- function(m, class = "dpoMatrix") structure(m, class = c(class, if (class != "dpoMatrix") "dpoMatrix"))
# Mostly zeros, and printed as the package Matrix prints such.
sparse_matrix <- function(m) Matrix_of(m, "dgCMatrix")
# A numeric vector as a matrix of one column.
column_matrix <- function(v) Matrix_of(matrix(v, ncol = 1), "dgeMatrix")
Matrix <- function(data = NA, nrow = 1, ncol = 1, byrow = FALSE, dimnames = NULL, sparse = NULL, doDiag = TRUE, ...) {
  m <- if (is.matrix(data)) structure(unclass(data), dimnames = if (is.null(dimnames)) dimnames(data) else dimnames)
    else if (missing(nrow) && missing(ncol)) matrix(data, length(data), 1, byrow, dimnames)
    else if (missing(nrow)) matrix(data, ncol = ncol, byrow = byrow, dimnames = dimnames)
    else if (missing(ncol)) matrix(data, nrow, byrow = byrow, dimnames = dimnames)
    else matrix(data, nrow, ncol, byrow, dimnames)
  storage.mode(m) <- "double"
  if (is.null(sparse)) sparse <- 2 * sum(m != 0, na.rm = TRUE) < length(m)
  square <- nrow(m) == ncol(m)
  if (doDiag && square && all(m[row(m) != col(m)] == 0)) return(Matrix_of(m, "ddiMatrix"))
  symmetric <- square && isSymmetric(m)
  Matrix_of(m, if (sparse) if (symmetric) "dsCMatrix" else "dgCMatrix" else if (symmetric) "dsyMatrix" else "dgeMatrix")
}
Diagonal <- function(n, x = NULL, names = FALSE) {
  if (missing(n)) n <- length(x)
  Matrix_of(diag(if (is.null(x)) 1 else rep_len(as.numeric(x), n), n), "ddiMatrix")
}
# Blocks down the diagonal.
bdiag <- function(...) {
  blocks <- list(...)
  if (length(blocks) == 1 && is.list(blocks[[1]])) blocks <- blocks[[1]]
  blocks <- lapply(blocks, function(b) unclass(as.matrix(b)))
  out <- matrix(0, sum(vapply(blocks, nrow, 1L)), sum(vapply(blocks, ncol, 1L)))
  row <- column <- 0
  for (b in blocks) {
    out[row + seq_len(nrow(b)), column + seq_len(ncol(b))] <- b
    row <- row + nrow(b)
    column <- column + ncol(b)
  }
  sparse_matrix(out)
}
t <- function(x) base::t(x)
crossprod <- function(x, y = NULL, ...) base::crossprod(x, y)
tcrossprod <- function(x, y = NULL, ...) base::tcrossprod(x, y)
nnzero <- function(x, na.counted = NA) sum(unclass(x) != 0)
.is_sparse <- function(x) inherits(x, c("dgCMatrix", "dsCMatrix", "ddiMatrix"))
print.dpoMatrix <- function(x, ...) {
  m <- unclass(x)
  sparse <- inherits(x, c("dgCMatrix", "dsCMatrix"))
  diagonal <- inherits(x, "ddiMatrix")
  kind <- if (sparse) "sparse Matrix" else if (diagonal) "diagonal matrix" else "Matrix"
  cat(nrow(m), " x ", ncol(m), " ", kind, " of class \"", class(x)[1], "\"\n", sep = "")
  # the package Matrix leaves a column free at the right
  saved <- options(width = getOption("width") - 1L)
  on.exit(options(saved))
  if (!sparse && !diagonal) {
    print(m, ...)
    return(invisible(x))
  }
  columns <- lapply(seq_len(ncol(m)), function(k) {
    text <- format(m[, k], ...)
    zero <- if (diagonal) seq_len(nrow(m)) != k else m[, k] == 0
    # points of zeros stand under the last digit before the decimal point
    places <- if (sparse) max(0L, nchar(sub("^[^.]*", "", trimws(text[!zero])))) else 0L
    replace(text, zero, paste0(".", strrep(" ", places)))
  })
  shown <- array(as.character(unlist(columns)), dim(m), dimnames(m))
  if (sparse) {
    if (is.null(colnames(m))) colnames(shown) <- rep("", ncol(m))
    if (is.null(rownames(m))) rownames(shown) <- paste0("[", seq_len(nrow(m)), ",]")
  }
  print(shown, quote = FALSE, right = TRUE)
  invisible(x)
}
head.dpoMatrix <- function(x, n = 6L, ...) x[seq_len(min(n, nrow(x))), , drop = FALSE]
as.matrix.dpoMatrix <- function(x, ...) unclass(x)
as.data.frame.dpoMatrix <- function(x, ...) as.data.frame(unclass(x), ...)
as.vector.dpoMatrix <- function(x, mode = "any") as.vector(unclass(x), mode)
t.dpoMatrix <- function(x) structure(t(unclass(x)), class = class(x))
solve.dpoMatrix <- function(a, b, ...) {
  if (missing(b)) structure(solve(unclass(a), ...), class = class(a)) else Matrix_of(structure(as.matrix(solve(unclass(a), unclass(b), ...)), dimnames = NULL), "dgeMatrix")
}
`[.dpoMatrix` <- function(x, ..., drop = TRUE) {
  part <- unclass(x)[..., drop = drop]
  if (is.matrix(part)) structure(part, class = class(x)) else part
}
Ops.dpoMatrix <- function(e1, e2) {
  if (missing(e2)) return(structure(get(.Generic)(unclass(e1)), class = class(e1)))
  out <- get(.Generic)(unclass(e1), unclass(e2))
  if (!is.numeric(out)) return(out)
  # two positive definite matrices give one that need not be so
  both <- inherits(e1, "dpoMatrix") && inherits(e2, "dpoMatrix")
  kind <- if (both && .is_sparse(e1) != .is_sparse(e2)) if (.is_sparse(e1)) class(e2) else class(e1)
    else if (inherits(e1, "dpoMatrix")) class(e1) else class(e2)
  if (both && kind[1] == "dpoMatrix") kind <- c("dsyMatrix", kind)
  structure(out, class = kind)
}
Math.dpoMatrix <- function(x, ...) {
  Matrix_of(get(.Generic)(unclass(x), ...), if (.Generic %in% c("round", "signif")) class(x)[1] else "dgeMatrix")
}
