#include "picture/plain.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

/* `where` has a %s for the number, NULL: "where NAME is %s". A key may have a setting before it. */
static const struct {
    const char *key, *name, *where;
} plain[] = {
    {"share.secure", "secure bonds", NULL},
    {"share.avoidant", "avoidant bonds", NULL},
    {"share.anxious", "anxious bonds", NULL},
    {"share.disorganized", "disorganized bonds", NULL},
    {"trust.mean", "trust that breaks are repaired", NULL},
    {"doubt.mean", "doubt: how unforeseeable repair is", NULL},
    {"fear.mean", "fear of the other", NULL},
    {"pull.mean", "pull toward the other", NULL},
    {"load.mean", "wear on the body (load)", NULL},
    {"belief.mean", "explicit belief in repair", NULL},
    {"arousal.mean", "threat-arousal", NULL},
    {"resentment.mean", "resentment", NULL},
    {"depletion.mean", "exhaustion from repairing", NULL},
    {"attachment_anxiety.mean", "attachment anxiety (1 to 7)", NULL},
    {"attachment_avoidance.mean", "attachment avoidance (1 to 7)", NULL},
    {"ruptures.mean", "ruptures a day", "where there are %s ruptures a day"},
    {"repair_share.mean", "share of ruptures repaired", "where %s of ruptures are repaired"},
    {"prompt_share.mean", "share of ruptures soothed at once", "where %s of ruptures are soothed at once"},
    {"repair_latency.mean", "turns until repair", "where repair takes %s turns"},
    {"trust.a", "trust of A in B", NULL},
    {"trust.b", "trust of B in A", NULL},
    {"therapy trust.a", "client's trust in the partner", NULL},
    {"therapy trust.b", "partner's trust in the client", NULL},
    {"trust.therapist", "trust in the therapist", NULL},
    {"repair_share.therapist", "share of ruptures with the therapist repaired", NULL},
    {"ended", "pairs that ended", NULL},
    {"ended.hot", "pairs that ended in anger", NULL},
    {"ended.cold", "pairs that drifted apart", NULL},
    {"sessions.ruptured", "share of sessions with a rupture", NULL},
    {"repair.scale", "chance of repair (1: as usual)", "with %s times the usual chance of repair"},
    {"rupture.scale", "rate of ruptures (1: as usual)", "with %s times the usual ruptures"},
    {"rupture.per_day", "ruptures a day", "with %s ruptures a day"},
    {"rupture.max_age", "turns before a rupture is given up", "where a rupture is given up after %s turns"},
    {"learning.delay", "cost of delay, a turn", "at a cost of %s a turn of delay"},
    {"risk", "stressors around the family", "with %s stressors"},
    {"days", "days", "after %s days"},
    {"mediated.share", "share of contact by text", "where %s of contact is by text"},
    {"harm.per_day", "harms a day, before change", "with %s harms a day"},
    {"harm.reform", "share of harms prevented (by change)", "with %s of harms prevented"},
    {"therapy.every_days", "days from session to session", "with a session every %s days"},
    {"therapy.turns", "minutes in a session", "with %s minutes in a session"},
    {"giver.sensitivity.mean", "sensitivity of caregivers (logit)", NULL},
    {"giver.sensitivity.deactivation", "less sensitive by turning away (logit)", NULL},
    {"giver.sensitivity.hyperactivation", "less sensitive by heightened need (logit)", NULL},
    {"giver.sensitivity.risk", "less sensitive under stressors (logit)", NULL},
    {"giver.sensitivity.sd", "spread of warmth (logit)", NULL},
    {"giver.rejection.mean", "rejecting care (logit)", NULL},
    {"giver.rejection.deactivation", "more rejecting by turning away (logit)", NULL},
    {"giver.rejection.risk", "more rejecting under stressors (logit)", NULL},
    {"giver.frightening.mean", "frightening care (logit)", NULL},
    {"giver.frightening.unresolved", "more frightening by own fear (logit)", NULL},
    {"giver.frightening.risk", "more frightening under stressors (logit)", NULL},
    {"giver.volatility.mean", "changeable care (logit)", NULL},
    {"giver.volatility.hyperactivation", "more changeable by heightened need (logit)", NULL},
    {"bid.uncertainty", "protest when repair is unforeseeable", NULL},
    {"bid.slope", "how decided bids are", NULL},
    {"bid.cost_escalate", "cost of escalating (arousal)", NULL},
    {"bid.expectation", "weight of expectation in a bid", NULL},
    {"learning.value", "learning rate of bids", NULL},
    {"alarm.doubt", "small breaks felt large by doubt", NULL},
    {"accept.doubt", "doubt refuses soothing", NULL},
    {"still_face.match", "regaining a match in play (a second)", NULL},
    {"still_face.mismatch", "losing a match in play (a second)", NULL},
    {"adult.sensitivity", "sensitivity of partners (logit)", NULL},
    {"support.urge", "telling what strains", NULL},
    {"support.middle", "arousal from which it is told", NULL},
    {"support.attention", "listening (logit)", NULL},
    {"support.momentum", "coping goes on once begun (logit)", NULL},
    {"support.unnoticed", "coping only when told (logit)", NULL},
    {"conflict.tension", "breaks over one's own topic (times)", NULL},
    {"conflict.positive", "positive turns of a quarrel (a turn)", NULL},
    {"strain.arousal", "strain of a day (arousal)", NULL},
    {"strain.shared", "strain that is the household's (share)", NULL},
    {"diary.error_arousal", "error of rated arousal", NULL},
    {"reading.adult_avoidance", "cut-off of avoidance (1 to 7)", NULL},
    {"reading.adult_anxiety", "cut-off of anxiety (1 to 7)", NULL},
    {"home_observation.coder_error", "coder's error of sensitivity (share)", NULL},
    {"giver.frightening.scale", "frightening care (1: as usual)", NULL},
    {"giver.rejection.scale", "rejecting care (1: as usual)", NULL},
    {"giver.volatility.scale", "changeable care (1: as usual)", NULL},
    {"giver.intensity_dependence.scale", "answering strong signals more (1: as usual)", NULL},
};
enum { COUNT = sizeof plain / sizeof plain[0] };

