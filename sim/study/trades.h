/* Parameters that trade off: the targets tell what they do together, not what each does. */
#ifndef MEND_STUDY_TRADES_H
#define MEND_STUDY_TRADES_H

#include "mend/calibrate.h"

/* Two parameters trade off if their correlation has this size at least: of three whose sum alone is told, any two have -1/2. */
#define TRADES_FROM 0.4

/* By the covariances of the posterior in units of the prior's variances. Groups are held together by pairs that trade off, of which one parameter at
 * least is not identified; what is to be fixed is counted by the group's principal directions, which are not told either if their variance is a
 * quarter of the prior's or more. False if memory ran out. */
bool find_trades(int factors, double covariance[][MEND_FACTORS_MOST], struct mend_trade *out);

#endif
