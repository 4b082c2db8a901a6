"""A run of mend with pandas and matplotlib: who was read as what, and how trust came about.

    python3 scripts/examples/run.py results/demo run.png

Prints a row for each class: bonds, their share with a 95 % interval, mean trust at the end. Draws trust over the days, and the shares.
Copy this file and change what you like; `mend explain COLUMN` says what a column means.
"""
import sys
from pathlib import Path

import matplotlib
import pandas

matplotlib.use("Agg")  # draws into a file, without a screen
from matplotlib import pyplot

# Which folder to read, and where the figure goes.
if len(sys.argv) < 2:
    sys.exit("usage: python3 run.py RESULT_FOLDER [FIGURE.png]")
folder = Path(sys.argv[1])
figure = sys.argv[2] if len(sys.argv) > 2 else "run.png"

# outcomes.csv has a row for every bond at its end, timeseries.csv one for each recorded bond and day. An empty cell is a missing value.
outcomes = pandas.read_csv(folder / "outcomes.csv")
series = pandas.read_csv(folder / "timeseries.csv")

# The classes in their usual order: the words for infants, then those for adults. A bond that was not read has no class.
colours = {
    "secure": "#0072B2", "avoidant": "#E69F00", "anxious": "#CC79A7", "disorganized": "#009E73",
    "dismissing": "#E69F00", "preoccupied": "#CC79A7", "fearful": "#009E73",
}
classes = [name for name in colours if (outcomes["class"] == name).any()]
if not classes:
    sys.exit("no bond of this run was read; add strange_situation to the assays of its config")
read = outcomes[outcomes["class"].notna()]


def wilson(count, total, z=1.959964):
    """Wilson's interval of a share. It takes bonds for independent; where several bonds share a person take the interval of summary.csv."""
    share = count / total
    middle = (share + z**2 / (2 * total)) / (1 + z**2 / total)
    half = z / (1 + z**2 / total) * (share * (1 - share) / total + z**2 / (4 * total**2)) ** 0.5
    return middle - half, middle + half


# A row a class.
count = read["class"].value_counts()[classes]
table = pandas.DataFrame({"bonds": count, "share": count / len(read)})
table["lower"], table["upper"] = wilson(count, len(read))
table["trust"] = read.groupby("class")["trust"].mean()

print(f"{'class':<14} {'bonds':>7} {'share':>7} {'lower':>7} {'upper':>7} {'trust':>7}")
for name, row in table.iterrows():
    print(f"{name:<14} {row['bonds']:7.0f} {row['share']:7.4f} {row['lower']:7.4f} {row['upper']:7.4f} {row['trust']:7.4f}")

# Mean trust of the recorded bonds of each class, day by day: a column a class.
days = series.groupby(["day", "class"])["trust"].mean().unstack()

fig, (left, right) = pyplot.subplots(1, 2, figsize=(11.5, 5.4))
for name in classes:
    if name in days:
        left.plot(days.index, days[name], color=colours[name], linewidth=2.5, label=name)
left.set(title="Trust of the recorded bonds", xlabel="day", ylabel="trust", ylim=(0, 1))
left.legend(frameon=False, loc="lower right")

width = [100 * (table["share"] - table["lower"]), 100 * (table["upper"] - table["share"])]
right.bar(classes, 100 * table["share"], yerr=width, capsize=5, color=[colours[name] for name in classes])
right.set(title=f"Classes of {len(read)} bonds", ylabel="% of bonds")
for axes in (left, right):
    axes.spines[["top", "right"]].set_visible(False)
fig.tight_layout()
fig.savefig(figure, dpi=130)