static const char *key_of(const char *name)
{
    static const char schedule[] = "schedule.";
    return strncmp(name, schedule, sizeof schedule - 1) ? name : name + sizeof schedule - 1;
}

static int line_of(const char *name)
{
    for (int i = 0; i < COUNT; i++) {
        if (!strcmp(plain[i].key, key_of(name))) {
            return i;
        }
    }
    return -1;
}

const char *plain_key(const char *setting, const char *key)
{
    char own[200];
    snprintf(own, sizeof own, "%s %s", setting, key);
    const int line = line_of(own);
    return line < 0 ? key : plain[line].key;
}

const char *plain_name(const char *key)
{
    const int line = line_of(key);
    return line < 0 ? key_of(key) : plain[line].name;
}

char *plain_short(const char *key, char *to, size_t size)
{
    const char *name = plain_name(key), *bracket = strstr(name, " ("), *colon = strpbrk(name, ":,");
    const size_t length = strlen(name), before = bracket ? (size_t)(bracket - name) : length, until = colon ? (size_t)(colon - name) : length;
    snprintf(to, size, "%.*s", (int)(before < until ? before : until), name);
    return to;
}

char *capital(char *text)
{
    text[0] = (char)toupper((unsigned char)text[0]);
    return text;
}

char *plain_title(const char *key, char *to, size_t size)
{
    snprintf(to, size, "%s", plain_name(key));
    return line_of(key) < 0 ? to : capital(to);
}

char *plain_short_title(const char *key, char *to, size_t size)
{
    plain_short(key, to, size);
    return line_of(key) < 0 ? to : capital(to);
}

bool is_of_bonds(const char *key)
{
    return !strncmp(key, "share.", 6) || !strcmp(key, "ended") || !strncmp(key, "ended.", 6);
}

char *plain_number(double value, char *to, size_t size)
{
    const double away = fabs(value);
    const bool is_whole = fabs(value - rint(value)) < 1e-9;
    char text[32];
    snprintf(text, sizeof text, is_whole ? "%.0f" : away < 0.0995 ? "%.2g" : away < 0.995 ? "%.2f" : "%.3g", away);
    snprintf(to, size, "%s%s", value < 0 ? "-" : "", text + !strncmp(text, "0.", 2));
    return to;
}

char *plain_where(const char *key, double value, char *to, size_t size)
{
    char number[32];
    const int line = line_of(key);
    const char *where = line < 0 ? NULL : plain[line].where, *gap = where ? strstr(where, "%s") : NULL;
    plain_number(value, number, sizeof number);
    if (gap) {
        snprintf(to, size, "%.*s%s%s", (int)(gap - where), where, number, gap + 2);
    } else {
        snprintf(to, size, "where %s is %s", plain_name(key), number);
    }
    return to;
}
