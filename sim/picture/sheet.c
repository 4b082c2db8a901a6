#include "picture/sheet.h"

#include "io/text.h"

#include <math.h>
#include <stdarg.h>
#include <string.h>

#define FOOT "Simulated lives. For understanding and teaching, not for assessing a person or a family."
#define INK "#222222"
#define PALE "#666666"

/* Okabe & Ito's colours, told apart by colour-blind readers; no red, for no pattern is an alarm. Dash and point tell them apart without colour. */
static const struct {
    const char *colour, *dash, *fill;
    int point;
} styles[GROUPS] = {
    {"0072B2", "solid", "fs solid noborder fc rgb '#0072B2'", 7},
    {"E69F00", "(12,4)", "fs pattern 4 border rgb '#E69F00' fc rgb '#E69F00'", 5},
    {"CC79A7", "(12,3,2,3)", "fs pattern 5 border rgb '#CC79A7' fc rgb '#CC79A7'", 9},
    {"009E73", "(3,3)", "fs pattern 2 border rgb '#009E73' fc rgb '#009E73'", 13},
    {"777777", "(6,3)", "fs pattern 1 border rgb '#777777' fc rgb '#777777'", 11},
};

/* Tol's indigo and a dark ochre green: far apart in lightness too. */
static const struct {
    const char *colour, *dash, *fill;
} sides[2] = {
    {"332288", "solid", "fs solid noborder fc rgb '#332288'"},
    {"999933", "(10,4)", "fs pattern 4 border rgb '#999933' fc rgb '#999933'"},
};

const char *group_colour(int group)
{
    return styles[group].colour;
}

const char *group_fill(int group)
{
    return styles[group].fill;
}

const char *side_colour(int side)
{
    return sides[side].colour;
}

const char *side_dash(int side)
{
    return sides[side].dash;
}

const char *side_fill(int side)
{
    return sides[side].fill;
}

/* In single quotes gnuplot takes every character as it is, but the quote itself, which is doubled. */
void put_quoted(FILE *to, const char *text)
{
    fputc('\'', to);
    for (const char *at = text; *at;) {
        const size_t length = mend_utf8_length(at, strlen(at));
        if (*at == '\'') {
            fputs("''", to);
        } else if (length && (unsigned char)*at >= ' ') {
            fwrite(at, 1, length, to);
        } else {
            fputc('?', to);
        }
        at += length ? length : 1;
    }
    fputc('\'', to);
}

/* By the letters of DejaVu Sans, the widest of the usual fonts, in shares of its size; a point of a font is 4/3 of the sheet's. */
double text_width(const char *text, int size)
{
    double width = 0;
    for (const char *at = text; *at; at++) {
        const bool is_inside = ((unsigned char)*at & 0xc0) == 0x80; /* of a character of several bytes */
        width += is_inside                                                  ? 0
                 : strchr("ijl'|", *at)                                     ? 0.28
                 : strchr(" .,:;!-()/frtI", *at)                            ? 0.37
                 : strchr("mwMW%", *at)                                     ? 0.92
                 : (*at >= 'A' && *at <= 'Z') || (unsigned char)*at >= 0x80 ? 0.70
                                                                            : 0.60;
    }
    return width * size * 4 / 3;
}

char *text_within(char *to, int room, const char *text, int size, double width)
{
    int kept = (int)strlen(text) + 1;
    kept = kept > room ? room : kept;
    mend_shorten(to, kept, text);
    while (kept > 5 && text_width(to, size) > width) {
        mend_shorten(to, --kept, text);
    }
    return to;
}

void put_number(FILE *to, double value)
{
    if (isfinite(value)) {
        fprintf(to, " %.6g", value);
    } else {
        fputs(" ?", to);
    }
}

static void put_label(FILE *to, const char *text, const char *how)
{
    fputs("set label ", to);
    put_quoted(to, text);
    fprintf(to, " %s noenhanced\n", how);
}

/* Bold is taken by every terminal from marks in the text, and by SVG from nowhere else: marks that stand in the text itself are made letters. */
void put_bold(FILE *to, const char *text, const char *how)
{
    char marked[300] = "{/:Bold ";
    size_t used = strlen(marked);
    for (const char *at = text; *at && used < sizeof marked - 4; at++) {
        if (strchr("_^{}@&~\\", *at)) {
            marked[used++] = '\\';
        }
        marked[used++] = *at;
    }
    marked[used++] = '}';
    marked[used] = 0;
    fputs("set label ", to);
    put_quoted(to, marked);
    fprintf(to, " %s enhanced tc rgb '" INK "'\n", how);
}

