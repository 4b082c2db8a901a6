/* Rows of the procedures that are held on pairs, of the standard shock, and of therapy. */
#include "study/record.h"

#include <math.h>

void record_support(struct life *x, int occasion, int64_t day, struct records *records)
{
    struct support_report report[LANES];
    support_discussion(&x->plan.everybody, x->block, (uint32_t)day * ASSAY_ROOM, report);
    for (int l = 0; l < x->dyads; l++) {
        for (int minute = 0; minute < SUPPORT_MINUTES; minute++) {
            const struct support_minute *m = &report[l].minute[minute];
            records->support[((x->first + l) * records->support_days + occasion) * SUPPORT_MINUTES + minute] = (struct support_row){
                .day = (float)day,
                .minute = (float)minute + 1.0f,
                .signalling = m->signalling,
                .coping = m->coping,
                .arousal = m->arousal,
                .met = m->met,
                .waiting = m->waiting,
                .waiting_met = m->waiting_met,
                .quiet = m->quiet,
                .quiet_met = m->quiet_met,
                .bouts = m->bouts,
                .bouts_met = m->bouts_met,
            };
        }
    }
}

void record_diary(struct life *x, int occasion, int64_t day, struct records *records)
{
    struct diary_report report[LANES];
    const int64_t days = x->lives->config->params.diary_days;
    diary(&x->plan.shift[0].stage, x->block, (uint32_t)day * ASSAY_ROOM, report);
    for (int l = 0; l < x->dyads; l++) {
        for (int person = 0; person < DIARISTS; person++) {
            struct entry_row *row = &records->entry[(((x->first + l) * DIARISTS + person) * records->diary_days + occasion) * days];
            for (int64_t k = 0; k < days; k++) {
                const struct diary_entry *entry = &report[l].of[person][k];
                row[k] = (struct entry_row){(float)(day + k + 1), (float)(k + 1), entry->arousal, entry->contentment, entry->sadness};
            }
        }
        const struct entry_row *first = &records->entry[((x->first + l) * DIARISTS * records->diary_days + occasion) * days];
        records->told[x->first + l] = diary_tells(first, first + records->diary_days * days, days);
    }
}

/* Nothing is staged: the sessions of therapy were counted as they were held. */
void record_alliance(struct life *x, int occasion, int64_t day, struct records *records)
{
    const int own = 0, therapy = x->plan.session.contact[0].bond; /* bonds of the client */
    const struct tally_lanes *tally = &x->block->tally[therapy];
    for (int l = 0; l < x->dyads; l++) {
        records->alliance[(x->first + l) * records->alliance_days + occasion] = (struct alliance_row){
            .day = (float)day,
            .sessions = x->sessions[l].held,
            .ruptures_coded = x->sessions[l].ruptured,
            .ruptures_reported = x->sessions[l].reported,
            .repaired = tally->ruptures[l] > 0.0f ? tally->repairs[l] / tally->ruptures[l] : (float)NAN,
            .trust_pair = x->block->bond[own].trust[l],
            .trust_therapist = x->block->bond[therapy].trust[l],
        };
    }
}

void record_resilience(struct life *x, int occasion, int64_t day, struct records *records)
{
    struct shock_report report[LANES];
    for (int bond = 0; bond < records->bonds; bond++) {
        const struct stage two = stage_of_two(&x->plan.everybody, bond);
        resilience(&two, x->block, (uint32_t)day * ASSAY_ROOM, report);
        for (int l = 0; l < x->dyads; l++) {
            const struct shock_report *r = &report[l];
            records->shock[((x->first + l) * records->bonds + bond) * records->resilience_days + occasion] =
                (struct shock_row){(float)day, r->peak, r->half_life, r->censored, r->repaired, r->trust_lost};
        }
    }
}
