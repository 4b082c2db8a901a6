/* What no single key can decide. */
#include "io/text.h"
#include "mend/config.h"

/* Dyads are numbered in 32 bits. */
static const int64_t LAST_DYAD = 4294967295;

/* The day on which an assay is run; day 0 is the end of the run. */
static int64_t day_of(const struct mend_config *config, int assay)
{
    return config->assay[assay].day ? config->assay[assay].day : config->params.days;
}

static void check_assay(const struct mend_config *config, int assay, struct mend_report *report)
{
    char name[MEND_SHOWN];
    const int64_t day = day_of(config, assay);
    mend_name_at(name, sizeof name, MEND_ASSAY_NAMES, config->assay[assay].name);
    if (day > config->params.days) {
        mend_complain(report, "error: assays: %s is on day %lld, after the end of the run (days: %lld)", name, (long long)day,
                      (long long)config->params.days);
    }
    for (int other = 0; other < assay; other++) {
        if (config->assay[other].name == config->assay[assay].name && day_of(config, other) == day) {
            mend_complain(report, "error: assays: %s is listed twice for day %lld; an assay is run once a day", name, (long long)day);
            return;
        }
    }
}

static void check_window(const struct mend_params *p, struct mend_report *report)
{
    if (p->record_every_turns == 0) {
        return;
    }
    if (p->record_to_day <= p->record_from_day) {
        mend_complain(report, "error: record.to_day: %lld is not after record.from_day (%lld), so that no turn would be recorded",
                      (long long)p->record_to_day, (long long)p->record_from_day);
    }
    if (p->record_to_day > p->days) {
        mend_complain(report, "error: record.to_day: %lld is after the end of the run (days: %lld)", (long long)p->record_to_day, (long long)p->days);
    }
}

static void check_kinds(const struct mend_params *p, struct mend_report *report)
{
    const float sum = p->kind_misattunement + p->kind_miscommunication + p->kind_conflict + p->kind_absence + p->kind_harm;
    if (!(sum > 0.0f)) {
        mend_complain(report, "error: rupture.kinds: the five shares are all 0; at least one must be above 0");
    }
}

bool mend_config_consistent(const struct mend_config *config, struct mend_report *report)
{
    const int before = report->count;
    const struct mend_params *p = &config->params;
    if (p->first_dyad > LAST_DYAD - (p->dyads - 1)) {
        mend_complain(report, "error: first_dyad: the last dyad would be %lld; ids end at %lld (first_dyad: %lld, dyads: %lld)",
                      (long long)(p->first_dyad + p->dyads - 1), (long long)LAST_DYAD, (long long)p->first_dyad, (long long)p->dyads);
    }
    check_window(p, report);
    check_kinds(p, report);
    for (int i = 0; i < config->assays; i++) {
        check_assay(config, i, report);
    }
    return report->count == before;
}
