/* One function a picture. Each writes its script to the sheet and gives true; false without a message if the data it needs is not there, with one if
 * it is damaged. */
#ifndef MEND_PICTURE_PICTURES_H
#define MEND_PICTURE_PICTURES_H

#include "picture/result.h"
#include "picture/sheet.h"

/* The name of the file, and of the function that draws it. */
#define PICTURES(PICTURE)                                                                                                                            \
    PICTURE(trajectories)                                                                                                                            \
    PICTURE(lives)                                                                                                                                   \
    PICTURE(class_shares)                                                                                                                            \
    PICTURE(scores)                                                                                                                                  \
    PICTURE(phase_portrait)                                                                                                                          \
    PICTURE(time_to_repair)                                                                                                                          \
    PICTURE(strange_situation)                                                                                                                       \
    PICTURE(still_face)                                                                                                                              \
    PICTURE(both_sides)                                                                                                                              \
    PICTURE(endings)                                                                                                                                 \
    PICTURE(adult_dimensions)                                                                                                                        \
    PICTURE(discussion)                                                                                                                              \
    PICTURE(labour)                                                                                                                                  \
    PICTURE(round_robin)                                                                                                                             \
    PICTURE(perceived)                                                                                                                               \
    PICTURE(generations)

/* Those of studies. */
#define STUDY_PICTURES(PICTURE)                                                                                                                      \
    PICTURE(sweep)                                                                                                                                   \
    PICTURE(sensitivity)                                                                                                                             \
    PICTURE(compare)                                                                                                                                 \
    PICTURE(validation)                                                                                                                              \
    PICTURE(agreement)                                                                                                                               \
    PICTURE(calibration)                                                                                                                             \
    PICTURE(predictive)                                                                                                                              \
    PICTURE(recovery)

#define PICTURE(name) bool draw_##name(const struct result *result, struct sheet *sheet, struct mend_report *report);
PICTURES(PICTURE)
STUDY_PICTURES(PICTURE)
#undef PICTURE

/* class_shares where people have grown up. */
bool draw_adult_shares(const struct result *result, struct sheet *sheet);

#endif
