#include "reading/rule.h"

const char *const class_names[CLASS_WORDS] = {"secure", "avoidant", "anxious", "disorganized", "secure", "dismissing", "preoccupied", "fearful"};

/* Half of the turns is not yet enough, so both cut-offs must be exceeded. */
static enum class_read read_halfway(struct scores_read s, struct cutoffs c)
{
    if (s.conflict >= c.conflict) {
        return DISORGANIZED;
    }
    if (s.avoidance > c.insecure && s.avoidance >= s.resistance) {
        return AVOIDANT;
    }
    return s.resistance > c.insecure ? ANXIOUS : SECURE;
}

/* Relative to proximity seeking, as Ainsworth et al. (1978) describe the groups: the avoidant turn away more than they come near. */
static enum class_read read_proximity(struct scores_read s, struct cutoffs c)
{
    if (s.conflict >= c.conflict) {
        return DISORGANIZED;
    }
    if (s.avoidance > s.proximity) {
        return AVOIDANT;
    }
    return s.resistance > c.insecure ? ANXIOUS : SECURE;
}

const struct class_rule class_rules[RULES] = {
    {"halfway",
     "disorganized if conflict reaches its cut-off; else avoidant if avoidance exceeds the cut-off and is at least resistance; "
     "else anxious if resistance exceeds the cut-off; else secure",
     read_halfway},
    {"proximity",
     "disorganized if conflict reaches its cut-off; else avoidant if avoidance exceeds proximity; "
     "else anxious if resistance exceeds the cut-off; else secure",
     read_proximity},
};
