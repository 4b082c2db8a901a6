/* Ruptures of daily life as an observer notes them. */
#include "study/record.h"

#include <stdlib.h>

static bool push(struct records *records, struct event_row row)
{
    if (records->events == records->events_room) {
        const int64_t room = records->events_room ? 2 * records->events_room : 4096;
        struct event_row *grown = realloc(records->event, (size_t)room * sizeof *grown);
        if (!grown) {
            return false;
        }
        records->event = grown;
        records->events_room = room;
    }
    records->event[records->events++] = row;
    return true;
}

static void note_turn(struct event_row *row, const struct seen_lanes *seen, int l)
{
    row->minimised += seen->minimised[l];
    row->signalled += seen->signalled[l];
    row->escalated += seen->escalated[l];
    row->conflicted += seen->conflicted[l];
    row->frightened += seen->frightened[l];
    row->rebuffed += seen->rebuffed[l];
    row->soothed += seen->soothed[l];
    row->ignored += seen->ignored[l];
    row->steps += seen->accepted[l];
    row->latency += seen->broken[l];
}

static bool record_events_of(struct life *x, int k, struct records *records)
{
    const struct bond_lanes *bond = &x->block->bond[k];
    const struct seen_lanes *seen = &x->seen[k];
    for (int l = 0; l < x->recorded; l++) {
        struct event_row *row = &x->open[k][l];
        const bool is_new = bond->open[l] > 0.5f && (seen->opened[l] > 0.5f || seen->broken[l] < 0.5f || seen->repaired[l] + seen->lapsed[l] > 0.5f);
        if (seen->broken[l] > 0.5f) {
            note_turn(row, seen, l);
        }
        if (seen->repaired[l] + seen->lapsed[l] > 0.5f) {
            row->repaired = seen->repaired[l];
            if (!push(records, *row)) {
                return false;
            }
            *row = (struct event_row){0};
        }
        if (is_new) { /* by itself, or by the other's protest */
            *row = (struct event_row){
                .dyad = x->block->dyad[l], .bond = (uint32_t)k + 1, .turn = x->lived, .kind = bond->kind[l], .severity = bond->severity[l]};
        }
    }
    return true;
}

bool record_events(struct life *x, const struct stage *stage, struct records *records)
{
    bool good = true;
    for (int c = 0; good && c < stage->contacts; c++) {
        good = record_events_of(x, stage->contact[c].bond, records);
    }
    return good;
}

bool record_parted_events(struct life *x, struct records *records)
{
    for (int k = 0; k < records->bonds; k++) {
        for (int l = 0; l < x->recorded; l++) {
            struct event_row *row = &x->open[k][l];
            if (row->dyad == 0 || x->block->bond[k].open[l] > 0.5f) {
                continue; /* nothing was under way, or it still is */
            }
            row->censored = 1.0f;
            if (!push(records, *row)) {
                return false;
            }
            *row = (struct event_row){0};
        }
    }
    return true;
}

bool record_open_events(struct life *x, struct records *records)
{
    for (int k = 0; x->lives->config->params.record_events && k < records->bonds; k++) {
        for (int l = 0; l < x->recorded; l++) {
            x->open[k][l].censored = 1.0f;
            if (x->block->bond[k].open[l] > 0.5f && !push(records, x->open[k][l])) {
                return false;
            }
        }
    }
    return true;
}
