# Names of files.

file_ext <- function(x) {
  at <- regexpr("\\.([[:alnum:]]+)$", x)
  ifelse(at > -1L, substring(x, at + 1L), "")
}

file_path_sans_ext <- function(x, compression = FALSE) {
  if (compression) x <- sub("[.](gz|bz2|xz)$", "", x)
  sub("([^.]+)\\.[[:alnum:]]+$", "\\1", x)
}

# Words begin with a capital but for short ones inside a title.
toTitleCase <- function(text) {
  if (length(text) == 0L) return(text)
  lower <- c("a", "an", "and", "are", "as", "at", "be", "but", "by", "en", "for", "if", "in", "is", "nor", "not", "of", "on", "or", "per",
             "so", "the", "v[.]?", "via", "vs[.]?", "from", "into", "than", "that", "to", "with")
  kept <- c("all", "above", "after", "along", "also", "among", "any", "both", "can", "few", "it", "less", "log", "many", "more",
            "over", "some", "their", "then", "this", "under", "until", "using", "von", "when", "where", "which", "will", "without",
            "yet", "you", "your")
  one <- function(s) {
    words <- strsplit(s, " ", fixed = TRUE)[[1L]]
    small <- grepl(paste0("^(", paste(lower, collapse = "|"), ")$"), words)
    small[1L] <- FALSE
    plain <- words %in% kept | grepl("^.[A-Z]", words) | !grepl("^[a-z].", words)
    change <- !small & !plain
    words[change] <- paste0(toupper(substring(words[change], 1L, 1L)), substring(words[change], 2L))
    paste(words, collapse = " ")
  }
  vapply(text, one, "", USE.NAMES = FALSE)
}
