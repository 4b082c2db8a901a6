#include "study/population.h"

#include "engine/threads.h"
#include "study/record.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

static double seconds_by(clockid_t clock)
{
    struct timespec now;
    clock_gettime(clock, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

double seconds_now(void)
{
    return seconds_by(CLOCK_MONOTONIC);
}

double seconds_worked(void)
{
    return seconds_by(CLOCK_THREAD_CPUTIME_ID);
}

int64_t blocks_of(const struct mend_params *p)
{
    return (p->dyads + LANES - 1) / LANES;
}

int threads_wanted(int wanted)
{
    return wanted > 0 ? wanted : threads_available();
}

int threads_for(const struct mend_params *p, int wanted)
{
    const int threads = threads_wanted(wanted);
    return threads < blocks_of(p) ? threads : (int)blocks_of(p);
}

static int days_of_assay(const struct mend_config *config, int name)
{
    int days = 0;
    for (int i = 0; i < config->assays; i++) {
        days += config->assay[i].name == name;
    }
    return days;
}

/* Room for `count` things, 0 of them being fine. */
static bool room_for(void *pointer, int64_t count, size_t size)
{
    void *room = count > 0 ? calloc((size_t)count, size) : NULL;
    memcpy(pointer, &room, sizeof room);
    return room || count <= 0;
}

/* Puts the assays in the order of their days, so that the last of a name in the plan is the last one held. */
static void sort_plan(struct mend_config *config)
{
    for (int i = 1; i < config->assays; i++) {
        for (int k = i; k > 0 && mend_assay_day(config, k) < mend_assay_day(config, k - 1); k--) {
            const struct mend_assay_plan later = config->assay[k - 1];
            config->assay[k - 1] = config->assay[k];
            config->assay[k] = later;
        }
    }
}

/* A table with as many rows for every dyad; `rows` points to the pointer to them. */
struct dyad_table {
    void *rows;
    int64_t per_dyad;
    size_t size;
};
enum { DYAD_TABLES = 12 };

static void list_tables(struct population *p, struct dyad_table table[DYAD_TABLES])
{
    const struct mend_params *params = &p->config.params;
    struct records *r = &p->records;
    const int64_t bonds = r->bonds, care = r->care_bonds;
    const struct dyad_table all[DYAD_TABLES] = {
        {&r->outcome, bonds, sizeof *r->outcome},
        {&r->first_class, r->strange_days > 1 ? care : 0, sizeof *r->first_class},
        {&r->episode, care * r->strange_days * EPISODES, sizeof *r->episode},
        {&r->phase, care * r->face_days * PLAY_PHASES, sizeof *r->phase},
        {&r->visit, care * r->home_days, sizeof *r->visit},
        {&r->descent, params->generations > 1 ? params->generations * LINES : 0, sizeof *r->descent},
        {&r->talk, (int64_t)r->conflict_days * DISCUSSANTS, sizeof *r->talk},
        {&r->support, (int64_t)r->support_days * SUPPORT_MINUTES, sizeof *r->support},
        {&r->entry, params->diary_days * r->diary_days * DIARISTS, sizeof *r->entry},
        {&r->told, r->diary_days > 0, sizeof *r->told},
        {&r->shock, bonds * r->resilience_days, sizeof *r->shock},
        {&r->alliance, r->alliance_days, sizeof *r->alliance},
    };
    memcpy(table, all, sizeof all);
}

/* How large the tables are. */
static void lay_tables(struct population *p, const struct setting *setting)
{
    const struct mend_params *params = &p->config.params;
    struct records *r = &p->records;
    r->strange_days = days_of_assay(&p->config, ASSAY_STRANGE);
    r->face_days = days_of_assay(&p->config, ASSAY_FACE);
    r->home_days = days_of_assay(&p->config, ASSAY_HOME);
    r->conflict_days = days_of_assay(&p->config, ASSAY_CONFLICT);
    r->support_days = days_of_assay(&p->config, ASSAY_SUPPORT);
    r->diary_days = days_of_assay(&p->config, ASSAY_DIARY);
    r->resilience_days = days_of_assay(&p->config, ASSAY_RESILIENCE);
    r->alliance_days = days_of_assay(&p->config, ASSAY_ALLIANCE);
    r->bonds = setting->ties;
    for (int k = 0; k < setting->ties; k++) {
        r->care_bonds += setting->tie[k].kind == CARE_TIE;
    }
    p->grown = r->care_bonds < r->bonds;
    r->series_rows = series_rows_of(params);
    p->recorded = recorded_dyads_of(params);
    r->series_bonds = params->record_bond ? 1 : r->bonds;
    p->sampled_days = sampled_days_of(params);
}

static bool open_tables(struct population *p, const struct setting *setting)
{
    const struct mend_params *params = &p->config.params;
    struct records *r = &p->records;
    struct dyad_table table[DYAD_TABLES];
    lay_tables(p, setting);
    bool good = room_for(&r->series, p->recorded * r->series_bonds * r->series_rows, sizeof *r->series) &&
                room_for(&p->days, p->sampled_days, sizeof *p->days);
    list_tables(p, table);
    for (int i = 0; good && i < DYAD_TABLES; i++) {
        good = room_for(table[i].rows, params->dyads * table[i].per_dyad, table[i].size);
    }
    return good;
}

int64_t population_bytes(const struct mend_config *config, int threads)
{
    const struct mend_params *params = &config->params;
    const struct setting setting = setting_at(params->setting);
    struct population p = {.config = *config};
    struct dyad_table table[DYAD_TABLES];
    lay_tables(&p, &setting);
    list_tables(&p, table);
    int64_t bytes = p.recorded * p.records.series_bonds * p.records.series_rows * (int64_t)sizeof(struct series_row) +
                    (threads + 1) * p.sampled_days * (int64_t)sizeof(struct day_sample) + blocks_of(params) * (int64_t)sizeof(struct records) +
                    threads * bytes_of_block_at_work();
    for (int i = 0; i < DYAD_TABLES; i++) {
        bytes += params->dyads * table[i].per_dyad * (int64_t)table[i].size;
    }
    return bytes;
}

/* The blocks at work. Each thread samples days on a sheet of its own; sheets hold whole numbers, so their order of adding is free. */
struct workshop {
    struct lives lives;
    struct population *population;
    struct records *by_block; /* events of each block */
    struct day_sample *sheets;
    struct mend_order order;
    int64_t blocks, done;
    int failed;
};

static void work_block(void *context, int64_t k, int thread)
{
    struct workshop *w = context;
    if (__atomic_load_n(&w->failed, __ATOMIC_RELAXED) || (w->order.stop && *w->order.stop)) {
        return;
    }
    struct records *records = &w->by_block[k];
    *records = w->population->records;
    if (!live_block(&w->lives, k, records, w->sheets + (int64_t)thread * w->population->sampled_days)) {
        __atomic_store_n(&w->failed, 1, __ATOMIC_RELAXED);
    }
    const int64_t done = __atomic_add_fetch(&w->done, 1, __ATOMIC_RELAXED);
    if (w->order.progress && thread == 0) {
        w->order.progress(w->order.context, done, w->blocks);
    }
}

static void merge_sheets(struct population *p, const struct day_sample *sheets, int threads)
{
    for (int64_t i = 0; i < (int64_t)threads * p->sampled_days; i++) {
        struct day_sample *to = &p->days[i % p->sampled_days];
        const struct day_sample *from = &sheets[i];
        to->n += from->n;
        to->ruptures += from->ruptures;
        to->repairs += from->repairs;
        for (int v = 0; v < GROWN_SAMPLED; v++) {
            to->grown[v] += from->grown[v];
        }
        for (int v = 0; v < SAMPLED; v++) {
            to->sum[v] += from->sum[v];
            to->square[v] += from->square[v];
            for (int b = 0; b < BINS; b++) {
                to->bin[v][b] += from->bin[v][b];
            }
        }
    }
}

static int by_dyad_and_turn(const void *a, const void *b)
{
    const struct event_row *x = a, *y = b;
    if (x->dyad != y->dyad) {
        return x->dyad < y->dyad ? -1 : 1;
    }
    if (x->bond != y->bond) {
        return x->bond < y->bond ? -1 : 1;
    }
    return (x->turn > y->turn) - (x->turn < y->turn);
}

static bool gather_events(struct workshop *w)
{
    struct records *all = &w->population->records;
    for (int64_t k = 0; k < w->blocks; k++) {
        all->events += w->by_block[k].events;
    }
    if (!room_for(&all->event, all->events, sizeof *all->event)) {
        return false;
    }
    struct event_row *to = all->event;
    for (int64_t k = 0; k < w->blocks; k++) {
        if (w->by_block[k].events > 0) {
            memcpy(to, w->by_block[k].event, (size_t)w->by_block[k].events * sizeof *to);
            to += w->by_block[k].events;
        }
    }
    if (all->events > 1) {
        qsort(all->event, (size_t)all->events, sizeof *all->event, by_dyad_and_turn);
    }
    return true;
}

static bool run_workshop(struct workshop *w, struct mend_report *report)
{
    struct population *p = w->population;
    bool good =
        room_for(&w->by_block, w->blocks, sizeof *w->by_block) && room_for(&w->sheets, (int64_t)p->threads * p->sampled_days, sizeof *w->sheets);
    if (good) {
        const double start = seconds_now();
        for_each_item(w->blocks, p->threads, work_block, w);
        p->seconds = seconds_now() - start;
        good = !w->failed;
    }
    if (w->order.stop && *w->order.stop) {
        mend_complain(report, "interrupted; nothing was written");
        good = false;
    }
    if (good) {
        merge_sheets(p, w->sheets, p->threads);
        good = gather_events(w);
    }
    for (int64_t k = 0; w->by_block && k < w->blocks; k++) {
        free(w->by_block[k].event);
    }
    free(w->by_block);
    free(w->sheets);
    return good;
}

static bool pick_loop(struct population *p, struct mend_order order, struct lives *lives, struct mend_report *report)
{
    p->isa = order.isa < 0 ? (int)best_isa() : order.isa;
    lives->stage.loop = lane_loop_for((enum isa)p->isa);
    return lives->stage.loop || mend_complain(report, "this machine or this build lacks the instruction set asked for with --isa");
}

/* Beyond the last day nothing is sampled. */
void record_nothing(struct mend_config *config)
{
    config->params.record_dyads = 0;
    config->params.record_events = 0;
    config->params.record_every_days = config->params.days + 1;
}

bool population_live(const struct mend_config *config, const struct mend_sample *sample, struct mend_order order, struct population *out,
                     struct mend_report *report)
{
    *out = (struct population){.config = *config, .threads = threads_for(&config->params, order.threads)};
    sort_plan(&out->config);
    const struct mend_params *params = &out->config.params;
    struct workshop w = {
        .lives = {&out->config,
                  sample,
                  setting_at(params->setting),
                  {.params = params, .who = {(uint32_t)params->seed, (uint32_t)((uint64_t)params->seed >> 32), (uint32_t)params->replicate, 0, 0}},
                  order.stop},
        .population = out,
        .order = order,
        .blocks = blocks_of(params),
    };
    if (!pick_loop(out, order, &w.lives, report)) {
        return false;
    }
    const bool good = open_tables(out, &w.lives.setting) && run_workshop(&w, report);
    if (!good) {
        if (report->count == 0) {
            mend_complain(report, "not enough memory for %lld dyads with %lld recorded", (long long)params->dyads, (long long)params->record_dyads);
        }
        population_free(out);
    }
    return good;
}

static void *rows_of(const struct dyad_table *table)
{
    void *rows;
    memcpy(&rows, table->rows, sizeof rows);
    return rows;
}

/* Tables as another population's, for `count` dyads. False if memory ran out; then nothing is left allocated. */
static bool open_like(const struct population *from, int64_t count, struct population *out)
{
    struct dyad_table table[DYAD_TABLES];
    bool good = true;
    *out = *from;
    out->config.params.dyads = count;
    out->records.event = NULL;
    out->records.events = 0;
    out->records.series = NULL;
    out->days = NULL;
    list_tables(out, table);
    for (int i = 0; i < DYAD_TABLES; i++) {
        good = room_for(table[i].rows, count * table[i].per_dyad, table[i].size) && good;
    }
    if (!good) {
        population_free(out);
    }
    return good;
}

bool population_pick(const struct population *from, const int64_t *dyad, int64_t count, struct population *out)
{
    struct population source = *from;
    struct dyad_table of[DYAD_TABLES], to[DYAD_TABLES];
    if (!out->records.outcome && !open_like(from, count, out)) {
        return false;
    }
    list_tables(&source, of);
    list_tables(out, to);
    for (int i = 0; i < DYAD_TABLES; i++) {
        const size_t bytes = (size_t)to[i].per_dyad * to[i].size;
        for (int64_t k = 0; bytes > 0 && k < count; k++) {
            memcpy((char *)rows_of(&to[i]) + (size_t)k * bytes, (const char *)rows_of(&of[i]) + (size_t)dyad[k] * bytes, bytes);
        }
    }
    return true;
}

void population_free(struct population *p)
{
    struct dyad_table table[DYAD_TABLES];
    list_tables(p, table);
    for (int i = 0; i < DYAD_TABLES; i++) {
        free(rows_of(&table[i]));
    }
    free(p->records.series);
    free(p->records.event);
    free(p->days);
    p->records = (struct records){0};
    p->days = NULL;
}
