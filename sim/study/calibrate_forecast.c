/* What a calibration will take: a part of each scenario's population is lived, at the parameters as the rule has them. */
#include "study/calibrate.h"

#include "study/desk.h"

#include <math.h>
#include <stdlib.h>

enum { DYADS_TRIED = 2 * LANES };

/* Seconds of a processor for one population. */
static bool try_scenario(const struct mend_calibration *c, int scenario, const struct asking *asking, struct calibration_seat *seat,
                         struct mend_order order, double *seconds, struct mend_report *report)
{
    struct population population;
    if (!point_of_scenario(c, scenario, NULL, c->seed, &seat->config, report)) {
        return false;
    }
    const int64_t blocks = blocks_of(&seat->config.params);
    if (seat->config.params.dyads > DYADS_TRIED) {
        seat->config.params.dyads = DYADS_TRIED;
    }
    const double times = (double)blocks / (double)blocks_of(&seat->config.params), start = seconds_worked();
    const struct mend_order alone = {.threads = 1, .isa = order.isa, .stop = order.stop};
    bool good = live_asked(&seat->config, alone, &population, report);
    if (good) {
        good = take_asked(asking, &population, &seat->summary, seat->taken[scenario], report);
        population_free(&population);
        *seconds += times * (seconds_worked() - start);
    }
    return good;
}

bool mend_calibration_forecast_of(const struct mend_calibration *c, struct mend_calibration_order order, struct mend_calibration_forecast *out,
                                  struct mend_report *report)
{
    static struct asking asking[MEND_SCENARIOS_MOST];
    const struct mend_plan plan = mend_plan_of(c);
    struct calibration_seat *seat = calloc(1, sizeof *seat);
    const int threads = threads_wanted(order.run.threads), processors = threads_wanted(0);
    double seconds = 0, turns = 0, bytes = 0;
    bool good = seat || mend_complain(report, "error: not enough memory");
    for (int k = 0; k < c->scenarios; k++) {
        asking[c->scenario[k]].count = 0;
    }
    for (int j = 0; j < c->lines; j++) {
        (void)ask_line(asking, &c->findings.row[c->line[j]]);
    }
    for (int k = 0; good && k < c->scenarios; k++) {
        const struct mend_config *config = &c->findings.scenario[c->scenario[k]];
        good = try_scenario(c, c->scenario[k], &asking[c->scenario[k]], seat, order.run, &seconds, report);
        turns += (double)mend_turns(config);
        bytes = fmax(bytes, (double)(population_bytes(config, 1) + desk_bytes(&config->params)));
    }
    free(seat);
    const double points = (double)(order.known ? MEND_START + plan.wave[0] + order.known * plan.known : plan.points);
    const int at_once = threads < processors ? threads : processors;
    *out = (struct mend_calibration_forecast){.points = (int64_t)points,
                                              .populations = (int64_t)points * c->scenarios,
                                              .turns = (int64_t)(turns * points),
                                              .memory =
                                                  (int64_t)(threads * (bytes + (double)sizeof *seat) + 8 * points * (c->lines + c->design.factors)),
                                              .threads = threads,
                                              .cpu_seconds = seconds * points,
                                              .seconds = seconds * points / at_once};
    return good;
}
