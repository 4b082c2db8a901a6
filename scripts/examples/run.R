# A run of mend in base R: who was read as what, and how trust came about.
#
#   Rscript scripts/examples/run.R results/demo run.png
#
# Prints a row for each class: bonds, their share with a 95 % interval, mean trust at the end. Draws trust over the days, and the shares.
# Copy this file and change what you like; `mend explain COLUMN` says what a column means.

# Which folder to read, and where the figure goes.
arguments <- commandArgs(trailingOnly = TRUE)
if (length(arguments) < 1) stop("usage: Rscript run.R RESULT_FOLDER [FIGURE.png]")
folder <- arguments[1]
figure <- if (length(arguments) > 1) arguments[2] else "run.png"

# outcomes.csv has a row for every bond at its end, timeseries.csv one for each recorded bond and day. An empty cell is a missing value.
outcomes <- read.csv(file.path(folder, "outcomes.csv"), na.strings = "")
series <- read.csv(file.path(folder, "timeseries.csv"), na.strings = "")

# The classes in their usual order: the words for infants, then those for adults. A bond that was not read has no class.
order <- c("secure", "avoidant", "anxious", "disorganized", "dismissing", "preoccupied", "fearful")
classes <- order[order %in% outcomes$class]
if (length(classes) == 0) stop("no bond of this run was read; add strange_situation to the assays of its config")
colours <- c(secure = "#0072B2", avoidant = "#E69F00", anxious = "#CC79A7", disorganized = "#009E73",
             dismissing = "#E69F00", preoccupied = "#CC79A7", fearful = "#009E73")[classes]

# Shares with Wilson's interval, which prop.test gives without its correction. It takes bonds for independent; where several bonds share a person
# take the interval of summary.csv, which allows for that.
read <- outcomes[!is.na(outcomes$class), ]
count <- sapply(classes, function(class) sum(read$class == class))
interval <- sapply(count, function(n) prop.test(n, nrow(read), correct = FALSE)$conf.int)
trust <- sapply(classes, function(class) mean(read$trust[read$class == class]))

cat(sprintf("%-14s %7s %7s %7s %7s %7s\n", "class", "bonds", "share", "lower", "upper", "trust"))
cat(sprintf("%-14s %7d %7.4f %7.4f %7.4f %7.4f\n", classes, count, count / nrow(read), interval[1, ], interval[2, ], trust), sep = "")

# Mean trust of the recorded bonds of each class, day by day.
days <- aggregate(trust ~ day + class, data = series, FUN = mean)

png(figure, width = 1500, height = 700, res = 130)
par(mfrow = c(1, 2), las = 1, mar = c(4.5, 4.5, 3, 1))

plot(NULL, xlim = range(days$day), ylim = c(0, 1), xlab = "day", ylab = "trust", main = "Trust of the recorded bonds", bty = "l")
for (class in classes) {
  of_class <- days[days$class == class, ]
  lines(of_class$day, of_class$trust, col = colours[class], lwd = 3)
}
legend("bottomright", classes, col = colours, lwd = 3, bty = "n")

bars <- barplot(100 * count / nrow(read), names.arg = classes, col = colours, border = NA, ylim = c(0, 105 * max(interval)), ylab = "% of bonds",
                main = sprintf("Classes of %d bonds", nrow(read)), cex.names = 0.85)
arrows(bars, 100 * interval[1, ], bars, 100 * interval[2, ], angle = 90, code = 3, length = 0.05, lwd = 2)
invisible(dev.off())
