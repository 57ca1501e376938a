# Designs of working correlations: rows for the pairs of observations of each cluster, in the order (1,2), (1,3), …, (2,3), ….

genZcor <- function(clusz, waves, corstrv) {
  if (corstrv == 1) return(matrix(0, 0, 0))
  crs <- clusz * (clusz - 1) / 2
  if (corstrv %in% 2:3) return(matrix(1, sum(crs), 1))
  if (corstrv != 4) .unsupported("genZcor() is supported with corstrv = 1 to 4")
  times <- sort(unique(waves))
  all <- combn(length(times), 2)
  ends <- cumsum(clusz)
  rows <- lapply(seq_along(clusz), function(i) {
    if (clusz[i] < 2) return(NULL)
    own <- match(waves[(ends[i] - clusz[i] + 1):ends[i]], times)
    pairs <- combn(length(own), 2)
    first <- pmin(own[pairs[1, ]], own[pairs[2, ]])
    last <- pmax(own[pairs[1, ]], own[pairs[2, ]])
    t(outer(seq_len(ncol(all)), seq_along(first), function(k, p) as.numeric(all[1, k] == first[p] & all[2, k] == last[p])))
  })
  out <- do.call(rbind, rows)
  dimnames(out) <- list(seq_len(nrow(out)), paste0("alpha.", times[all[1, ]], ":", times[all[2, ]]))
  structure(out, assign = rep(1L, ncol(out)), contrasts = list(z = "contr.treatment"))
}
# The correlations of a given matrix for the pairs that each cluster has.
fixed2Zcor <- function(cor.fixed, id, waves) {
  times <- sort(unique(waves))
  unlist(lapply(split(match(waves, times), factor(id, unique(id))), function(own) {
    if (length(own) < 2) return(NULL)
    pairs <- combn(own, 2)
    cor.fixed[cbind(pairs[1, ], pairs[2, ])]
  }), use.names = FALSE)
}
