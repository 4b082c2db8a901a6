#include "picture/bars.h"

#include <math.h>

struct bar bar_of(double x, struct gathered g, double scale, const char *fill)
{
    const double half = half_interval(g), mean = g.n ? g.mean : NAN;
    const bool is_known = !isnan(half);
    return (struct bar){x, scale * mean, is_known ? scale * fmax(0, mean - half) : NAN, is_known ? scale * (mean + half) : NAN, fill};
}

void put_bars(FILE *to, const char *block, const struct bar *bars, int count)
{
    fprintf(to, "$%s << END\n", block);
    for (int i = 0; i < count; i++) {
        put_number(to, bars[i].x);
        put_number(to, bars[i].value);
        put_number(to, bars[i].lower);
        put_number(to, bars[i].upper);
        fputc('\n', to);
    }
    fputs("END\n", to);
}

/* Room for the number above the highest bar. */
static double top_of(const struct bar *bars, int count)
{
    double top = 0;
    for (int i = 0; i < count; i++) {
        top = fmax(top, fmax(bars[i].value, bars[i].upper)); /* fmax passes over what is missing */
    }
    return top > 0 ? 1.12 * top : 1;
}

void bar_curves(struct sheet *sheet, const char *block, const struct bar *bars, int count, double width, const char *format)
{
    fprintf(sheet->to, "set yrange [0:%g]\n", top_of(bars, count));
    for (int i = 0; i < count; i++) {
        if (!isnan(bars[i].value)) {
            sheet_curve(sheet, "$%s every ::%d::%d using 1:2:(%g) with boxes %s", block, i, i, width, bars[i].fill);
        }
    }
    sheet_curve(sheet, "$%s using 1:3:(0):($4-$3) with vectors heads size graph 0.012,90 lw 2.5 lc rgb '#222222'", block);
    if (format) {
        sheet_curve(sheet, "$%s using 1:(valid(4) ? $4 : $2):(sprintf('%s', $2)) with labels center offset 0,0.8 font ',15' tc rgb '#222222'", block,
                    format);
    }
}