static void put_styles(FILE *to)
{
    fputs("set encoding utf8\nset datafile missing '?'\nset style fill solid noborder\n", to);
    for (int g = 0; g < GROUPS; g++) {
        fprintf(to, "set style line %d lc rgb '#%s' lw 3 dt %s pt %d ps 1.5*P\n", g + 1, styles[g].colour, styles[g].dash, styles[g].point);
    }
}

static void put_foot(FILE *to, const struct result *r)
{
    char run[240], seed[48] = ""; /* a validation has several */
    if (!isnan(result_parameter(r, "seed", NAN))) {
        snprintf(seed, sizeof seed, ", seed %.0f", result_parameter(r, "seed", 0));
    }
    snprintf(run, sizeof run, "%.120s%s, mend %.40s", result_text(r, "name", "unnamed"), seed, result_text(r, "version", ""));
    put_label(to, FOOT, "at screen 0.03,0.026 left font ',13' tc rgb '" PALE "'");
    put_label(to, run, "at screen 0.97,0.026 right font ',13' tc rgb '" PALE "'");
}

/* A key of gnuplot sets its entries in columns of one width, and breaks lines early; so each entry is a key of its own. Gives where the next one
 * begins. */
static double put_entry(FILE *to, double left, struct entry entry)
{
    fprintf(to, "set key at screen %.4f,0.862 left center Left reverse samplen 3.2 font ',15' tc rgb '" INK "'\nplot [0:1][0:1] NaN with %s title ",
            left, entry.with);
    put_quoted(to, entry.name);
    fputs("\nunset label\n", to); /* what stood on the sheet already is not drawn again */
    return left + 0.057 + 0.0063 * (double)strlen(entry.name);
}

static void put_legend(FILE *to, const struct result *result, const struct head *head)
{
    const double first = 0.022;
    double left = first;
    char number[32], name[80], with[80];
    for (int g = 0; head->count && g < GROUPS; g++) {
        if (head->count[g] > 0) {
            snprintf(name, sizeof name, head->counted ? "%s (%s)" : "%s", group_name(result, g), thousands(number, head->count[g]));
            snprintf(with, sizeof with, "%s ls %d", head->with, g + 1);
            left = put_entry(to, left, (struct entry){with, name});
        }
    }
    for (int i = 0; i < ENTRIES_MOST && head->more[i].name; i++) {
        left = put_entry(to, left, head->more[i]);
    }
    if (left == first) { /* what stands on the sheet is drawn with the first plot, so there has to be one */
        fputs("unset key\nplot [0:1][0:1] NaN\nunset label\n", to);
    }
}

/* A long line is set smaller, so that it ends on the sheet: `fits` is what fits at the size `most`, in letters. */
static int size_of_line(const char *text, int most, int least, int fits)
{
    const int letters = (int)strlen(text), size = letters > fits ? most * fits / letters : most;
    return size < least ? least : size;
}

/* Head, legend and foot stand in panels without axes, so that nothing is drawn twice. */
void sheet_head(struct sheet *sheet, const struct result *result, struct head head)
{
    FILE *to = sheet->to;
    char place[80];
    put_styles(to);
    fputs("set multiplot\nunset border\nunset tics\n"
          "set lmargin at screen 0.03\nset rmargin at screen 0.97\nset bmargin at screen 0.835\nset tmargin at screen 0.885\n",
          to);
    snprintf(place, sizeof place, "at screen 0.03,0.958 left font ',%d'", size_of_line(head.title, 25, 17, 72));
    put_bold(to, head.title, place);
    snprintf(place, sizeof place, "at screen 0.03,0.912 left font ',%d' tc rgb '" PALE "'", size_of_line(head.subtitle, 16, 13, 131));
    put_label(to, head.subtitle, place);
    put_foot(to, result);
    put_legend(to, result, &head);
}

