# Rscript transcripts.R cases.R > cases.txt     (made with R 4.2.2, C.UTF-8)
# Each line of cases.R becomes "> line" followed by what R prints; lines run in an environment of their own.
lines <- readLines(commandArgs(TRUE)[1])
for (line in lines) {
  if (startsWith(line, "#") || !nzchar(line)) next
  cat("> ", line, "\n", sep = "")
  where <- new.env(parent = globalenv())
  for (e in parse(text = line)) {
    shown <- suppressMessages(suppressWarnings(withVisible(eval(e, where))))
    if (shown$visible) print(shown$value)
  }
}
