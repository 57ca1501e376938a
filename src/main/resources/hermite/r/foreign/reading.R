read.xport <- function(file, ...) {
  members <- .xport(file, FALSE)
  if (length(members) == 1L) members[[1L]] else members
}

read.ssd <- function(libname, sectionnames, ...) .unsupported("read.ssd is not supported: use haven::read_sas")