void sheet_panel(struct sheet *sheet, struct area area, const char *title, const char *x, const char *y)
{
    FILE *to = sheet->to;
    sheet_end(sheet);
    fprintf(to,
            "unset label\nunset object\nunset arrow\nunset key\nunset logscale\nset autoscale\n"
            "set border 3 lc rgb '#999999'\nset tics nomirror out scale 0.6 textcolor rgb '" INK "' font ',14'\n"
            "set xtics nomirror autofreq norotate\nset ytics nomirror autofreq\nset format '%%g'\nset offsets 0,0,0,0\nset grid ytics lt 1 lw 1 lc "
            "rgb '#e8e8e8'\n"
            "set lmargin at screen %g\nset rmargin at screen %g\nset bmargin at screen %g\nset tmargin at screen %g\n",
            area.left, area.right, area.bottom, area.top);
    fputs("set xlabel ", to);
    put_quoted(to, x);
    fputs(" font ',15' tc rgb '" INK "'\nset ylabel ", to);
    put_quoted(to, y);
    fputs(" font ',15' tc rgb '" INK "'\n", to);
    put_bold(to, title, "at graph 0,1 left offset 0,1 font ',17'");
}

/* Days `from` to `to`, as days since the start: the first day begins at 0. */
static void put_stretch(FILE *to, double first, double last)
{
    fprintf(to, "set object rectangle from %g,graph 0 to %g,graph 1 behind fs solid noborder fc rgb '#f5eedc'\n", first, last);
    fprintf(to, "set arrow from %g,graph 0 to %g,graph 1 nohead back lw 1 dt (3,4) lc rgb '#a89f85'\n", first, first);
}

/* "key value", or the key alone where something is switched on. */
static void add_change(char *text, size_t size, const json_t *change)
{
    const json_t *value = json_object_get(change, "value");
    const char *key = json_string_value(json_object_get(change, "key"));
    const size_t used = strlen(text);
    if (json_is_number(value)) {
        snprintf(text + used, size - used, "%s%s %g", used ? ", " : "", key ? key : "", json_number_value(value));
    } else {
        snprintf(text + used, size - used, "%s%s%s%s", used ? ", " : "", key ? key : "",
                 json_is_false(value)    ? " off"
                 : json_is_string(value) ? " "
                                         : "",
                 json_is_string(value) ? json_string_value(value) : "");
    }
}

void sheet_schedule(struct sheet *sheet, const struct result *result, bool named)
{
    const json_t *all = json_object_get(result->manifest, "schedule");
    const double days = result_parameter(result, "days", 0);
    char text[160] = "", how[120];
    for (size_t k = 0; k < json_array_size(all); k++) {
        const json_t *change = json_array_get(all, k), *next = json_array_get(all, k + 1);
        const json_int_t from = json_integer_value(json_object_get(change, "from")), to = json_integer_value(json_object_get(change, "to"));
        const double first = (double)from - 1, last = fmin((double)to, days);
        add_change(text, sizeof text, change);
        if (next && json_integer_value(json_object_get(next, "from")) == from && json_integer_value(json_object_get(next, "to")) == to) {
            continue; /* set together */
        }
        put_stretch(sheet->to, first, last);
        if (named) {
            const bool late = first > 0.7 * days;
            snprintf(how, sizeof how, "at %g,graph %g %s offset %g,0 font ',12' tc rgb '" PALE "'", late ? last : first, 0.04,
                     late ? "right" : "left", late ? -0.5 : 0.5);
            put_label(sheet->to, text, how);
        }
        text[0] = 0;
    }
}

void sheet_curve(struct sheet *sheet, const char *format, ...)
{
    va_list values;
    va_start(values, format);
    fputs(sheet->curves++ ? ", \\\n  " : "plot ", sheet->to);
    vfprintf(sheet->to, format, values);
    va_end(values);
}

void sheet_end(struct sheet *sheet)
{
    if (sheet->curves) {
        fputc('\n', sheet->to);
    }
    sheet->curves = 0;
}

void sheet_note(struct sheet *sheet, const char *text)
{
    char place[80];
    snprintf(place, sizeof place, "at screen 0.03,0.062 left font ',%d' tc rgb '" PALE "'", size_of_line(text, 14, 11, 160));
    put_label(sheet->to, text, place);
}

/* In the order that they have at first, so that no push turns two of them around; a few rounds settle the few labels that a panel has. */
void spread(double *value, int count, double gap)
{
    int order[SPREAD_MOST];
    for (int i = 0; i < count; i++) {
        int at = i;
        for (; at > 0 && value[order[at - 1]] > value[i]; at--) {
            order[at] = order[at - 1];
        }
        order[at] = i;
    }
    for (int round = 0; round < 200; round++) {
        for (int k = 1; k < count; k++) {
            double *below = &value[order[k - 1]], *above = &value[order[k]];
            const double push = (gap - (*above - *below)) / 2;
            *below -= push > 0 ? push : 0;
            *above += push > 0 ? push : 0;
        }
    }
}
