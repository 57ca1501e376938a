# Names of files.

file_ext <- function(x) {
  at <- regexpr("\\.([[:alnum:]]+)$", x)
  ifelse(at > -1L, substring(x, at + 1L), "")
}

file_path_sans_ext <- function(x, compression = FALSE) {
  if (compression) x <- sub("[.](gz|bz2|xz)$", "", x)
  sub("([^.]+)\\.[[:alnum:]]+$", "\\1", x)
}
