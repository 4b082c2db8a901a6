#include "study/infants.h"

#include "reading/rule.h"

static bool are_shared(const struct desk *d, enum shared shared)
{
    const struct tie *tie = d->setting.tie;
    return d->p->records.care_bonds == 2 && (shared == ONE_INFANT ? tie[0].seeker == tie[1].seeker : tie[0].giver == tie[1].giver);
}

/* Puts two classes on the desk, if both could be read. */
static void put_classes(struct clustered *c, float first, float second, int64_t unit)
{
    if (first >= 0 && second >= 0) {
        cluster_put(c, (double)first, (double)second, unit);
    }
}

/* Makes of two classes whether each is secure. */
static struct clustered *as_security(struct clustered *c)
{
    for (int64_t i = 0; i < c->n; i++) {
        c->x[i] = c->x[i] == SECURE;
        c->y[i] = c->y[i] == SECURE;
    }
    return c;
}

static struct clustered *classes_of_both(struct desk *d, enum shared shared)
{
    struct clustered *c = values_on(d);
    for (int64_t u = 0; u < units_of(d) && are_shared(d, shared); u++) {
        put_classes(c, outcomes_of(d, u)[0].class, outcomes_of(d, u)[1].class, u);
    }
    return c;
}

struct estimate classes_agree(struct desk *d, enum shared shared)
{
    return cluster_kappa(classes_of_both(d, shared), CLASSES);
}

struct estimate security_agrees(struct desk *d, enum shared shared)
{
    return cluster_correlation(as_security(classes_of_both(d, shared)));
}

struct estimate secure_with(struct desk *d, int caregiver)
{
    struct clustered *c = values_on(d);
    for (int64_t u = 0; u < units_of(d) && are_shared(d, ONE_INFANT); u++) {
        const float class = outcomes_of(d, u)[caregiver].class;
        if (class >= 0) {
            cluster_put(c, class == SECURE, 1, u);
        }
    }
    return cluster_share(c);
}

static struct clustered *classes_of_occasions(struct desk *d)
{
    struct clustered *c = values_on(d);
    const struct records *r = &d->p->records;
    for (int64_t i = 0; i < units_of(d) * r->care_bonds && r->first_class; i++) {
        const int64_t unit = i / r->care_bonds;
        put_classes(c, r->first_class[i], outcomes_of(d, unit)[i % r->care_bonds].class, unit);
    }
    return c;
}

struct estimate class_is_stable(struct desk *d)
{
    return cluster_kappa(classes_of_occasions(d), CLASSES);
}

struct estimate security_is_stable(struct desk *d)
{
    return cluster_correlation(as_security(classes_of_occasions(d)));
}
